import { html } from '../lib/html.js';
import { t } from '../lib/text.js';
import { words } from './words.js';

/** What other departments have answered to the same question, each under its name. */
export function parts({ parts: all = [] }, nameOf) {
  return all.filter(({ answer }) => answer).map(({ department, answer }) => html`<div class="part" data-test="part">
    <p class="said-by">${t('mine.part', { department: nameOf(department) })}</p>
    ${words(answer)}
  </div>`);
}
