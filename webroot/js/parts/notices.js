import { html, repeat } from '../lib/html.js';

const SHOWN_MILLIS = 6000;

/** Short messages that go away by themselves. */
export class Notices {
  constructor(changed) {
    this._changed = changed;
    this._next = 1;
    this.list = [];
  }

  /** @param {'done'|'news'|'problem'} tone */
  say(words, tone = 'news') {
    const notice = { id: this._next++, words, tone };
    this.list = [...this.list.slice(-2), notice];
    setTimeout(() => {
      this.list = this.list.filter((other) => other !== notice);
      this._changed();
    }, SHOWN_MILLIS);
    this._changed();
  }
}

/** The messages, said aloud by a screen reader as they come. */
export function notices(list) {
  return html`<div class="notices" role="status" aria-live="polite">
    ${repeat(list, (notice) => notice.id, (notice) => html`
      <p class="notice" data-tone=${notice.tone} data-test="notice">${notice.words}</p>`)}
  </div>`;
}
