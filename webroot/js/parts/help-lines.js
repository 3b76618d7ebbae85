import { html, nothing, repeat } from '../lib/html.js';

/** Whom to call where life or body is in danger. @param help {text, lines: [{number, name}]} or nothing */
export function helpLines(help) {
  if (!help) return nothing;
  return html`<div class="help-lines" role="note" data-test="help-lines">
    <p>${help.text}</p>
    <ul>${repeat(help.lines, ({ number }) => number, ({ number, name }) => html`
      <li><a href="tel:${number.replace(/[^0-9+]/g, '')}"><strong>${number}</strong> <span>${name}</span></a></li>`)}</ul>
  </div>`;
}
