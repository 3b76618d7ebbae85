import { byTime } from './order.js';
import { merged } from './thread.js';

const IS_PUBLISHED = ['answered', 'follow-up', 'closed'];

/**
 * What a villager's page knows: her own questions with what was said, and what others have asked. The same comes by
 * several ways, answers to her calls and pushes, in any order: entries and messages are told apart by their number.
 */
export class Mine {
  #mine = new Map();
  #others = new Map();
  /** Number of the newest entry that is known of a question. */
  #seqs = new Map();

  get isEmpty() {
    return this.#mine.size === 0;
  }

  get(id) {
    return this.#mine.get(id);
  }

  /** Hers, the newest first. */
  get list() {
    return [...this.#mine.values()].sort((one, other) => byTime(other.createdAt, one.createdAt));
  }

  /** Those of others, what happened last first. */
  get published() {
    return [...this.#others.values()].sort((one, other) => byTime(other.updatedAt, one.updatedAt));
  }

  /** @param isAnew whether it is of another journal than what is known */
  takeSnapshot(questions, seq, isAnew) {
    if (isAnew) {
      this.#mine.clear();
      this.#seqs.clear();
    }
    this.#others = new Map();
    questions.forEach((question) => {
      if (question.mine) this.#putMine(question, seq);
      else this.#putOther(question);
    });
  }

  /** A question of hers as a call has answered it, with its messages or without. */
  take(question) {
    const known = this.#mine.get(question.id);
    if (known && byTime(known.updatedAt, question.updatedAt) > 0) {
      this.#mine.set(question.id, { ...known, messages: merged(known.messages, question.messages) });
    } else {
      this.#putMine(question, this.#seqs.get(question.id) || 0);
    }
  }

  /** A published question as a call has answered it. */
  takeOther(question) {
    if (question.mine) this.take(question);
    else this.#putOther(question);
  }

  /** What is published now, all that a page without pushes is told of others. */
  takePublished(questions) {
    this.#others = new Map();
    questions.forEach((question) => this.#putOther(question));
  }

  takeEntry({ seq, question, message }) {
    if (!question.mine) return this.#putOther(question);
    const messages = message ? [{ seq, ...message }] : [];
    if (seq > (this.#seqs.get(question.id) || 0)) return this.#putMine({ ...question, messages }, seq);
    const known = this.#mine.get(question.id);
    return this.#mine.set(question.id, { ...known, messages: merged(known.messages, messages) });
  }

  takeAhead(ahead) {
    Object.entries(ahead).forEach(([id, n]) => {
      if (this.#mine.has(id)) this.#mine.set(id, { ...this.#mine.get(id), ahead: n });
    });
  }

  #putMine(question, seq) {
    const known = this.#mine.get(question.id);
    this.#others.delete(question.id);
    this.#seqs.set(question.id, seq);
    this.#mine.set(question.id, { ...(known && keepsOf(known)), ...question,
      messages: merged(known && known.messages, question.messages) });
  }

  #putOther(question) {
    const isHers = this.#mine.has(question.id);
    if (!isHers && question.public && IS_PUBLISHED.includes(question.state) && question.answer) this.#others.set(question.id, question);
    else this.#others.delete(question.id);
  }
}

/** What a push may leave out, because it does not change. */
function keepsOf({ code, help }) {
  return { ...(code === undefined ? {} : { code }), ...(help === undefined ? {} : { help }) };
}
