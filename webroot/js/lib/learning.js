import { staff } from './staff-api.js';

/** Learning takes its time: while somebody waits for the next version, it is looked for this often. */
const LOOK_AGAIN_MILLIS = 10000;

/** What triage has learned, from what, and what it is given to learn from. */
export class Learning {
  constructor(changed) {
    this._changed = changed;
    this._timer = 0;
    this.isOpen = false;
    /** The newest first; null = not read yet. */
    this.versions = null;
    /** The newest first; null = not read yet. */
    this.lessons = null;
    this.busy = false;
    this.problem = '';
    /** What is being imported, and what became of it: answer = {rows, added, changed, refused: [{line, detail}]}. */
    this.file = { kind: 'examples', chosen: null, partial: false, busy: false, problem: '', answer: null };
  }

  open() {
    this.isOpen = true;
    this._readAll();
    this._timer = setInterval(() => this._readVersions().catch(() => {}), LOOK_AGAIN_MILLIS);
  }

  close() {
    clearInterval(this._timer);
    this.isOpen = false;
    this.lessons = null; // the words of villagers are not left in the page
    this.problem = '';
    this.file = Object.assign({}, this.file, { chosen: null, partial: false, problem: '', answer: null });
    this._changed();
  }

  async _readAll() {
    try {
      await Promise.all([this._readVersions(), this._readLessons()]);
    } catch (problem) {
      this.problem = problem.words;
    }
    this._changed();
  }

  async _readVersions() {
    this.versions = await staff.models();
    this._changed();
  }

  async _readLessons() {
    const lessons = await staff.lessons();
    if (this.isOpen) this.lessons = lessons;
    this._changed();
  }

  use({ number }) {
    return this._do(async () => {
      await staff.useModel(number);
      await this._readVersions();
    });
  }

  /** @param {boolean} struck whether nothing is to be learned from it */
  strike({ question }, struck) {
    return this._do(async () => {
      await (struck ? staff.strikeLesson(question) : staff.restoreLesson(question));
      this.lessons = this.lessons
        && this.lessons.map((other) => (other.question === question ? Object.assign({}, other, { struck }) : other));
    });
  }

  async _do(work) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    this._changed();
    try {
      await work();
    } catch (problem) {
      this.problem = problem.words;
    }
    this.busy = false;
    this._changed();
  }

  /** @param change {kind}, {chosen} or {partial}; what was said of another file is said no more */
  setFile(change) {
    this.file = Object.assign({}, this.file, { problem: '', answer: null }, change);
    this._changed();
  }

  /** Sends the chosen file. @param {string} noneChosen what is said where there is none */
  async send(noneChosen) {
    const { kind, chosen, partial, busy } = this.file;
    if (busy) return;
    if (!chosen) return void this.setFile({ problem: noneChosen });
    this.setFile({ busy: true });
    try {
      this.setFile({ busy: false, answer: await staff.importCsv(kind, chosen, partial) });
    } catch (problem) {
      this.setFile({ busy: false, problem: problem.words, answer: problem.imported });
    }
  }
}
