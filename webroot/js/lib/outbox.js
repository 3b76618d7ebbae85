import { api } from './api.js';
import { sendChosen } from './attaching.js';
import { newKey } from './key.js';
import { forget, keep, keysUnder, onChangeElsewhere, recall } from './store.js';
import { Turn } from './turn.js';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 30000;
const TOO_MANY = 429;
const SIGNED_OUT = 401;
/** While another tab sends, this one looks again after so long: that tab may have been closed. */
const LOOKS_AGAIN_MILLIS = 3000;

/**
 * What somebody has said and the hub has not acknowledged: kept before it is sent, and sent under the same key until
 * it is acknowledged or refused. Each command is a record of its own, so that tabs never write over each other, and
 * one tab sends at a time. It begins to send when it is opened.
 *
 * An item: {key, path, body, kind, question?, at, kept, state: 'sending'|'saved'|'refused', tooFast, words}; `kept` =
 * it will outlive the page. Whatever else it was added with comes along. `attached` = pictures and sounds that are sent first.
 *
 * Handlers, all optional: changed(), sent(answer, item), saved(item), refused(item, problem), signedOut(). `saved` = it
 * will be sent later; after `signedOut` it sends no more.
 */
export class Outbox {
  /** @param {string} scope whose it is: a fair for a villager, a session for a volunteer */
  constructor(scope, handlers) {
    this._timer = 0;
    this._isOpen = false;
    this._isPutOff = false;
    this._busy = false;
    this._again = false;
    this._failures = 0;
    /** Of this tab alone: key → {state, tooFast}. */
    this._states = new Map();
    /** What could not be kept: key → record. */
    this._unkept = new Map();
    this.items = [];
    this._place = `out.${scope}.`;
    this._on = (name, ...args) => handlers[name] && handlers[name](...args);
    this._turn = new Turn(`out.${scope}`);
    this._unlisten = onChangeElsewhere(this._place, () => {
      this._read();
      this.sendNow();
    });
    this._read();
  }

  /** What waits is said to wait, until it is opened. */
  putOff() {
    this._isPutOff = !this._isOpen;
    if (!this._isPutOff) return;
    this.items.filter(({ state }) => state === 'sending').forEach(({ key }) => this._states.set(key, { state: 'saved' }));
    this._read();
  }

  /** From now on it sends. */
  open() {
    this._isOpen = true;
    this._isPutOff = false;
    this.sendNow();
  }

  /** It sends no more; what is kept stays. */
  close() {
    this._isOpen = false;
    clearTimeout(this._timer);
    this._unlisten();
  }

  /** @param command {path, body, kind, question?, …} @returns the item */
  add(command) {
    const last = this.items.length ? this.items[this.items.length - 1].at : 0;
    const record = Object.assign({}, command, { key: newKey(), at: Math.max(Date.now(), last + 1) });
    this._states.set(record.key, { state: this._isPutOff ? 'saved' : 'sending' });
    this._write(record);
    this._read();
    this.sendNow();
    return this.items.find((item) => item.key === record.key);
  }

  _write(record) {
    if (keep(this._place + record.key, record)) this._unkept.delete(record.key);
    else this._unkept.set(record.key, record);
  }

  remove(key) {
    forget(this._place + key);
    this._unkept.delete(key);
    this._states.delete(key);
    this._read();
  }

  removeAll() {
    this.items.forEach(({ key }) => this.remove(key));
  }

  /** What waits of this kind about this question, or undefined. */
  find(question, kind) {
    return this.items.find((item) => item.question === question && item.kind === kind);
  }

  _read() {
    const kept = keysUnder(this._place).map((key) => recall(key, null)).filter(Boolean);
    const records = [...kept.map((record) => Object.assign({}, record, { kept: true })),
      ...[...this._unkept.values()].map((record) => Object.assign({}, record, { kept: false }))];
    this.items = records.sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1))
      .map((record) => Object.assign({ state: 'saved' }, this._states.get(record.key), record,
        record.words ? { state: 'refused' } : {}));
    this._on('changed');
  }

  _next() {
    return this.items.find((item) => item.state !== 'refused');
  }

  /** Sends what waits, one after the other; to be called when the connection is back, too. */
  async sendNow() {
    clearTimeout(this._timer);
    this._again = true;
    if (!this._isOpen || this._busy) return;
    this._busy = true;
    try {
      while (this._again && this._isOpen && this._next()) {
        this._again = false;
        if (!(await this._turn.take(() => this._sendAll()))) this._lookAgainIn(LOOKS_AGAIN_MILLIS);
      }
    } finally {
      this._busy = false;
    }
  }

  async _sendAll() {
    this._read(); // another tab may have sent some
    let item;
    while (this._isOpen && (item = this._next())) {
      if (!(await this._send(item))) return;
    }
  }

  /** @returns {Promise<boolean>} whether to go on with the next one */
  async _send(item) {
    try {
      const { attached } = item;
      const body = attached && attached.length ? Object.assign({}, item.body, { attachments: await sendChosen(item) }) : item.body;
      const answer = await api.command(item.path, body, item.key);
      this._failures = 0;
      this.remove(item.key);
      this._on('sent', answer, item);
      return true;
    } catch (problem) {
      if (problem.isPassing || problem.status === SIGNED_OUT) return this._keepForLater(item, problem);
      this.explain(item.key, problem.words);
      this._on('refused', item, problem);
      return true;
    }
  }

  _keepForLater(item, { status, retryAfterSeconds }) {
    this._states.set(item.key, { state: 'saved', tooFast: status === TOO_MANY });
    this._again = false;
    this._read();
    this._on('saved', item);
    if (status === SIGNED_OUT) {
      this._isOpen = false;
      this._on('signedOut');
    } else {
      this._later(retryAfterSeconds);
    }
    return false;
  }

  /** Says why one was refused; it stays until it is removed. */
  explain(key, words) {
    const item = this.items.find((other) => other.key === key);
    if (!item) return;
    const record = Object.assign({}, item, { words });
    ['state', 'tooFast', 'kept'].forEach((ofThisTab) => delete record[ofThisTab]);
    this._states.delete(key);
    this._write(record);
    this._read();
  }

  /** At least as long as the hub asks for; else within a time that is twice as long each time, by chance. */
  _later(seconds) {
    const backOff = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this._failures++, 10));
    this._lookAgainIn(Math.max(seconds * 1000 * (1 + 0.25 * Math.random()), backOff * Math.random()));
  }

  _lookAgainIn(millis) {
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this.sendNow(), millis);
  }
}
