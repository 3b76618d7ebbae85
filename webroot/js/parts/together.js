import { html, liveValue, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { sendOrCancel } from './send-or-cancel.js';

/** What other desks were asked for, and what they have answered: to be read, and to be used in her own answer. */
export function partsShown({ parts = [] }, held, nameOf, on) {
  if (!parts.length) return nothing;
  return html`<section class="parts" aria-label=${t('desk.parts')} data-test="parts">
    ${parts.map(({ department, state, answer }) => html`<div class="part" data-state=${state}>
      <p class="help"><strong>${nameOf(department)}</strong> ${t(`state.${state}`)}</p>
      ${answer ? html`<p class="typed" dir="auto">${answer.text}</p>` : nothing}
      ${answer && held ? html`<button type="button" class="quiet" data-test="use-part" @click=${() => on.useAnswer(answer.text)}>
        ${t('suggest.use')}</button>` : nothing}
    </div>`)}
  </section>`;
}

/** The form of what is promised for after the fair. */
export function promise(question, { writing, isBusy }, on) {
  const { owner, due, text } = writing.draft('follow-up');
  const change = (part) => on.changePart('follow-up', part);
  return html`<div class="fields">
      <label>${t('desk.follow-up.owner')} <input maxlength="40" dir="auto" data-test="follow-up-owner" .value=${liveValue(owner)}
        @input=${(event) => change({ owner: event.target.value })}></label>
      <label>${t('desk.follow-up.due')} <input type="date" data-test="follow-up-due" min=${new Date().toISOString().slice(0, 10)}
        .value=${liveValue(due)} @input=${(event) => change({ due: event.target.value })}></label>
    </div>
    <label for="promise">${t('desk.follow-up.text')}</label>
    <textarea id="promise" rows="2" maxlength="1000" dir="auto" data-test="follow-up-text" .value=${liveValue(text)}
      @input=${(event) => change({ text: event.target.value })}></textarea>
    ${sendOrCancel('follow-up', isBusy, on)}`;
}

/** The form by which another desk is asked for its part. */
export function askPart(question, { writing, isBusy, targets }, on) {
  const { department, text } = writing.draft('part');
  const change = (field) => on.changePart('part', field);
  return html`<label for="part-of">${t('desk.part')}</label>
  <select id="part-of" data-test="part-department" @change=${(event) => change({ department: event.target.value })}>
    <option value="" ?selected=${!department}>${t('desk.transferChoose')}</option>
    ${targets.filter(({ code }) => code !== question.department && code !== 'triage').map(({ code, name }) => html`
      <option value=${code} ?selected=${department === code}>${name}</option>`)}
  </select>
  <label for="part-text">${t('desk.part.text')}</label>
  <textarea id="part-text" rows="2" maxlength="1000" dir="auto" data-test="part-text" .value=${liveValue(text)}
    @input=${(event) => change({ text: event.target.value })}></textarea>
  ${sendOrCancel('part', isBusy, on)}`;
}

/** The form by which a question is put to an expert. @param experts [{id, name}], or null where they are still being read */
export function escalation(question, { writing, isBusy, experts }, on) {
  const { expert, text } = writing.draft('escalation');
  const change = (field) => on.changePart('escalation', field);
  return html`<label for="expert">${t('desk.escalation.to')}</label>
  <select id="expert" data-test="escalation-expert" @change=${(event) => change({ expert: event.target.value })}>
    <option value="" ?selected=${!expert}>${t('desk.escalation.to')}</option>
    ${(experts || []).map(({ id, name }) => html`<option value=${id} ?selected=${expert === id}>${name}</option>`)}
  </select>
  ${experts && !experts.length ? html`<p class="help" data-test="no-experts">${t('desk.escalation.none')}</p>` : nothing}
  <label for="to-expert">${t('desk.escalation.text')}</label>
  <textarea id="to-expert" rows="2" maxlength="1000" dir="auto" data-test="escalation-text" .value=${liveValue(text)}
    @input=${(event) => change({ text: event.target.value })}></textarea>
  ${sendOrCancel('escalation', isBusy, on)}`;
}

/** The form by which several tickets are made of one. */
export function split(question, { writing, isBusy, targets }, on) {
  return html`<p class="help">${t('desk.split.help')}</p>
  ${writing.draft('split').map(({ text, department }, index) => html`<div class="fields piece">
    <label>${t('desk.split.piece', { n: index + 1 })} <input maxlength="1000" dir="auto" data-test="split-text"
      .value=${liveValue(text)} @input=${(event) => on.changePiece(index, { text: event.target.value })}></label>
    <label>${t('desk.split.department', { n: index + 1 })} <select data-test="split-department"
      @change=${(event) => on.changePiece(index, { department: event.target.value })}>
      <option value="" ?selected=${!department}>${t('desk.transferChoose')}</option>
      ${targets.map(({ code, name }) => html`<option value=${code} ?selected=${department === code}>${name}</option>`)}
    </select></label></div>`)}
  ${writing.canHaveMorePieces ? html`<button type="button" class="quiet" data-test="split-more"
    @click=${() => on.changePiece(writing.draft('split').length, {})}>${t('desk.split.more')}</button>` : nothing}
  ${sendOrCancel('split', isBusy, on)}`;
}
