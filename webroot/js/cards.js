import { watchItems } from './lib/items.js';
import { followedQuestion } from './parts/followed.js';
import { myQuestion } from './parts/my-question.js';
import { told } from './parts/told.js';

/** What a villager is shown once she has asked: a script of its own, which comes while she writes. */
export const cards = { followedQuestion, myQuestion, told };

watchItems();
