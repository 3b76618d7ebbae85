import { html } from './html.js';

/** The return key in a one-line field sends what the first button of its form sends: this one sends nothing. */
export const noReturnKey = html`<button disabled hidden></button>`;

/** Whether a key is an input method's: it chooses a word there, and means nothing here. */
export function isOfInputMethod({ isComposing, keyCode }) {
  return isComposing || keyCode === 229;
}
