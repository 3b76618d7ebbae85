import { staff } from './staff-api.js';
import { t } from './text.js';

/** Where the queue goes if it is promised for after the fair. */
export const LATER = 'later';

/** A desk that goes home before the fair ends: where its queue goes, and what those are told who wait there. */
export class Packing {
  /** @param {string} fair its code */
  constructor(fair, changed) {
    this._fair = fair;
    this._changed = changed;
    this.begin('');
  }

  begin(department) {
    Object.assign(this, { department, to: '', due: '', text: '', isBusy: false, problem: '', done: null });
    this._changed();
  }

  change(field, value) {
    this[field] = value;
    this.problem = '';
    this._changed();
  }

  async packUp() {
    if (this.isBusy) return;
    this.problem = this.to === LATER && !this.due ? t('desk.noDue') : '';
    this.isBusy = !this.problem;
    this._changed();
    if (this.problem) return;
    try {
      this.done = await staff.packUp(this._fair, this.department, Object.assign(this.text.trim() ? { text: this.text.trim() } : {},
        this.to === LATER ? { due: this.due } : this.to ? { to: this.to } : {}));
    } catch (problem) {
      this.problem = problem.words;
    }
    this.isBusy = false;
    this._changed();
  }
}
