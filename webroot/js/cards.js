import { watchItems } from './lib/items.js';
import { showsAnswer } from './lib/seen.js';
import { followedQuestion } from './parts/followed.js';
import { myQuestion } from './parts/my-question.js';
import { told } from './parts/told.js';

/** What a villager is shown once she has asked: a script of its own, which comes while she writes. */
export const cards = {
  followedQuestion,
  myQuestion: (shown) => {
    if (shown.question.answer) showsAnswer(shown.question);
    return myQuestion(shown);
  },
  told,
};

watchItems();
