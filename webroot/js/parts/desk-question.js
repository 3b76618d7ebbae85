import { OPEN } from '../lib/desk-state.js';
import { html, liveValue, nothing } from '../lib/html.js';
import { clock, t } from '../lib/text.js';
import { suggestions } from './suggestions.js';

/**
 * The question on the right: what is known of it, and what can be done.
 *
 * @param thread its messages, or null where they are still being read
 * @param suggested {answers, duplicates, askBack, ticked}
 * @param form {mode: 'answer'|'ask-back'|'transfer'|'note', answer, text, department, reason, isPublic, busy, problem}
 * @param targets desks to which it may be passed: [{code, name}]
 * @param on {change(field, value), claim(), release(), send(), mode(mode), passOn(department), and those of suggestions}
 */
export function deskQuestion({ question, thread, suggested, held, form, targets, nameOf, on }) {
  return html`<article class="question" data-state=${question.state}>
    <header>
      <h2>${question.ticket}</h2>
      <p class="help">${nameOf(question.department)} · ${t(`state.${question.state}`)}
        · ${clock(question.createdAt)}</p>
    </header>
    <p class="typed question-text" dir="auto" data-test="question">${question.text}</p>
    ${about(question)}
    ${proposed(question, held, targets, on)}
    ${messages(thread)}
    ${suggestions(suggested, held, nameOf, on)}
    ${form.problem ? html`<p class="problem" role="alert">${form.problem}</p>` : nothing}
    ${!OPEN.includes(question.state) ? nothing : held ? inHand(question, form, targets, suggested.ticked, on) : html`
      <div class="actions foot">
        <button type="button" class="primary" data-test="claim" ?disabled=${form.busy} @click=${on.claim}>
          ${t('desk.claim')}</button>
        <span class="help">${t('desk.claimHint')}</span>
      </div>`}
  </article>`;
}

function about(question) {
  const why = [t(`desk.routed.${question.routedBy}`), ...(question.reasons || [])].join('　');
  return html`<dl class="about">
    <div><dt>${t('desk.from')}</dt><dd><bdi>${question.name || t('desk.noName')}</bdi></dd></div>
    ${question.village ? html`<div><dt>${t('desk.village')}</dt><dd><bdi>${question.village}</bdi></dd></div>` : nothing}
    ${question.phone ? html`<div><dt>${t('desk.phone')}</dt><dd><bdi>${question.phone}</bdi></dd></div>` : nothing}
    <div><dt>${t('desk.why')}</dt><dd dir="auto">${why}</dd></div>
  </dl>`;
}

/** Other desks that it may be for, too or rather. */
function proposed(question, held, targets, on) {
  const others = (question.proposed || []).map((code) => targets.find((target) => target.code === code))
    .filter((target) => target && target.code !== question.department);
  if (!others.length) return nothing;
  return html`<div class="proposed" data-test="proposed">
    <p class="help">${t('desk.maybe', { departments: others.map(({ name }) => name).join('、') })}</p>
    ${held ? others.map(({ code, name }) => html`<button type="button" data-test="pass-on" data-code=${code}
      @click=${() => on.passOn(code)}>${t('desk.passOn', { department: name })}</button>`) : nothing}
  </div>`;
}

function messages(thread) {
  const later = (thread || []).filter((message) => message.kind !== 'question');
  if (!later.length) return nothing;
  return html`<ol class="thread">${later.map((message) => html`
    <li data-kind=${message.kind}>
      <span class="help"><strong>${t(`kind.${message.kind}`)}</strong> <bdi>${message.by || ''}</bdi>
        ${clock(message.at)}</span>
      <p class="typed" dir="auto">${message.text}</p>
    </li>`)}</ol>`;
}

function inHand(question, form, targets, ticked, on) {
  const submit = (event) => {
    event.preventDefault();
    on.send();
  };
  const keys = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === 'Escape') on.mode('answer');
  };
  return html`<form class="hand foot" @submit=${submit} @keydown=${keys} novalidate>
    ${forms[form.mode](question, form, on, targets, ticked)}
  </form>`;
}

const forms = {
  answer: (question, form, on, targets, ticked) => html`
    <div class="hand-head"><label for="answer">${t('desk.answer')}</label>
      <span class="help keys">${t('desk.answerHint')}</span></div>
    <textarea id="answer" rows="3" maxlength="2000" dir="auto" data-test="answer-text"
      placeholder=${t('desk.answerPlaceholder')} .value=${liveValue(form.answer)}
      @input=${(event) => on.change('answer', event.target.value)}></textarea>
    ${ticked.length ? html`<p class="help" role="status">${t('desk.alsoChosen', { n: ticked.length })}</p>` : nothing}
    <div class="actions">
      <button class="primary" data-test="answer-send" ?disabled=${form.busy}>${t('desk.answerSend')}</button>
      ${question.public ? html`<label class="check"><input type="checkbox" .checked=${form.isPublic}
        @change=${(event) => on.change('isPublic', event.target.checked)}><span>${t('desk.public')}</span></label>`
        : html`<span class="help">${t('desk.private')}</span>`}
      <span class="actions others">
        ${other('ask-back', on)} ${other('transfer', on)} ${other('note', on)}
        <button type="button" data-test="release" ?disabled=${form.busy} @click=${on.release}>${t('desk.release')}</button>
      </span>
    </div>`,

  'ask-back': (question, form, on) => words('askBack', 'ask-back', form, on),
  note: (question, form, on) => words('note', 'note', form, on),

  transfer: (question, form, on, targets) => html`
    <label for="target">${t('desk.transferTo')}</label>
    <select id="target" data-test="transfer-department" .value=${liveValue(form.department)}
      @change=${(event) => on.change('department', event.target.value)}>
      <option value="" ?selected=${!form.department}>${t('desk.transferChoose')}</option>
      ${targets.filter((target) => target.code !== question.department).map((target) => html`
        <option value=${target.code} ?selected=${form.department === target.code}>${target.name}</option>`)}
    </select>
    <label for="reason">${t('desk.transferReason')}</label>
    <input id="reason" maxlength="200" data-test="transfer-reason" .value=${liveValue(form.reason)}
      @input=${(event) => on.change('reason', event.target.value)}>
    ${sendOrCancel('transfer', 'desk.transferSend', form, on)}`,
};

const labels = { 'ask-back': 'desk.askBack', transfer: 'desk.transfer', note: 'desk.note' };

function other(mode, on) {
  return html`<button type="button" data-test=${mode} @click=${() => on.mode(mode)}>${t(labels[mode])}</button>`;
}

function words(key, mode, form, on) {
  return html`<label for="words">${t(`desk.${key}Text`)}</label>
    <textarea id="words" rows="3" maxlength="1000" dir="auto" data-test="${mode}-text" .value=${liveValue(form.text)}
      @input=${(event) => on.change('text', event.target.value)}></textarea>
    ${sendOrCancel(mode, `desk.${key}Send`, form, on)}`;
}

function sendOrCancel(mode, label, form, on) {
  return html`<div class="actions">
    <button class="primary" data-test="${mode}-send" ?disabled=${form.busy}>${t(label)}</button>
    <button type="button" class="quiet" @click=${() => on.mode('answer')}>${t('desk.cancel')}</button>
  </div>`;
}
