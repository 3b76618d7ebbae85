import { keep, recall } from './store.js';

const MOST_SERVICES = 6;

/** Somebody at the desk who has no phone: the line that is written about her, and the ticket that was given out last. */
export class WalkUp {
  /** @param {string} fair its code @param {string} department where it is unless she says otherwise */
  constructor(fair, department, changed) {
    this._place = `desk.${fair}.services`;
    this._changed = changed;
    this.isOpen = false;
    this.text = '';
    this.department = department;
    this.isLacking = false;
    /** What is given numbers for by a touch: [{text, department}]. */
    this.services = recall(this._place, []);
    /** What was given out last: {ticket, code, state}, or null. */
    this.last = null;
  }

  change(field, value) {
    this[field] = value;
    this.isLacking = false;
    this._changed();
  }

  /** What is sent of the line, which is then empty again; null where there is none. */
  body(isAnswered) {
    const text = this.text.trim();
    this.isLacking = !text;
    if (text) this.text = '';
    this._changed();
    return text ? Object.assign({ text, department: this.department, consent: true }, isAnswered ? { answered: true } : {}) : null;
  }

  /** The hub has taken it. */
  given({ ticket, code, state }) {
    this.last = { ticket, code, state };
    this._changed();
  }

  keepService() {
    const text = this.text.trim();
    this.isLacking = !text;
    if (text) this._keep([...this.services.filter((other) => other.text !== text), { text, department: this.department }].slice(-MOST_SERVICES));
    this._changed();
  }

  dropService({ text }) {
    this._keep(this.services.filter((other) => other.text !== text));
    this._changed();
  }

  _keep(services) {
    this.services = services;
    keep(this._place, services);
  }

  /** Its line is the service's. */
  use({ text, department }) {
    this.text = text;
    this.department = department;
  }
}
