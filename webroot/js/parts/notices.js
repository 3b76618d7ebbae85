import { html, repeat } from '../lib/html.js';

const SHOWN_MILLIS = 6_000;

/** Short messages that go away by themselves. */
export class Notices {
  #changed;
  #next = 1;
  list = [];

  constructor(changed) {
    this.#changed = changed;
  }

  /** @param {'done'|'news'|'problem'} tone */
  say(words, tone = 'news') {
    const notice = { id: this.#next++, words, tone };
    this.list = [...this.list.slice(-2), notice];
    setTimeout(() => {
      this.list = this.list.filter((other) => other !== notice);
      this.#changed();
    }, SHOWN_MILLIS);
    this.#changed();
  }
}

/** The messages, said aloud by a screen reader as they come. */
export function notices(list) {
  return html`<div class="notices" role="status" aria-live="polite">
    ${repeat(list, (notice) => notice.id, (notice) => html`
      <p class="notice" data-tone=${notice.tone} data-test="notice">${notice.words}</p>`)}
  </div>`;
}
