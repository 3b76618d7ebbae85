import { Chooser } from './lib/attachments/chooser.js';
import { dropOld, forgetRecords } from './lib/attachments/blobs.js';
import { sendAll } from './lib/attachments/sending.js';
import { drawChosen } from './parts/chosen.js';

/** What lib/attaching.js asks for: a script of its own, which comes when somebody speaks or chooses a picture. */
const chooser = new Chooser(drawChosen);

dropOld();

export const speak = (place) => chooser.speak(place);
export const take = (place, files) => chooser.take(place, files);
export const draw = (place, isTouched) => chooser.draw(place, isTouched);
export const isRecording = () => chooser.isRecording;
export const forget = (list) => forgetRecords(list.map(({ id }) => id));
export const send = (item) => sendAll(item);
