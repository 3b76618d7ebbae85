import { Problem } from './api.js';
import { staff } from './staff-api.js';
import { t } from './text.js';

/** What a desk, or an organizer, says to all who wait: what is said now, and what is being written. */
export class Saying {
  /** @param {string} fair its code @param {string} place department code at which it is said unless told; '' = everywhere */
  constructor(fair, place, changed) {
    this._fair = fair;
    this._changed = changed;
    this.words = [];
    this.text = '';
    this.minutes = 60;
    this.place = place;
    /** Whether the form is open. */
    this.isOpen = false;
    this.isBusy = false;
    this.problem = '';
  }

  /** @param words all that are said at the fair now */
  take(words) {
    this.words = words;
    this._changed();
  }

  change(field, value) {
    this[field] = value;
    this.problem = '';
    this._changed();
  }

  say() {
    return this._do(async () => {
      if (!this.text.trim()) throw new Problem(0, { detail: t('desk.word.empty') });
      const word = await staff.say(this._fair, Object.assign({ text: this.text, minutes: this.minutes },
        this.place ? { department: this.place } : {}));
      this.words = [...this.words.filter(({ id }) => id !== word.id), word];
      this.text = '';
      this.isOpen = false;
    });
  }

  end({ id }) {
    return this._do(async () => {
      await staff.endWord(this._fair, id);
      this.words = this.words.filter((word) => word.id !== id);
    });
  }

  async _do(what) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = '';
    this._changed();
    try {
      await what();
    } catch (problem) {
      this.problem = problem.words;
    }
    this.isBusy = false;
    this._changed();
  }
}
