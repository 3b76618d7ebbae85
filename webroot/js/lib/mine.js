import { byTime, sortable } from './order.js';
import { merged } from './thread.js';

/** Kinds of entries that bring something new to her; the hub, which renders the page, goes by the same. */
const TOLD = ['answered', 'asked-back', 'corrected', 'called', 'followed-up', 'closed'];
const IS_PUBLISHED = ['answered', 'follow-up', 'closed'];

/**
 * What a villager's page knows: her own questions with what was said, and what others have asked. The same comes by
 * several ways, answers to her calls and pushes, in any order: entries and messages are told apart by their number.
 */
export class Mine {
  constructor() {
    this._mine = new Map();
    /** Of others, what is published: number → [when it changed last, in a form that sorts, the question]. */
    this._others = new Map();
    /** Of others, what she wants to know as well. */
    this._followed = new Map();
    /** Number of the newest entry that is known of a question. */
    this._seqs = new Map();
  }

  get isEmpty() {
    return this._mine.size === 0 && this._followed.size === 0;
  }

  get(id) {
    return this._mine.get(id);
  }

  /** Hers. */
  get asked() {
    return [...this._mine.values()];
  }

  /** What others have asked and she wants to know as well. */
  get followed() {
    return [...this._followed.values()];
  }

  follows(id) {
    return this._followed.has(id);
  }

  /** Both, that first of which she was told something last. */
  get list() {
    return [...this.asked, ...this.followed].sort((one, other) => byTime(toldAt(other), toldAt(one)));
  }

  /** Those of others, what happened last first. */
  get published() {
    return [...this._others.values()].sort(([one], [other]) => (one === other ? 0 : one < other ? 1 : -1)).map(([, question]) => question);
  }

  /** What was known was somebody else's, or of another journal. */
  clear() {
    this._mine.clear();
    this._followed.clear();
    this._seqs.clear();
  }

  /** @param isAnew whether it is of another journal than what is known */
  takeSnapshot(questions, seq, isAnew) {
    if (isAnew) this.clear();
    this._others = new Map();
    questions.forEach((question) => {
      if (question.mine) this._putMine(question, seq);
      else this._putOther(question);
    });
  }

  /** A question of hers as a call has answered it, with its messages or without. */
  take(question) {
    const known = this._mine.get(question.id);
    if (known && byTime(known.updatedAt, question.updatedAt) > 0) {
      this._mine.set(question.id, Object.assign({}, known, {
        messages: merged(known.messages, question.messages), timeline: merged(known.timeline, question.timeline) }));
    } else {
      this._putMine(question, this._seqs.get(question.id) || 0);
    }
  }

  /** All that she wants to know as well, as a call has answered it. */
  takeFollowed(questions) {
    this._followed = new Map(questions.map((question) => [question.id, question]));
    questions.forEach(({ id }) => this._others.delete(id));
  }

  /** A question of another as a call has answered it. */
  takeOther(question) {
    if (question.mine) return this.take(question);
    // what is answered already stays where she has just read it; the next time it stands on top
    if (question.follows && !question.answer) this._followed.set(question.id, question);
    return this._putOther(question);
  }

  /** What is published now, all that a page without pushes is told of others. */
  takePublished(questions) {
    this._others = new Map();
    questions.forEach((question) => this._putOther(question));
  }

  takeEntry({ seq, at, kind, question, message }) {
    if (!question.mine) return this._putOther(question);
    const messages = message ? [Object.assign({ seq }, message)] : [];
    const timeline = [happening(seq, at, kind, question, message)];
    if (seq > (this._seqs.get(question.id) || 0)) return this._putMine(Object.assign({}, question, { messages, timeline }), seq);
    const known = this._mine.get(question.id);
    return this._mine.set(question.id, Object.assign({}, known, {
      messages: merged(known.messages, messages), timeline: merged(known.timeline, timeline) }));
  }

  takeAhead(ahead) {
    Object.entries(ahead).forEach(([id, n]) => {
      if (this._mine.has(id)) this._mine.set(id, Object.assign({}, this._mine.get(id), { ahead: n }));
    });
  }

  _putMine(question, seq) {
    const known = this._mine.get(question.id);
    this._others.delete(question.id);
    this._seqs.set(question.id, seq);
    this._mine.set(question.id, Object.assign({}, known && keepsOf(known), question, {
      messages: merged(known && known.messages, question.messages), timeline: merged(known && known.timeline, question.timeline) }));
  }

  _putOther(question) {
    const { id } = question;
    const isHers = this._mine.has(id) || this._followed.has(id);
    if (this._followed.has(id)) this._followed.set(id, question.public ? question : withoutWords(question));
    if (!isHers && question.public && IS_PUBLISHED.includes(question.state) && question.answer) this._others.set(id, [sortable(question.updatedAt), question]);
    else this._others.delete(id);
  }
}

/** What has been taken back from the public. */
function withoutWords({ id, state, createdAt, updatedAt }) {
  return { id, state, createdAt, updatedAt };
}

function toldAt({ createdAt, timeline = [], answer }) {
  return timeline.filter(({ kind }) => TOLD.includes(kind)).map(({ at }) => at).concat(answer ? answer.at : createdAt)
    .sort(byTime).pop();
}

/** What a push tells, as the hub tells what happened before. */
function happening(seq, at, kind, { department, claimedBy }, message) {
  return { seq, at, kind, department, by: (message && message.by) || claimedBy || null,
    text: kind === 'transferred' && message ? message.text : null };
}

/** What a push may leave out, because it does not change. */
function keepsOf(question) {
  const kept = {};
  ['code', 'help', 'asksSolved'].forEach((name) => {
    if (question[name] !== undefined) kept[name] = question[name];
  });
  return kept;
}
