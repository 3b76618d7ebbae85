import { sendChosen } from './attaching.js';
import { Outbox } from './outbox.js';
import { recall } from './store.js';
import { language } from './text.js';

/** A tab that did not begin it waits so much longer: who takes back is faster than any other tab. */
const OTHERS_WAIT_MILLIS = 2000;
const SETTLES_WITHIN_MILLIS = 20000;

/**
 * An outbox in which some commands stand for some seconds before they are sent: until then they are `undoable`, and taken
 * back by removing them. They are kept as all others, so that closing the page, or what ends it, loses none.
 */
export class UndoOutbox extends Outbox {
  /** @param {number} millis for how long; 0 = nothing stands */
  constructor(scope, handlers, millis) {
    super(scope, handlers);
    this._millis = millis;
    this._standing = 0;
    this._own = new Set();
    /** What goes with what stands, sent already: key → its numbers at the hub. */
    this._sentAlong = new Map();
    this._settled = [];
    this._stand();
  }

  close() {
    super.close();
    clearTimeout(this._standing);
  }

  /** @param command as an outbox's, that can be taken back for a while */
  addUndoable(command) {
    if (!this._millis) return this.add(command);
    const item = this.add(Object.assign({}, command, { state: 'undoable', until: Date.now() + this._millis, isUndoable: true }));
    this._own.add(item.key);
    this._stand();
    if (item.attached && item.attached.length) {
      sendChosen(item).then((ids) => this._sentAlong.set(item.key, ids)).catch(() => {}); // it is tried once more with the words
    }
    return item;
  }

  /** What can be taken back now, the newest first. */
  get undoable() {
    return this.items.filter(({ state }) => state === 'undoable').reverse();
  }

  _next() {
    return this.items.find(({ state }) => state !== 'refused' && state !== 'undoable');
  }

  /** Another tab may have added some, or taken one back. */
  _read() {
    super._read();
    if (!this._settled) return; // it is being made
    this._stand();
    this._tellSettled();
  }

  _tellSettled() {
    if (this.items.some(({ state }) => state === 'sending') && !this.items.some(({ state }) => state === 'saved')) return;
    this._settled.splice(0).forEach((done) => done());
  }

  /** Looks again when the first of them is due. */
  _stand() {
    clearTimeout(this._standing);
    const now = Date.now();
    const waits = ({ key, until }) => {
      const left = until - now;
      return left > this._millis ? 0 : left + (this._own.has(key) ? 0 : OTHERS_WAIT_MILLIS); // the clock was set back
    };
    const due = this.undoable.filter((item) => waits(item) <= 0);
    if (due.length) this._release(due);
    const next = Math.min(...this.undoable.map(waits));
    if (next < Infinity) this._standing = setTimeout(() => this._stand(), next);
  }

  /** From now on they are sent as all others; what another tab has taken back is not written again. */
  _release(items) {
    items.forEach((item) => {
      const kept = this._unkept.get(item.key) || recall(this._place + item.key, null);
      if (!kept || kept.state !== 'undoable') return;
      const record = Object.assign({}, kept);
      delete record.state;
      this._states.set(item.key, { state: 'sending' });
      this._write(record);
    });
    this._read();
    this.sendNow();
  }

  /** What can still be taken back is sent now. */
  hurry() {
    clearTimeout(this._standing);
    if (this.undoable.length) this._release(this.undoable);
  }

  /** The same. @returns {Promise} when all is acknowledged, refused, or known not to go out now */
  settle() {
    return new Promise((done) => {
      this._settled.push(done);
      setTimeout(done, SETTLES_WITHIN_MILLIS);
      this.hurry();
      this._tellSettled();
    });
  }

  /**
   * The page goes: what was not sent goes out with it. Whether that arrives nobody hears, so it stays kept, and is sent once
   * more, under the same key, where a page is opened again.
   */
  part() {
    this.items.filter(({ state, attached, key }) => ['undoable', 'sending'].includes(state)
      && (!attached || !attached.length || this._sentAlong.has(key))).forEach((item) => this._sendParting(item));
    this.hurry();
  }

  _sendParting({ key, path, body }) {
    const attachments = this._sentAlong.get(key);
    fetch(path, {
      method: 'POST',
      headers: { 'Accept-Language': language, 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(attachments ? Object.assign({}, body, { attachments }) : body),
      credentials: 'same-origin',
      keepalive: true,
    }).catch(() => {});
  }
}
