import { api } from './api.js';

/** One question that an organizer reads: here only while she has it open, because others see the screen too. */
export class Opened {
  #changed;
  isOpen = false;
  /** With its messages; null = not read yet. */
  question = null;
  isBusy = false;
  problem = '';

  constructor(changed) {
    this.#changed = changed;
  }

  async open(id) {
    this.isOpen = true;
    this.question = null;
    this.problem = '';
    this.#changed();
    await this.#read(id);
  }

  close() {
    this.isOpen = false;
    this.question = null;
    this.problem = '';
    this.#changed();
  }

  async #read(id) {
    try {
      const question = await api.question(id);
      if (this.isOpen) this.question = question;
    } catch (problem) {
      this.problem = problem.words;
    }
    this.#changed();
  }

  /** Something has happened to it. */
  take({ id }) {
    if (this.question && this.question.id === id && !this.isBusy) this.#read(id);
  }

  takeBack(reason) {
    return this.#act('publication', reason ? { public: false, reason } : { public: false });
  }

  release() {
    return this.#act('release');
  }

  async #act(command, body) {
    if (this.isBusy || !this.question) return;
    const { id } = this.question;
    this.isBusy = true;
    this.problem = '';
    this.#changed();
    try {
      await api.act(id, command, body);
      await this.#read(id);
    } catch (problem) {
      this.problem = problem.words;
    }
    this.isBusy = false;
    this.#changed();
  }
}
