import { isPublished } from './happenings.js';
import { byTime, inQueueOrder } from './order.js';

const MOST_PUBLISHED = 30;

/** What a wall that anybody can read shows: who is being seen to, who waits where, and what was answered to all. */
export class Wall {
  constructor() {
    this._questions = new Map();
  }

  takeSnapshot(questions) {
    this._questions = new Map(questions.map((question) => [question.id, question]));
  }

  takeEntry({ question }) {
    this._questions.set(question.id, question);
  }

  _where(wanted) {
    return [...this._questions.values()].filter(wanted);
  }

  /** The newest first. */
  get published() {
    return this._where((question) => isPublished(question) && question.text)
      .sort((one, other) => byTime(other.answer.at, one.answer.at)).slice(0, MOST_PUBLISHED);
  }

  /** The departments that have something to do, those where most wait first: [{code, seen: [ticket], waiting: [ticket]}]. */
  get departments() {
    const rows = new Map();
    const open = this._where(({ state }) => state === 'claimed' || state === 'waiting' || state === 'asked-back');
    open.sort(inQueueOrder).forEach(({ department, state, ticket }) => {
      if (!rows.has(department)) rows.set(department, { code: department, seen: [], waiting: [] });
      const row = rows.get(department);
      (state === 'waiting' ? row.waiting : row.seen).push(ticket);
    });
    return [...rows.values()].sort((one, other) => other.waiting.length - one.waiting.length
      || other.seen.length - one.seen.length);
  }

  /** Who is called to a booth, the newest first: [{id, ticket, booth, at}]. */
  get calls() {
    return this._where(({ call }) => call).map(({ id, ticket, call }) => ({ id, ticket, booth: call.booth, at: call.at }))
      .sort((one, other) => byTime(other.at, one.at));
  }

  get answered() {
    return this._where(({ state }) => ['answered', 'follow-up', 'closed'].includes(state)).length;
  }
}
