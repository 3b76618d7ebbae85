import { staff } from './staff-api.js';

/** What waits until the organizer lets it go. It is here only while she looks at it: the words may be private. */
export class Held {
  /** @param {string} fair its code */
  constructor(fair, changed) {
    this._fair = fair;
    this._changed = changed;
    this._reading = false;
    this._again = false;
    this.isOpen = false;
    /** Questions, the oldest first; null = not read yet. */
    this.list = null;
    /** Number of the question that is being let go, or null. */
    this.busy = null;
    this.problem = '';
    /** Numbers of answers that others are not shown before she has looked at them. */
    this._withheld = new Set();
  }

  get withheld() {
    return this._withheld.size;
  }

  /** What is there is read once: the list where she looks at it, else how much there is. */
  refresh() {
    return this.isOpen ? this.read() : this._count();
  }

  /** Counts what was withheld before the page was opened; of the words it keeps nothing. */
  async _count() {
    try {
      this._know(await staff.held(this._fair));
    } catch (ignored) {
      return; // counted when the list is opened
    }
    this._changed();
  }

  _know(list) {
    this._withheld = new Set(list.filter(({ withheld }) => withheld).map(({ id }) => id));
  }

  open() {
    this.isOpen = true;
    this.read();
  }

  close() {
    this.isOpen = false;
    this.list = null;
    this.problem = '';
    this._changed();
  }

  /** Takes a question as it is now, of whatever kind its entry was. */
  take({ id, state, withheld }) {
    this._withheld.delete(id);
    if (withheld) this._withheld.add(id);
    if (state === 'held' || withheld || (this.list || []).some((known) => known.id === id)) this.read();
  }

  /** Reads the list; what happens while it is being read is read once more, however much it is. */
  async read() {
    if (!this.isOpen) return;
    this._again = true;
    if (this._reading) return;
    this._reading = true;
    while (this._again && this.isOpen) {
      this._again = false;
      await this._readOnce();
    }
    this._reading = false;
  }

  async _readOnce() {
    try {
      const list = await staff.held(this._fair);
      if (!this.isOpen) return;
      if (!this.list) this.problem = '';
      this.list = list;
      this._know(list);
      this._changed();
    } catch (problem) {
      if (!this.isOpen || this.list) return; // a list that is there is read again soon enough
      this.problem = problem.words;
      this._changed();
    }
  }

  approve(question) {
    return this._act(question, 'approve');
  }

  /** It does not come out; its asker alone is told why. @param {string} text what she is told */
  turnDown(question, text) {
    return this._act(question, 'refusal', { text });
  }

  /** An answer stays with its asker. */
  keepPrivate(question) {
    return this._act(question, 'publication', { public: false });
  }

  /** All that one has asked is turned down. @param {string} text what she is told */
  drop(question, text) {
    return this._act(question, 'asker/refusal', { text }).then(() => this.read());
  }

  async _act(question, command, body) {
    if (this.busy) return;
    this.busy = question.id;
    this.problem = '';
    this._changed();
    try {
      await staff.act(question.id, command, body);
      this.list = this.list && this.list.filter((other) => other.id !== question.id);
    } catch (problem) {
      this.problem = problem.words;
      this.read();
    }
    this.busy = null;
    this._changed();
  }
}
