import { staff } from './staff-api.js';

const ANEW_AFTER_MILLIS = 60000;
/** What stands in a ready answer for what is known of a question. */
const PLACES = { village: '{村名}', ticket: '{票号}', booth: '{展位}' };

/** The ready answers of the desk whose question is in front of her. */
export class Ready {
  /** @param {string} fair its code */
  constructor(fair, changed) {
    this._fair = fair;
    this._changed = changed;
    this._department = null;
    this._readAt = 0;
    /** [{id, text, shared}] */
    this.answers = [];
    this.problem = '';
  }

  /** @param {string|null} department of the question; null = none is in front of her */
  async lookAt(department) {
    const isAnother = department !== this._department;
    if (!department || !isAnother && Date.now() - this._readAt < ANEW_AFTER_MILLIS) return;
    if (isAnother) this.answers = [];
    this._department = department;
    this._readAt = Date.now();
    this.problem = '';
    try {
      const answers = await staff.readyAnswers(this._fair, department);
      if (department === this._department) this.answers = answers;
    } catch (ignored) {
      this._readAt = 0; // the next question tries again
    }
    this._changed();
  }

  /** Keeps what is written, with what is known of this question left open. @param {{village, ticket, booth}} known */
  add(text, shared, known) {
    return this._do(async (department) => {
      const added = await staff.addReadyAnswer(this._fair, department, { text: opened(text.trim(), known), shared });
      if (department === this._department) this.answers = [...this.answers.filter(({ id }) => id !== added.id), added];
    });
  }

  remove({ id }) {
    return this._do(async (department) => {
      await staff.removeReadyAnswer(this._fair, department, id);
      this.answers = this.answers.filter((answer) => answer.id !== id);
    });
  }

  async _do(what) {
    this.problem = '';
    try {
      await what(this._department);
    } catch (problem) {
      this.problem = problem.words;
    }
    this._changed();
  }
}

/** A ready answer for this question; what is not known of it stays open. */
export function filled(text, known) {
  return Object.keys(PLACES).reduce((words, key) => (known[key] ? words.split(PLACES[key]).join(known[key]) : words), text);
}

function opened(text, known) {
  return Object.keys(PLACES).reduce((words, key) => (known[key] && known[key].length > 1 ? words.split(known[key]).join(PLACES[key]) : words), text);
}

/** What is still open in what is written, or ''. */
export function leftOpen(text) {
  return Object.values(PLACES).filter((place) => text.includes(place)).join('、');
}
