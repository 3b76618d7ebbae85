import { api } from './api.js';
import { newKey } from './key.js';
import { forget, keep, keysUnder, onChangeElsewhere, recall } from './store.js';
import { Turn } from './turn.js';

const FIRST_WAIT_MILLIS = 2_000;
const LONGEST_WAIT_MILLIS = 30_000;
const TOO_MANY = 429;
const SIGNED_OUT = 401;
/** While another tab sends, this one looks again after so long: that tab may have been closed. */
const LOOKS_AGAIN_MILLIS = 3_000;

/**
 * What somebody has said and the hub has not acknowledged: kept before it is sent, and sent under the same key until
 * it is acknowledged or refused. Each command is a record of its own, so that tabs never write over each other, and
 * one tab sends at a time. It begins to send when it is opened.
 *
 * An item: {key, path, body, kind, question?, at, kept, state: 'sending'|'saved'|'refused', tooFast, words}; `kept` =
 * it will outlive the page. Whatever else it was added with comes along.
 *
 * Handlers, all optional: changed(), sent(answer, item), saved(item), refused(item, problem), signedOut(). `saved` = it
 * will be sent later; after `signedOut` it sends no more.
 */
export class Outbox {
  #place;
  #on;
  #turn;
  #unlisten;
  #timer = 0;
  #isOpen = false;
  #busy = false;
  #again = false;
  #failures = 0;
  /** Of this tab alone: key → {state, tooFast}. */
  #states = new Map();
  /** What could not be kept: key → record. */
  #unkept = new Map();
  items = [];

  /** @param {string} scope whose it is: a fair for a villager, a session for a volunteer */
  constructor(scope, handlers) {
    this.#place = `out.${scope}.`;
    this.#on = (name, ...args) => handlers[name] && handlers[name](...args);
    this.#turn = new Turn(`out.${scope}`);
    this.#unlisten = onChangeElsewhere(this.#place, () => {
      this.#read();
      this.sendNow();
    });
    this.#read();
  }

  /** From now on it sends. */
  open() {
    this.#isOpen = true;
    this.sendNow();
  }

  /** It sends no more; what is kept stays. */
  close() {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#unlisten();
  }

  /** @param command {path, body, kind, question?, …} @returns the item */
  add(command) {
    const last = this.items.length ? this.items[this.items.length - 1].at : 0;
    const record = { ...command, key: newKey(), at: Math.max(Date.now(), last + 1) };
    this.#states.set(record.key, { state: 'sending' });
    this.#write(record);
    this.#read();
    this.sendNow();
    return this.items.find((item) => item.key === record.key);
  }

  #write(record) {
    if (keep(this.#place + record.key, record)) this.#unkept.delete(record.key);
    else this.#unkept.set(record.key, record);
  }

  remove(key) {
    forget(this.#place + key);
    this.#unkept.delete(key);
    this.#states.delete(key);
    this.#read();
  }

  removeAll() {
    this.items.forEach(({ key }) => this.remove(key));
  }

  /** What waits of this kind about this question, or undefined. */
  find(question, kind) {
    return this.items.find((item) => item.question === question && item.kind === kind);
  }

  #read() {
    const kept = keysUnder(this.#place).map((key) => recall(key, null)).filter(Boolean);
    const records = [...kept.map((record) => ({ ...record, kept: true })),
      ...[...this.#unkept.values()].map((record) => ({ ...record, kept: false }))];
    this.items = records.sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1))
      .map((record) => ({ state: 'saved', ...this.#states.get(record.key), ...record,
        ...(record.words ? { state: 'refused' } : {}) }));
    this.#on('changed');
  }

  #next() {
    return this.items.find((item) => item.state !== 'refused');
  }

  /** Sends what waits, one after the other; to be called when the connection is back, too. */
  async sendNow() {
    clearTimeout(this.#timer);
    this.#again = true;
    if (!this.#isOpen || this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again && this.#isOpen && this.#next()) {
        this.#again = false;
        if (!(await this.#turn.take(() => this.#sendAll()))) this.#lookAgainIn(LOOKS_AGAIN_MILLIS);
      }
    } finally {
      this.#busy = false;
    }
  }

  async #sendAll() {
    this.#read(); // another tab may have sent some
    let item;
    while (this.#isOpen && (item = this.#next())) {
      if (!(await this.#send(item))) return;
    }
  }

  /** @returns {Promise<boolean>} whether to go on with the next one */
  async #send(item) {
    try {
      const answer = await api.command(item.path, item.body, item.key);
      this.#failures = 0;
      this.remove(item.key);
      this.#on('sent', answer, item);
      return true;
    } catch (problem) {
      if (problem.isPassing || problem.status === SIGNED_OUT) return this.#keepForLater(item, problem);
      this.explain(item.key, problem.words);
      this.#on('refused', item, problem);
      return true;
    }
  }

  #keepForLater(item, { status, retryAfterSeconds }) {
    this.#states.set(item.key, { state: 'saved', tooFast: status === TOO_MANY });
    this.#again = false;
    this.#read();
    this.#on('saved', item);
    if (status === SIGNED_OUT) {
      this.#isOpen = false;
      this.#on('signedOut');
    } else {
      this.#later(retryAfterSeconds);
    }
    return false;
  }

  /** Says why one was refused; it stays until it is removed. */
  explain(key, words) {
    const item = this.items.find((other) => other.key === key);
    if (!item) return;
    const { state, tooFast, kept, ...record } = item;
    this.#states.delete(key);
    this.#write({ ...record, words });
    this.#read();
  }

  /** At least as long as the hub asks for; else twice as long each time, and somewhere in it by chance. */
  #later(seconds) {
    const backOff = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this.#failures++, 10));
    this.#lookAgainIn(Math.max(seconds * 1000 * (1 + 0.25 * Math.random()), backOff * (0.5 + 0.5 * Math.random())));
  }

  #lookAgainIn(millis) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.sendNow(), millis);
  }
}
