import { api } from './api.js';

/** What a desk's page asks for beside what is pushed: more of a long queue, and what was answered. */
export class DeskReading {
  #fair;
  #desk;
  #isReading = false;

  /** @param {string} fair its code @param {DeskState} desk what it fills */
  constructor(fair, desk) {
    this.#fair = fair;
    this.#desk = desk;
  }

  async #once(read) {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      await read();
    } finally {
      this.#isReading = false;
    }
  }

  /** Where few are left of those that the page was told of, and more wait, it asks for the next ones. */
  further(departments) {
    const code = departments.find((department) => this.#desk.runsLow(department));
    return code ? this.#once(async () => this.#desk.addWaiting(code, await api.desk(this.#fair, code, 'waiting'))) : null;
  }

  done(departments) {
    return this.#once(async () => {
      this.#desk.takeDone((await Promise.all(departments.map((code) => api.desk(this.#fair, code, 'answered')))).flat());
    });
  }

  open(departments) {
    return Promise.all(departments.map((code) => api.desk(this.#fair, code))).then((lists) => lists.flat());
  }
}
