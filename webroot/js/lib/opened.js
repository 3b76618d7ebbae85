import { staff } from './staff-api.js';

/** One question that an organizer reads: here only while she has it open, because others see the screen too. */
export class Opened {
  constructor(changed) {
    this._changed = changed;
    this.isOpen = false;
    /** With its messages; null = not read yet. */
    this.question = null;
    this.isBusy = false;
    this.problem = '';
  }

  async open(id) {
    this.isOpen = true;
    this.question = null;
    this.problem = '';
    this._changed();
    await this._read(id);
  }

  close() {
    this.isOpen = false;
    this.question = null;
    this.problem = '';
    this._changed();
  }

  async _read(id) {
    try {
      const question = await staff.question(id);
      if (this.isOpen) this.question = question;
    } catch (problem) {
      this.problem = problem.words;
    }
    this._changed();
  }

  /** Something has happened to it. */
  take({ id }) {
    if (this.question && this.question.id === id && !this.isBusy) this._read(id);
  }

  takeBack(reason) {
    return this._act('publication', reason ? { public: false, reason } : { public: false });
  }

  release() {
    return this._act('release');
  }

  async _act(command, body) {
    if (this.isBusy || !this.question) return;
    const { id } = this.question;
    this.isBusy = true;
    this.problem = '';
    this._changed();
    try {
      await staff.act(id, command, body);
      await this._read(id);
    } catch (problem) {
      this.problem = problem.words;
    }
    this.isBusy = false;
    this._changed();
  }
}
