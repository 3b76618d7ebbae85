import { html } from '../lib/html.js';
import { t } from '../lib/text.js';

/** How like something found is to what was asked, in two words. @param {boolean} same whether it means the same */
export function likeness(same) {
  return html`<span class="badge" data-tone=${same ? 'good' : 'plain'} data-test=${same ? 'same' : 'alike'}>
    ${t(same ? 'like.same' : 'like.near')}</span>`;
}
