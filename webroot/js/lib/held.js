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

  /** @param {string} fair its code */
  constructor(fair, changed) {
    this.#fair = fair;
    this.#changed = changed;
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
  take({ id, state }) {
    if (state === 'held' || (this.list || []).some((known) => known.id === id)) this.read();
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
