/** Longer than between two letters of who types. */
const STANDING_STILL_MILLIS = 250;
const MOST_SHOWN = 6;
const LONGEST_WORDS = 200;

/** What a volunteer looks for by words while she writes; what is no longer looked for is not shown when it comes. */
export class WordSearch {
  /** @param read words → a promise of what is found */
  constructor(read, changed) {
    this._read = read;
    this._changed = changed;
    this._timer = 0;
    this.words = '';
    /** A list; null = nothing was looked for. */
    this.found = null;
    /** By which words it was found. */
    this.foundBy = '';
  }

  lookFor(words) {
    clearTimeout(this._timer);
    this.words = words.slice(0, LONGEST_WORDS);
    if (!words.trim()) this.found = null;
    else this._timer = setTimeout(() => this._look(this.words), STANDING_STILL_MILLIS);
    this._changed();
  }

  async _look(words) {
    try {
      const found = await this._read(words);
      if (this.words === words) Object.assign(this, { found: found.slice(0, MOST_SHOWN), foundBy: words });
    } catch (ignored) {
      if (this.words === words) this.found = null; // she looks again, or answers without it
    }
    this._changed();
  }
}
