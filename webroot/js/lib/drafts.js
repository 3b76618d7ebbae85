import { forget, forgetUnder, keep, keysUnder, recall } from './store.js';

/**
 * What somebody has begun to write: one draft for each thing it is about and each kind of word, so that none of them
 * can ever be sent as another; kept over a reload, and gone when nobody has touched it for some time.
 */
export class Drafts {
  /**
   * @param {string} scope whose they are
   * @param {number} longestMillis how long one stays untouched
   */
  constructor(scope, longestMillis) {
    /** Where nothing can be kept, what this page knows: place → {value, at}. */
    this._here = new Map();
    this._place = `draft.${scope}.`;
    this._longest = longestMillis;
    this._dropOld();
  }

  _at(about, kind) {
    return `${this._place}${about}.${kind}`;
  }

  /** @returns {any} the draft, or the given value where there is none */
  get(about, kind, otherwise = '') {
    const draft = this._here.get(this._at(about, kind)) || recall(this._at(about, kind), null);
    return this._isFresh(draft) ? draft.value : otherwise;
  }

  _isFresh(draft) {
    return Boolean(draft) && Math.abs(Date.now() - draft.at) <= this._longest;
  }

  /** Those of this kind, whatever they are about. */
  values(kind) {
    return keysUnder(this._place).filter((key) => key.endsWith(`.${kind}`)).map((key) => recall(key, null)).filter(Boolean)
      .map(({ value }) => value);
  }

  /** @param value '' = there is none any more */
  set(about, kind, value) {
    if (value === '') return this.drop(about, kind);
    const draft = { value, at: Date.now() };
    this._here.set(this._at(about, kind), draft);
    return keep(this._at(about, kind), draft);
  }

  drop(about, kind) {
    this._here.delete(this._at(about, kind));
    forget(this._at(about, kind));
  }

  dropAll() {
    this._here.clear();
    forgetUnder(this._place);
  }

  _dropOld() {
    keysUnder(this._place).filter((key) => !this._isFresh(recall(key, null))).forEach(forget);
  }
}
