import { api } from './api.js';
import { keep, recall } from './store.js';

const FIRST_WAIT_MILLIS = 2_000;
const LONGEST_WAIT_MILLIS = 30_000;

/** A key that makes a question one question, however often it is sent. Works without https too. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * What a villager has asked and the hub has not acknowledged: kept on the phone before it is sent, sent until it
 * is acknowledged, under the same key. Handlers: changed(), sent(question, item).
 *
 * An item: {key, body, state: 'sending'|'saved'|'refused', tooFast, words}.
 */
export class Outbox {
  #fair;
  #on;
  #timer = 0;
  #busy = false;
  #failures = 0;

  constructor(fair, handlers) {
    this.#fair = fair;
    this.#on = handlers;
    this.items = recall(this.#place, []).map((item) => ({ ...item, state: 'saved' }));
  }

  get #place() {
    return `outbox.${this.#fair}`;
  }

  add(body) {
    this.items.push({ key: newKey(), body, state: 'sending', words: '' });
    this.#save();
    this.sendNow();
  }

  remove(key) {
    this.items = this.items.filter((item) => item.key !== key);
    this.#save();
  }

  #save() {
    keep(this.#place, this.items);
    this.#on.changed();
  }

  /** Sends what waits, one after the other; to be called when the connection is back, too. */
  async sendNow() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    this.#busy = true;
    try {
      let item;
      while ((item = this.items.find((waiting) => waiting.state !== 'refused'))) {
        if (!(await this.#send(item))) return;
      }
    } finally {
      this.#busy = false;
    }
  }

  /** @returns {Promise<boolean>} whether to go on with the next one */
  async #send(item) {
    try {
      const question = await api.ask(this.#fair, item.key, item.body);
      this.#failures = 0;
      this.remove(item.key);
      this.#on.sent(question, item);
      return true;
    } catch (problem) {
      if (problem.isPassing) {
        item.state = 'saved';
        item.tooFast = problem.status === 429;
        this.#later(problem.retryAfterSeconds);
      } else {
        item.state = 'refused';
        item.words = problem.words;
      }
      this.#save();
      return !problem.isPassing;
    }
  }

  #later(seconds) {
    const backOff = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.#failures++);
    const wait = Math.max(seconds * 1000, backOff * (0.5 + 0.5 * Math.random()));
    this.#timer = setTimeout(() => this.sendNow(), wait);
  }
}
