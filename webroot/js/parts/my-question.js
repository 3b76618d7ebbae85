import { html, nothing } from '../lib/html.js';
import { clock, t } from '../lib/text.js';

const GRADES = [5, 4, 3, 2, 1];
const CAN_BE_WITHDRAWN = ['held', 'waiting', 'claimed', 'asked-back'];

/**
 * One of the villager's own questions, from its ticket to its answer.
 *
 * @param ui {reply, confirming, busy, problem}: what this phone adds to it
 * @param on {reply(question), replyText(question, text), rate(question, grade), withdraw(question), confirm(question, yes)}
 */
export function myQuestion(question, departmentName, ui, on) {
  return html`<li class="mine card" data-test="my-question" data-id=${question.id} data-state=${question.state}>
    <div class="ticket">
      <span class="ticket-label">${t('mine.ticket')}</span>
      <span class="state">${t(`state.${question.state}`)}</span>
      <strong data-test="ticket">${question.ticket}</strong>
    </div>
    <p class="typed" dir="auto">${question.text}</p>
    ${steps(question)}
    ${standing(question, departmentName)}
    ${thread(question)}
    ${question.state === 'asked-back' ? replyForm(question, ui, on) : nothing}
    ${question.answer ? answer(question.answer) : nothing}
    ${question.state === 'answered' ? rating(question, on) : nothing}
    ${ui.problem ? html`<p class="problem" role="alert">${ui.problem}</p>` : nothing}
    ${CAN_BE_WITHDRAWN.includes(question.state) ? withdrawal(question, ui, on) : nothing}
  </li>`;
}

function steps({ state }) {
  if (state === 'withdrawn') return nothing;
  const reached = { held: 1, waiting: 1, 'asked-back': 2, claimed: 2 }[state] || 3;
  return html`<ol class="steps">
    ${['stepAsked', 'stepClaimed', 'stepAnswered'].map((step, index) => html`
      <li class=${index < reached ? 'reached' : ''} aria-current=${index + 1 === reached ? 'step' : 'false'}>
        ${t(`mine.${step}`)}</li>`)}
  </ol>`;
}

/** Where it stands, in a sentence. */
function standing(question, departmentName) {
  switch (question.state) {
    case 'waiting':
      return html`<p class="standing"><strong data-test="ahead">${question.ahead === 0
        ? t('mine.next') : t('mine.ahead', { n: question.ahead })}</strong></p>
        <p class="help">${question.rating ? t('mine.reopened') : question.department === 'triage'
          ? t('mine.atTriage') : t('mine.atDesk', { department: departmentName })}</p>`;
    case 'claimed':
      return html`<p class="standing">${t('mine.claimed')}</p>`;
    case 'held':
      return html`<p class="standing">${t('mine.held')}</p>`;
    case 'withdrawn':
      return html`<p class="standing">${t('mine.withdrawn')}</p>`;
    default:
      return nothing;
  }
}

/** What was said in between; the first words and the answer in force stand elsewhere. */
function thread(question) {
  const between = (question.messages || []).filter(({ kind, text }) => kind === 'reply' || kind === 'ask-back'
    || (kind === 'answer' && !(question.answer && question.answer.text === text)));
  return between.map((message) => html`<div class="said" data-kind=${message.kind}>
    <p class="said-by">${message.kind === 'ask-back' ? t('mine.askedBack')
      : message.kind === 'reply' ? t('mine.replied') : t('mine.answer')}</p>
    <p class="typed" dir="auto">${message.text}</p>
  </div>`);
}

function replyForm(question, ui, on) {
  const submit = (event) => {
    event.preventDefault();
    on.reply(question);
  };
  return html`<form class="reply" @submit=${submit}>
    <label for="reply-${question.id}">${t('mine.reply')}</label>
    <textarea id="reply-${question.id}" rows="2" dir="auto" maxlength="1000" data-test="reply-text"
      .value=${ui.reply || ''} @input=${(event) => on.replyText(question, event.target.value)}></textarea>
    <button class="primary wide" data-test="reply-send" ?disabled=${ui.busy}>${t('mine.replySend')}</button>
  </form>`;
}

function answer(given) {
  return html`<div class="answer">
    <p class="answer-head">${t('mine.answer')}</p>
    <p class="typed" dir="auto" data-test="answer">${given.text}</p>
    <p class="help" dir="auto">${t('mine.answeredBy', { by: given.by, time: clock(given.at) })}</p>
  </div>`;
}

function rating(question, on) {
  if (question.rating) {
    return html`<p class="help rated">${t('mine.rated', { grade: t(`rate.${question.rating.grade}`) })}</p>`;
  }
  return html`<fieldset class="rating">
    <legend>${t('mine.rate')}</legend>
    <div class="grades">${GRADES.map((grade) => html`
      <button type="button" data-test="rate-${grade}" @click=${() => on.rate(question, grade)}>
        ${t(`rate.${grade}`)}</button>`)}</div>
    <p class="help">${t('mine.rateHelp')}</p>
  </fieldset>`;
}

function withdrawal(question, ui, on) {
  if (!ui.confirming) {
    return html`<button type="button" class="quiet" data-test="withdraw"
      @click=${() => on.confirm(question, true)}>${t('mine.withdraw')}</button>`;
  }
  return html`<div class="confirm" role="group" aria-label=${t('mine.withdrawSure')}>
    <p>${t('mine.withdrawSure')}</p>
    <button type="button" class="danger" data-test="withdraw-yes" ?disabled=${ui.busy}
      @click=${() => on.withdraw(question)}>${t('mine.withdrawYes')}</button>
    <button type="button" @click=${() => on.confirm(question, false)}>${t('mine.withdrawNo')}</button>
  </div>`;
}

/** A question that is still on this phone. @param item of the outbox */
export function pendingQuestion(item, on) {
  return html`<li class="mine card pending" data-test="pending" data-state=${item.state}>
    <p class="standing">${item.state === 'refused' ? t('mine.refused')
      : item.state === 'saved' ? t(item.tooFast ? 'mine.tooFast' : 'mine.saved') : t('mine.sending')}</p>
    <p class="typed" dir="auto">${item.body.text}</p>
    ${item.state === 'refused' ? html`
      <p class="problem" role="alert">${item.words}</p>
      <div class="actions">
        <button type="button" class="primary" @click=${() => on.edit(item)}>${t('mine.edit')}</button>
        <button type="button" class="quiet" @click=${() => on.drop(item)}>${t('mine.drop')}</button>
      </div>` : nothing}
  </li>`;
}
