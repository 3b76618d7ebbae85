import { fair, question, request, reread, SESSION } from './api.js';
import { newKey } from './key.js';

const TAKES_A_FILE_WITHIN_MILLIS = 120000;
const lesson = (id) => `/api/lessons/${encodeURIComponent(id)}`;
const ready = (code, department) => `${fair(code)}/desks/${encodeURIComponent(department)}/ready-answers`;

/** The calls of the hub that only those make who are signed in: no villager's phone carries them. */
export const staff = {
  /** @param {string} state one of the contract's; left out: all that is open */
  desk: (code, department, state = '') => reread(`${fair(code)}/desks/${encodeURIComponent(department)}/questions${
    state ? `?state=${encodeURIComponent(state)}` : ''}`).then((answer) => answer.questions),
  /** What was answered so many minutes ago and its asker has not seen. */
  unseen: (code, department, minutes) => reread(`${fair(code)}/desks/${encodeURIComponent(department)}/questions?unseen=${minutes}`)
    .then((answer) => answer.questions),
  /** @param {string} department '' = all that are hers */
  search: (code, words, department) => reread(`${fair(code)}/search?q=${encodeURIComponent(words)}${
    department ? `&department=${encodeURIComponent(department)}` : ''}`).then((answer) => answer.questions),
  tally: (code) => reread(`${fair(code)}/tally`),

  experts: (code) => request('GET', `${fair(code)}/experts`).then((answer) => answer.people),
  escalated: (code) => reread(`${fair(code)}/escalated`).then((answer) => answer.questions),

  /** Where a question is asked for somebody who has no phone. */
  walkUpPath: (code) => `${fair(code)}/kiosk/questions`,
  question: (id) => request('GET', question(id)),
  lookAtPublication: (id) => request('GET', `${question(id)}/publication`),
  suggestions: (id) => request('GET', `${question(id)}/suggestions`),
  serviceItems: (words) => request('GET', `/api/service-items?q=${encodeURIComponent(words)}`).then((answer) => answer.items),
  duties: (words) => request('GET', `/api/duties?q=${encodeURIComponent(words)}`).then((answer) => answer.duties),
  /** @param {string} command claim, release, approve, hold … */
  act: (id, command, body) => request('POST', `${question(id)}/${command}`, body),

  readyAnswers: (code, department) => reread(ready(code, department)).then((answer) => answer.answers),
  addReadyAnswer: (code, department, answer) => request('POST', ready(code, department), answer),
  removeReadyAnswer: (code, department, id) => request('DELETE', `${ready(code, department)}/${encodeURIComponent(id)}`),
  people: (code, department) => reread(`${fair(code)}/desks/${encodeURIComponent(department)}/people`).then((answer) => answer.people),
  packUp: (code, department, how) => request('POST', `${fair(code)}/desks/${encodeURIComponent(department)}/packing-up`, how, {
    'Idempotency-Key': newKey() }),
  say: (code, word) => request('POST', `${fair(code)}/words`, word),
  endWord: (code, id) => request('DELETE', `${fair(code)}/words/${encodeURIComponent(id)}`),

  held: (code) => request('GET', `${fair(code)}/held`).then((answer) => answer.questions),
  models: () => request('GET', '/api/models').then((answer) => answer.models),
  useModel: (number) => request('POST', `/api/models/${encodeURIComponent(number)}/use`),
  lessons: () => request('GET', '/api/lessons').then((answer) => answer.lessons),
  strikeLesson: (id) => request('POST', `${lesson(id)}/strike`),
  restoreLesson: (id) => request('POST', `${lesson(id)}/restore`),
  /**
   * @param {string} kind examples, duties, answers, service-items
   * @param {Blob} file a CSV
   * @param {boolean} partial whether the right rows are taken though others are wrong
   */
  importCsv: (kind, file, partial) => request('POST', `/api/imports/${encodeURIComponent(kind)}?partial=${partial}`, file,
    { 'Content-Type': 'text/csv' }, TAKES_A_FILE_WITHIN_MILLIS),

  session: () => request('GET', SESSION),
  signIn: (credentials) => request('POST', SESSION, credentials),
  signOut: () => request('DELETE', SESSION),

  openDesk: (code, department, body = {}) =>
    request('PUT', `${fair(code)}/desks/${encodeURIComponent(department)}`, body),
};
