import { html, liveValue } from '../lib/html.js';
import { t } from '../lib/text.js';

/** What an answer stands on, for who knows it. @param basis {document, region, until} @param on {changeBasis(part)} */
export function basisField(basis, on) {
  const field = (name, type, more = '') => html`<label for=${`basis-${name}`}>${t(`desk.basis.${name}`)}</label>
    <input id=${`basis-${name}`} type=${type} maxlength=${name === 'document' ? 100 : 60} dir="auto" placeholder=${more} data-test=${`basis-${name}`}
      .value=${liveValue(basis[name])} @input=${(event) => on.changeBasis({ [name]: event.target.value })}>`;
  return html`<details class="basis" data-test="basis"><summary>${t('desk.basis')}</summary>
    ${field('document', 'text', t('desk.basis.example'))}${field('region', 'text')}${field('until', 'date')}
  </details>`;
}
