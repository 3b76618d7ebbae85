import { staff } from './staff-api.js';

/** A private question as everybody would see it: what a volunteer looks at before she makes it public. */
export class AsEverybody {
  constructor(changed) {
    this._changed = changed;
    this._id = null;
    this._seen = null;
    this.problem = '';
  }

  async read(id) {
    this._id = id;
    this._seen = null;
    this.problem = '';
    try {
      const seen = await staff.lookAtPublication(id);
      if (this._id === id) this._seen = seen;
    } catch (problem) {
      if (this._id === id) this.problem = problem.words;
    }
    this._changed();
  }

  /** @returns {{question, concerns: string[]}|null} null = not read */
  of(id) {
    return this._id === id ? this._seen : null;
  }
}
