import { LONGEST_QUESTION, lengthOf } from '../lib/asking.js';
import { html, nothing, liveValue } from '../lib/html.js';
import { noReturnKey } from '../lib/keys.js';
import { langOf, t } from '../lib/text.js';
import { attach } from './attach.js';

const SAY_LEFT_FROM = 900;
const PERSONAL = ['name', 'village', 'phone'];

/**
 * Where a villager writes.
 *
 * @param draft {text, department, name, village, phone, isPrivate}; isPrivate null = she has not touched the box
 * @param departments [{code, name}]
 * @param isMatterPrivate whether such a question is private unless she touches the box
 * @param isKept whether this phone keeps what she writes
 * @param place where she speaks and chooses pictures
 * @param on {change(field, value), clear(), send(), cancel()}; cancel is left out where there is nothing to go back to
 */
export function askForm({ draft, departments, problem, isMatterPrivate, isKept, similar, place, on }) {
  const submit = (event) => {
    event.preventDefault();
    on.send();
  };
  return html`<form class="ask card" @submit=${submit} novalidate>
    ${noReturnKey}
    <label class="ask-label" for="text">${t('ask.text')}</label>
    <textarea id="text" rows="3" dir="auto" placeholder=${t('ask.placeholder')} data-test="question-text"
      aria-describedby="text-help" .value=${liveValue(draft.text)}
      @input=${(event) => on.change('text', event.target.value, event.isComposing)}
      @compositionend=${(event) => on.change('text', event.target.value)}></textarea>
    <p id="text-help" class="help" aria-live="polite">${counter(draft.text)}</p>
    ${isKept ? nothing : html`<p class="help" data-test="not-kept">${t('ask.notKept')}</p>`}
    ${similar}
    <p class="help" data-test="who-reads">${t('ask.whoReads')}</p>
    <label class="check">
      <input type="checkbox" .checked=${liveValue(draft.isPrivate === null ? isMatterPrivate : draft.isPrivate)} data-test="private"
        @change=${(event) => on.change('isPrivate', event.target.checked)}>
      <span>${t('ask.private')}</span>
    </label>
    ${isMatterPrivate && draft.isPrivate === null ? html`<p class="help" role="status" data-test="private-matter">${t('ask.privateMatter')}</p>`
      : nothing}
    ${problem ? html`<p class="problem" role="alert" lang=${langOf(problem)}>${problem}</p>` : nothing}
    <button class="primary wide" data-test="send">${t('ask.send')}</button>
    ${on.cancel ? html`<button type="button" class="quiet wide" @click=${on.cancel}>${t('ask.cancel')}</button>` : nothing}
    ${attach(place)}
    <label for="department">${t('ask.department')}</label>
    <select id="department" @change=${(event) => on.change('department', event.target.value)}>
      <option value="" ?selected=${!draft.department}>${t('ask.anyDepartment')}</option>
      ${departments.map((department) => html`
        <option value=${department.code} ?selected=${draft.department === department.code}>
          ${department.name}</option>`)}
    </select>
    <details class="more">
      <summary>${t('ask.more')}</summary>
      ${PERSONAL.map((name) => field(name, draft, on))}
      <p class="help">${t('ask.personHelp')}</p>
      ${draft.name || draft.village || draft.phone ? html`<p class="help clear">${t('ask.clearHelp')}
        <button type="button" class="quiet" data-test="clear" @click=${on.clear}>${t('ask.clear')}</button></p>` : nothing}
    </details>
    <p class="help">${t('ask.privateHelp')}</p>
  </form>`;
}

function counter(text) {
  const length = lengthOf(text);
  if (length > LONGEST_QUESTION) return t('ask.tooLong', { n: length - LONGEST_QUESTION });
  return length >= SAY_LEFT_FROM ? t('ask.left', { n: LONGEST_QUESTION - length }) : nothing;
}

/** What is too long is kept, and refused in words. */
function field(name, draft, on) {
  return html`<label for=${name}>${t(`ask.${name}`)}</label>
    <input id=${name} dir="auto" autocomplete=${autocomplete[name]} type=${name === 'phone' ? 'tel' : 'text'}
      .value=${liveValue(draft[name])} @input=${(event) => on.change(name, event.target.value)}>`;
}

const autocomplete = { name: 'name', village: 'address-level4', phone: 'tel' };
