import { api } from './api.js';

/** Learning takes its time: while somebody waits for the next version, it is looked for this often. */
const LOOK_AGAIN_MILLIS = 10_000;

/** What triage has learned, from what, and what it is given to learn from. */
export class Learning {
  #changed;
  #timer = 0;
  isOpen = false;
  /** The newest first; null = not read yet. */
  versions = null;
  /** The newest first; null = not read yet. */
  lessons = null;
  busy = false;
  problem = '';
  /** What is being imported, and what became of it: answer = {rows, added, changed, refused: [{line, detail}]}. */
  file = { kind: 'examples', chosen: null, partial: false, busy: false, problem: '', answer: null };

  constructor(changed) {
    this.#changed = changed;
  }

  open() {
    this.isOpen = true;
    this.#readAll();
    this.#timer = setInterval(() => this.#readVersions().catch(() => {}), LOOK_AGAIN_MILLIS);
  }

  close() {
    clearInterval(this.#timer);
    this.isOpen = false;
    this.lessons = null; // the words of villagers are not left in the page
    this.problem = '';
    this.file = { ...this.file, chosen: null, partial: false, problem: '', answer: null };
    this.#changed();
  }

  async #readAll() {
    try {
      await Promise.all([this.#readVersions(), this.#readLessons()]);
    } catch (problem) {
      this.problem = problem.words;
    }
    this.#changed();
  }

  async #readVersions() {
    this.versions = await api.models();
    this.#changed();
  }

  async #readLessons() {
    const lessons = await api.lessons();
    if (this.isOpen) this.lessons = lessons;
    this.#changed();
  }

  use({ number }) {
    return this.#do(async () => {
      await api.useModel(number);
      await this.#readVersions();
    });
  }

  /** @param {boolean} struck whether nothing is to be learned from it */
  strike({ question }, struck) {
    return this.#do(async () => {
      await (struck ? api.strikeLesson(question) : api.restoreLesson(question));
      this.lessons = this.lessons
        && this.lessons.map((other) => (other.question === question ? { ...other, struck } : other));
    });
  }

  async #do(work) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    this.#changed();
    try {
      await work();
    } catch (problem) {
      this.problem = problem.words;
    }
    this.busy = false;
    this.#changed();
  }

  /** @param change {kind}, {chosen} or {partial}; what was said of another file is said no more */
  setFile(change) {
    this.file = { ...this.file, problem: '', answer: null, ...change };
    this.#changed();
  }

  /** Sends the chosen file. @param {string} noneChosen what is said where there is none */
  async send(noneChosen) {
    const { kind, chosen, partial, busy } = this.file;
    if (busy) return;
    if (!chosen) return void this.setFile({ problem: noneChosen });
    this.setFile({ busy: true });
    try {
      this.setFile({ busy: false, answer: await api.importCsv(kind, chosen, partial) });
    } catch (problem) {
      this.setFile({ busy: false, problem: problem.words, answer: problem.imported });
    }
  }
}
