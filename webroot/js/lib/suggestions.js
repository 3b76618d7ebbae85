import { OPEN } from './desk-state.js';
import { staff } from './staff-api.js';

/** Who runs through her queue by the arrow keys asks for nothing on the way. */
const STANDING_STILL_MILLIS = 150;
const MOST_ANSWERS = 3;

/** What was typed already, with a text after it; a text that stands there is not added again. */
export function withMore(typed, text) {
  if (!typed.trim()) return text;
  return typed.includes(text) ? typed : `${typed.replace(/\s+$/, '')}\n${text}`;
}

/**
 * What the hub suggests for the question in front of the volunteer: answers given before, the same question of
 * others, a question back. It is a help: where it cannot be had, the page says nothing of it.
 */
export class Suggestions {
  constructor(changed) {
    this._changed = changed;
    this._question = null;
    this._timer = 0;
    /** [{id, text, department, answer: {text, by}, score, same}] */
    this.answers = [];
    /** Open questions of the same fair: [{id, ticket, text, state, score, same}] */
    this.duplicates = [];
    /** 四办 items that it may be about: [{code, title, kind, where}] */
    this.items = [];
    /** @type {string|null} */
    this.askBack = null;
    /** Numbers of the duplicates that are to be answered with the same words. */
    this.ticked = [];
  }

  /** @param {string|null} question its number; null = none is chosen @param ticked numbers of duplicates that were ticked before */
  lookFor(question, ticked = []) {
    clearTimeout(this._timer);
    this._question = question;
    this._fill({});
    if (question) this._timer = setTimeout(() => this._read(question, ticked), STANDING_STILL_MILLIS);
  }

  async _read(question, ticked) {
    try {
      const found = await staff.suggestions(question);
      if (this._question === question) this._fill(found, ticked);
    } catch (ignored) {
      // she answers without it
    }
  }

  _fill({ answers = [], duplicates = [], serviceItems = [], askBack = null }, ticked = []) {
    this.answers = answers.slice(0, MOST_ANSWERS);
    this.duplicates = duplicates;
    this.items = serviceItems;
    this.askBack = askBack;
    this.ticked = ticked.filter((id) => duplicates.some((duplicate) => duplicate.id === id));
    this._changed();
  }

  /** Takes a question as it is now: a duplicate that is open no more has gone. */
  take({ id, state }) {
    if (!this.duplicates.some((duplicate) => duplicate.id === id)) return;
    if (OPEN.includes(state)) {
      this.duplicates = this.duplicates.map((other) => (other.id === id ? Object.assign({}, other, { state }) : other));
    } else {
      this.duplicates = this.duplicates.filter((other) => other.id !== id);
      this.ticked = this.ticked.filter((other) => other !== id);
    }
  }

  tick(id, yes) {
    this.ticked = this.ticked.filter((other) => other !== id).concat(yes ? [id] : []);
    this._changed();
  }
}
