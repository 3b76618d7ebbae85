import { newKey } from './key.js';
import { forget, keep, recall } from './store.js';

const LEASE_MILLIS = 10_000;
const RENEWED_AFTER_MILLIS = 3_000;
/** Two tabs that wrote at the same moment: after this long both see who wrote last. */
const SETTLES_WITHIN_MILLIS = 60;

/** Who of the tabs of one browser may do something now: by the browser's own locks, or by a lease that is kept. */
export class Turn {
  #name;
  #tab = newKey();

  /** @param {string} name the same in every tab */
  constructor(name) {
    this.#name = `turn.${name}`;
  }

  /** Does the work unless another tab has the turn. @returns {Promise<boolean>} whether it was done */
  async take(work) {
    if (navigator.locks) {
      return navigator.locks.request(this.#name, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        return Boolean(lock);
      });
    }
    return this.#takeByLease(work); // plain http has no locks
  }

  async #takeByLease(work) {
    if (this.#isAnothers() || !(await this.#holds())) return false;
    const renewal = setInterval(() => this.#write(), RENEWED_AFTER_MILLIS);
    try {
      await work();
    } finally {
      clearInterval(renewal);
      if (!this.#isAnothers()) forget(this.#name);
    }
    return true;
  }

  #isAnothers() {
    const lease = recall(this.#name, null);
    const left = lease ? lease.until - Date.now() : 0;
    return Boolean(lease) && lease.tab !== this.#tab && left > 0 && left <= LEASE_MILLIS;
  }

  #write() {
    return keep(this.#name, { tab: this.#tab, until: Date.now() + LEASE_MILLIS });
  }

  async #holds() {
    if (!this.#write()) return true; // where nothing can be kept, no tab shares anything with another
    await new Promise((resolve) => setTimeout(resolve, SETTLES_WITHIN_MILLIS));
    return !this.#isAnothers();
  }
}
