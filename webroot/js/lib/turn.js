import { newKey } from './key.js';
import { forget, keep, recall } from './store.js';

const LEASE_MILLIS = 10000;
const RENEWED_AFTER_MILLIS = 3000;
/** Two tabs that wrote at the same moment: after this long both see who wrote last. */
const SETTLES_WITHIN_MILLIS = 60;

/** Who of the tabs of one browser may do something now: by the browser's own locks, or by a lease that is kept. */
export class Turn {
  /** @param {string} name the same in every tab */
  constructor(name) {
    this._tab = newKey();
    this._name = `turn.${name}`;
  }

  /** Does the work unless another tab has the turn. @returns {Promise<boolean>} whether it was done */
  async take(work) {
    if (navigator.locks) {
      return navigator.locks.request(this._name, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return Boolean(lock);
      });
    }
    return this._takeByLease(work); // plain http has no locks
  }

  async _takeByLease(work) {
    if (this._isAnothers() || !(await this._holds())) return false;
    const renewal = setInterval(() => this._write(), RENEWED_AFTER_MILLIS);
    try {
      await work();
    } finally {
      clearInterval(renewal);
      if (!this._isAnothers()) forget(this._name);
    }
    return true;
  }

  _isAnothers() {
    const lease = recall(this._name, null);
    const left = lease ? lease.until - Date.now() : 0;
    return Boolean(lease) && lease.tab !== this._tab && left > 0 && left <= LEASE_MILLIS;
  }

  _write() {
    return keep(this._name, { tab: this._tab, until: Date.now() + LEASE_MILLIS });
  }

  async _holds() {
    if (!this._write()) return true; // where nothing can be kept, no tab shares anything with another
    await new Promise((resolve) => setTimeout(resolve, SETTLES_WITHIN_MILLIS));
    return !this._isAnothers();
  }
}
