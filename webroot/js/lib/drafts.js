import { forget, forgetUnder, keep, keysUnder, recall } from './store.js';

/**
 * What somebody has begun to write: one draft for each thing it is about and each kind of word, so that none of them
 * can ever be sent as another; kept over a reload, and gone when nobody has touched it for some time.
 */
export class Drafts {
  #place;
  #longest;
  /** Where nothing can be kept, what this page knows: place → {value, at}. */
  #here = new Map();

  /**
   * @param {string} scope whose they are
   * @param {number} longestMillis how long one stays untouched
   */
  constructor(scope, longestMillis) {
    this.#place = `draft.${scope}.`;
    this.#longest = longestMillis;
    this.#dropOld();
  }

  #at(about, kind) {
    return `${this.#place}${about}.${kind}`;
  }

  /** @returns {any} the draft, or the given value where there is none */
  get(about, kind, otherwise = '') {
    const draft = this.#here.get(this.#at(about, kind)) || recall(this.#at(about, kind), null);
    return this.#isFresh(draft) ? draft.value : otherwise;
  }

  #isFresh(draft) {
    return Boolean(draft) && Math.abs(Date.now() - draft.at) <= this.#longest;
  }

  /** @param value '' = there is none any more */
  set(about, kind, value) {
    if (value === '') return this.drop(about, kind);
    const draft = { value, at: Date.now() };
    this.#here.set(this.#at(about, kind), draft);
    return keep(this.#at(about, kind), draft);
  }

  drop(about, kind) {
    this.#here.delete(this.#at(about, kind));
    forget(this.#at(about, kind));
  }

  dropAll() {
    this.#here.clear();
    forgetUnder(this.#place);
  }

  #dropOld() {
    keysUnder(this.#place).filter((key) => !this.#isFresh(recall(key, null))).forEach(forget);
  }
}
