import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * Whose questions are shown; the desk's name where there is one only.
 *
 * @param codes of the departments whose desks are hers
 * @param chosen one of them; '' = all
 * @param waiting department code → how many wait there
 * @param on {filter(code)}
 */
export function deskFilter({ codes, chosen, nameOf, waiting, on }) {
  if (codes.length < 2) return html`<p class="desk-name">${nameOf(codes[0])}</p>`;
  return html`<label class="filter"><span class="help">${t('desk.title')}</span>
    <select @change=${(event) => on.filter(event.target.value)} data-test="desk-filter">
      <option value="" ?selected=${!chosen}>${t('desk.all')}</option>
      ${codes.map((code) => html`<option value=${code} ?selected=${chosen === code}>${nameOf(code)}
        ${waiting(code) ? `（${waiting(code)}）` : nothing}</option>`)}
    </select></label>`;
}
