import { html, liveValue, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { chooseDesk } from './choose-desk.js';
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

/** The form by which it goes to another desk: to one that is named, or to whose duty it is. */
export function transfer(question, { writing, isBusy, targets, choice, dutySearch }, on) {
  const { department, reason } = writing.draft('transfer');
  return html`${chooseDesk({
    field: 'transfer',
    label: t('desk.transferTo'),
    hint: t('desk.transferHint'),
    chosen: department,
    targets: targets.filter(({ code }) => code !== question.department),
    more: (words) => dutyOptions(dutySearch, words, question, targets),
    choice,
    on: (code, duty, isLeft) => (duty ? on.passOnByDuty(duty, isLeft) : on.chosen({ department: code }, 'transfer', isLeft ? '' : '#reason')),
    lookFor: on.findDuties,
  })}
    <label for="reason">${t('desk.transferReason')}</label>
    <input id="reason" maxlength="200" data-test="transfer-reason" .value=${liveValue(reason)}
      @input=${(event) => on.changePart('transfer', { reason: event.target.value })}>
    ${sendOrCancel('transfer', isBusy, on)}`;
}

/** Lines of the 权责清单; of those whose department can't be chosen it is said why. */
function dutyOptions({ words, found }, typed, question, targets) {
  if (!found || words !== typed) return [];
  return found.map((duty) => {
    const target = targets.find(({ code }) => code === duty.department);
    const why = duty.department === question.department ? t('desk.dutyOurs') : target ? '' : t('desk.dutyAway');
    return { code: duty.department, name: duty.matter, more: duty, isShut: Boolean(why),
      hint: [target ? target.name : duty.departmentName, duty.level, why].filter(Boolean).join(' · ') };
  });
}

/** The form by which another desk is asked for its part. */
export function askPart(question, { writing, isBusy, targets, choice }, on) {
  const { department, text } = writing.draft('part');
  const change = (field) => on.changePart('part', field);
  return html`${chooseDesk({
    field: 'part',
    label: t('desk.part'),
    chosen: department,
    targets: targets.filter(({ code }) => code !== question.department && code !== 'triage'),
    choice,
    on: (code, more, isLeft) => on.chosen({ department: code }, 'part', isLeft ? '' : '#part-text'),
  })}
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
export function split(question, { writing, isBusy, targets, choice }, on) {
  return html`<p class="help">${t('desk.split.help')}</p>
  ${writing.draft('split').map(({ text, department }, index) => html`<div class="fields piece">
    <label>${t('desk.split.piece', { n: index + 1 })} <input maxlength="1000" dir="auto" data-test="split-text"
      .value=${liveValue(text)} @input=${(event) => on.changePiece(index, { text: event.target.value })}></label>
    <div>${chooseDesk({
      field: `split-${index}`,
      hook: 'split-department',
      label: t('desk.split.department', { n: index + 1 }),
      chosen: department,
      targets,
      choice,
      on: (code) => on.changePiece(index, { department: code }),
    })}</div></div>`)}
  ${writing.canHaveMorePieces ? html`<button type="button" class="quiet" data-test="split-more"
    @click=${() => on.changePiece(writing.draft('split').length, {})}>${t('desk.split.more')}</button>` : nothing}
  ${sendOrCancel('split', isBusy, on)}`;
}
