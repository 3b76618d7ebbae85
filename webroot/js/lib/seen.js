import { api, request } from './api.js';

/** Answers that her page shows and of which the hub was not told yet: which one → number of its question. */
const waiting = new Map();
const told = new Set();

/** Her card shows this question's answer: the hub is told so once she looks at the page. */
export function showsAnswer({ id, answer }) {
  const which = `${id} ${answer.at}`;
  if (answer.seen || told.has(which)) return;
  waiting.set(which, id);
  tell();
}

function tell() {
  if (document.hidden) return;
  waiting.forEach((id, which) => {
    told.add(which);
    request('POST', api.actPath(id, 'seen')).catch((problem) => {
      if (problem.isPassing) told.delete(which); // once more when it is drawn again
    });
  });
  waiting.clear();
}

document.addEventListener('visibilitychange', tell);
