import { html, nothing } from '../lib/html.js';
import { clock, t } from '../lib/text.js';
import { helpLines } from './help-lines.js';

const GRADES = [5, 4, 3, 2, 1];
const CAN_BE_WITHDRAWN = ['held', 'waiting', 'claimed', 'asked-back'];
const SAID_IN_BETWEEN = ['reply', 'ask-back', 'publication'];

/**
 * One of the villager's own questions, from its ticket to its answer.
 *
 * @param ui {reply, confirming, problem, pending}: what this phone adds to it; pending = what she has said about it and
 *     the hub has not acknowledged, as items of the outbox
 * @param canAsk whether the fair takes questions
 * @param on {reply(question), replyText(question, text), rate(question, grade), withdraw(question),
 *     confirm(question, yes), takeBack(question), askAnew(question), drop(item)}
 */
export function myQuestion({ question, departmentName, ui, canAsk, on }) {
  const pending = (kind) => ui.pending.find((item) => item.kind === kind);
  return html`<li class="mine card" data-test="my-question" data-id=${question.id} data-state=${question.state}>
    <div class="ticket">
      <span class="ticket-label">${t('mine.ticket')}</span>
      <span class="state">${stateName(question)}</span>
      <strong data-test="ticket">${question.ticket}</strong>
    </div>
    ${helpLines(question.help)}
    <p class="typed" dir="auto">${question.text}</p>
    ${steps(question)}
    ${standing(question, departmentName)}
    ${thread(question)}
    ${ui.pending.filter(({ kind }) => kind === 'messages').map((item) => saidHere(item, on))}
    ${question.state === 'asked-back' && !pending('messages') ? replyForm(question, ui, on) : nothing}
    ${question.answer ? answer(question.answer) : nothing}
    ${isTurnedDown(question) ? turnedDown(question, canAsk, on) : nothing}
    ${question.state === 'answered' ? rating(question, pending('rating'), on) : nothing}
    ${ui.problem ? html`<p class="problem" role="alert">${ui.problem}</p>` : nothing}
    ${publicity(question, ui, pending('publication'), on)}
    ${CAN_BE_WITHDRAWN.includes(question.state) ? withdrawal(question, ui, pending('withdrawal'), on) : nothing}
  </li>`;
}

/** Whether the organizer has turned it down: what is closed without ever having been answered. */
function isTurnedDown({ state, answer: given }) {
  return state === 'closed' && !given;
}

function stateName(question) {
  return isTurnedDown(question) ? t('mine.turnedDownState') : t(`mine.state.${question.state}`);
}

function steps(question) {
  if (question.state === 'withdrawn' || isTurnedDown(question)) return nothing;
  const reached = { held: 1, waiting: 1, 'asked-back': 2, claimed: 2 }[question.state] || 3;
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
      return waiting(question, departmentName);
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

/** At triage nobody answers yet: no place in a queue is told there that she would wait for in vain. */
function waiting(question, departmentName) {
  const isAtTriage = question.department === 'triage';
  const place = question.ahead === 0 ? t('mine.next') : t('mine.ahead', { n: question.ahead });
  const where = isAtTriage ? '' : t('mine.atDesk', { department: departmentName });
  return html`<p class="standing"><strong data-test="ahead">${isAtTriage ? t('mine.atTriage') : place}</strong></p>
    ${question.rating || where ? html`<p class="help">${question.rating ? t('mine.reopened') : where}</p>` : nothing}`;
}

/** What was said in between; the first words and the answer in force stand elsewhere. */
function thread(question) {
  const between = (question.messages || []).filter(({ kind, text }) => SAID_IN_BETWEEN.includes(kind)
    || (kind === 'answer' && !(question.answer && question.answer.text === text)));
  return between.map((message) => html`<div class="said" data-kind=${message.kind} data-test="said">
    <p class="said-by">${t(`mine.said.${message.kind}`)}</p>
    <p class="typed" dir="auto">${message.text}</p>
  </div>`);
}

/** What she has said and the hub has not heard. */
function saidHere(item, on) {
  return html`<div class="said pending" data-test="pending-reply" data-state=${item.state}>
    <p class="said-by">${t('mine.said.reply')} · ${howItStands(item)}</p>
    <p class="typed" dir="auto">${item.body.text}</p>
    ${item.state === 'sending' ? nothing : html`<button type="button" class="quiet" @click=${() => on.drop(item)}>
      ${t('mine.drop')}</button>`}
  </div>`;
}

function howItStands({ state, tooFast, kept }) {
  if (state === 'sending') return t('mine.sending');
  if (!kept) return t('mine.notKept');
  return t(tooFast ? 'mine.tooFast' : 'mine.saved');
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
    <button class="primary wide" data-test="reply-send">${t('mine.replySend')}</button>
  </form>`;
}

function answer(given) {
  return html`<div class="answer">
    <p class="answer-head">${t('mine.said.answer')}</p>
    <p class="typed" dir="auto" data-test="answer">${given.text}</p>
    <p class="help" dir="auto">${t('mine.answeredBy', { by: given.by, time: clock(given.at) })}</p>
  </div>`;
}

/** Why it was not taken up, and her words back at a touch. */
function turnedDown(question, canAsk, on) {
  const why = (question.messages || []).filter(({ kind }) => kind === 'refusal').pop();
  return html`<div class="said" data-test="turned-down">
    <p class="said-by">${t('mine.turnedDown')}</p>
    ${why ? html`<p class="typed" dir="auto">${why.text}</p>` : nothing}
  </div>
  ${canAsk ? html`<button type="button" class="primary wide" data-test="ask-anew" @click=${() => on.askAnew(question)}>
    ${t('mine.askAnew')}</button>` : nothing}`;
}

function rating(question, sent, on) {
  if (question.rating || sent) {
    const { grade } = question.rating || sent.body;
    return html`<p class="help rated">${t('mine.rated', { grade: t(`rate.${grade}`) })}
      ${!question.rating && sent.state !== 'sending' ? html`<span data-test="rating-saved">${howItStands(sent)}</span>` : nothing}
    </p>`;
  }
  return html`<fieldset class="rating">
    <legend>${t('mine.rate')}</legend>
    <div class="grades">${GRADES.map((grade) => html`
      <button type="button" data-test="rate-${grade}" @click=${() => on.rate(question, grade)}>
        ${t(`rate.${grade}`)}</button>`)}</div>
    <p class="help">${t('mine.rateHelp')}</p>
  </fieldset>`;
}

/** Whether others read along, and how she ends that. */
function publicity(question, ui, sent, on) {
  if (!question.answer || !question.public) return nothing;
  return html`<p class="help publicity"><span>${t('mine.public')}</span>
    ${sent ? html`<span>${howItStands(sent)}</span>` : html`<button type="button" class="quiet" data-test="unpublish"
      @click=${() => on.takeBack(question)}>${t('mine.unpublish')}</button>`}</p>`;
}

function withdrawal(question, ui, sent, on) {
  if (sent) return html`<p class="help" data-test="withdrawing">${t('mine.withdrawing')} ${howItStands(sent)}</p>`;
  if (!ui.confirming) {
    return html`<button type="button" class="quiet" data-test="withdraw"
      @click=${() => on.confirm(question, true)}>${t('mine.withdraw')}</button>`;
  }
  return html`<div class="confirm" role="group" aria-label=${t('mine.withdrawSure')}>
    <p>${t('mine.withdrawSure')}</p>
    <button type="button" class="danger" data-test="withdraw-yes" @click=${() => on.withdraw(question)}>
      ${t('mine.withdrawYes')}</button>
    <button type="button" @click=${() => on.confirm(question, false)}>${t('mine.withdrawNo')}</button>
  </div>`;
}

/** A question that is still on this phone. @param item of the outbox */
export function pendingQuestion(item, on) {
  return html`<li class="mine card pending" data-test="pending" data-state=${item.state}>
    <p class="standing">${item.state === 'refused' ? t('mine.refused') : howItStands(item)}</p>
    <p class="typed" dir="auto">${item.body.text}</p>
    ${item.state === 'refused' ? html`
      <p class="problem" role="alert">${item.words}</p>
      <div class="actions">
        <button type="button" class="primary" data-test="edit" @click=${on.edit}>${t('mine.edit')}</button>
        <button type="button" class="quiet" @click=${on.drop}>${t('mine.drop')}</button>
      </div>` : nothing}
  </li>`;
}
