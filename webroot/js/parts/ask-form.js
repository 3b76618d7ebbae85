import { html, nothing, liveValue } from '../lib/html.js';
import { t } from '../lib/text.js';

export const LONGEST_QUESTION = 1000;
const SAY_LEFT_FROM = 900;

/** Characters as the hub counts them: an emoji is one. */
export function lengthOf(text) {
  return Array.from(text).length;
}

/**
 * Where a villager writes.
 *
 * @param draft {text, department, name, village, phone, isPrivate}
 * @param departments [{code, name}]
 * @param on {change(field, value), send(), cancel()}; cancel is left out where there is nothing to go back to
 */
export function askForm({ draft, departments, problem, similar, on }) {
  const submit = (event) => {
    event.preventDefault();
    on.send();
  };
  return html`<form class="ask card" @submit=${submit} novalidate>
    <label class="ask-label" for="text">${t('ask.text')}</label>
    <textarea id="text" rows="4" dir="auto" placeholder=${t('ask.placeholder')} data-test="question-text"
      aria-describedby="text-help" .value=${liveValue(draft.text)}
      @input=${(event) => on.change('text', event.target.value)}></textarea>
    <p id="text-help" class="help" aria-live="polite">${counter(draft.text)}</p>
    ${similar}
    <label for="department">${t('ask.department')}</label>
    <select id="department" @change=${(event) => on.change('department', event.target.value)}>
      <option value="" ?selected=${!draft.department}>${t('ask.anyDepartment')}</option>
      ${departments.map((department) => html`
        <option value=${department.code} ?selected=${draft.department === department.code}>
          ${department.name}</option>`)}
    </select>
    <details class="more">
      <summary>${t('ask.more')}</summary>
      ${field('name', 40, draft, on)}
      ${field('village', 60, draft, on)}
      ${field('phone', 20, draft, on)}
      <p class="help">${t('ask.phoneHelp')}</p>
      <label class="check">
        <input type="checkbox" .checked=${liveValue(draft.isPrivate)} data-test="private"
          @change=${(event) => on.change('isPrivate', event.target.checked)}>
        <span>${t('ask.private')}</span>
      </label>
      <p class="help">${t('ask.privateHelp')}</p>
    </details>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <div class="actions">
      <button class="primary wide" data-test="send">${t('ask.send')}</button>
      ${on.cancel ? html`<button type="button" class="quiet wide" @click=${on.cancel}>${t('ask.cancel')}</button>`
        : nothing}
    </div>
  </form>`;
}

function counter(text) {
  const length = lengthOf(text);
  if (length > LONGEST_QUESTION) return t('ask.tooLong', { n: length - LONGEST_QUESTION });
  return length >= SAY_LEFT_FROM ? t('ask.left', { n: LONGEST_QUESTION - length }) : nothing;
}

function field(name, longest, draft, on) {
  return html`<label for=${name}>${t(`ask.${name}`)}</label>
    <input id=${name} maxlength=${longest} dir="auto" autocomplete=${autocomplete[name]}
      type=${name === 'phone' ? 'tel' : 'text'} .value=${liveValue(draft[name])}
      @input=${(event) => on.change(name, event.target.value)}>`;
}

const autocomplete = { name: 'name', village: 'address-level4', phone: 'tel' };
