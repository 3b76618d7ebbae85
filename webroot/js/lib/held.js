import { api } from './api.js';

/** What waits until the organizer lets it go. It is here only while she looks at it: the words may be private. */
export class Held {
  #fair;
  #changed;
  #reading = false;
  #again = false;
  isOpen = false;
  /** Questions, the oldest first; null = not read yet. */
  list = null;
  /** Number of the question that is being let go, or null. */
  busy = null;
  problem = '';
  /** Numbers of answers that others are not shown before she has looked at them. */
  #withheld = new Set();

  /** @param {string} fair its code */
  constructor(fair, changed) {
    this.#fair = fair;
    this.#changed = changed;
  }

  get withheld() {
    return this.#withheld.size;
  }

  /** What is there is read once: the list where she looks at it, else how much there is. */
  refresh() {
    return this.isOpen ? this.read() : this.#count();
  }

  /** Counts what was withheld before the page was opened; of the words it keeps nothing. */
  async #count() {
    try {
      this.#know(await api.held(this.#fair));
    } catch {
      return; // counted when the list is opened
    }
    this.#changed();
  }

  #know(list) {
    this.#withheld = new Set(list.filter(({ withheld }) => withheld).map(({ id }) => id));
  }

  open() {
    this.isOpen = true;
    this.read();
  }

  close() {
    this.isOpen = false;
    this.list = null;
    this.problem = '';
    this.#changed();
  }

  /** Takes a question as it is now, of whatever kind its entry was. */
  take({ id, state, withheld }) {
    this.#withheld.delete(id);
    if (withheld) this.#withheld.add(id);
    if (state === 'held' || withheld || (this.list || []).some((known) => known.id === id)) this.read();
  }

  /** Reads the list; what happens while it is being read is read once more, however much it is. */
  async read() {
    if (!this.isOpen) return;
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again && this.isOpen) {
      this.#again = false;
      await this.#readOnce();
    }
    this.#reading = false;
  }

  async #readOnce() {
    try {
      const list = await api.held(this.#fair);
      if (!this.isOpen) return;
      if (!this.list) this.problem = '';
      this.list = list;
      this.#know(list);
      this.#changed();
    } catch (problem) {
      if (!this.isOpen || this.list) return; // a list that is there is read again soon enough
      this.problem = problem.words;
      this.#changed();
    }
  }

  approve(question) {
    return this.#act(question, 'approve');
  }

  /** It does not come out; its asker alone is told why. @param {string} text what she is told */
  turnDown(question, text) {
    return this.#act(question, 'refusal', { text });
  }

  /** An answer stays with its asker. */
  keepPrivate(question) {
    return this.#act(question, 'publication', { public: false });
  }

  /** All that one has asked is turned down. @param {string} text what she is told */
  drop(question, text) {
    return this.#act(question, 'asker/refusal', { text }).then(() => this.read());
  }

  async #act(question, command, body) {
    if (this.busy) return;
    this.busy = question.id;
    this.problem = '';
    this.#changed();
    try {
      await api.act(question.id, command, body);
      this.list = this.list && this.list.filter((other) => other.id !== question.id);
    } catch (problem) {
      this.problem = problem.words;
      this.read();
    }
    this.busy = null;
    this.#changed();
  }
}
