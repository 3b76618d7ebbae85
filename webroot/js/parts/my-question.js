import { html, nothing } from '../lib/html.js';
import { langOf, moment, t } from '../lib/text.js';
import { answerBlock } from './answer.js';
import { attach } from './attach.js';
import { attached } from './attached.js';
import { helpLines } from './help-lines.js';
import { listen } from './listen.js';
import { parts } from './parts.js';
import { goesAlong, howItStands } from './pending.js';

const GRADES = [5, 4, 3, 2, 1];
const CAN_BE_WITHDRAWN = ['held', 'waiting', 'claimed', 'asked-back'];
/** In these states she can say whether the answer helped, and more. */
const SETTLED = ['answered', 'merged'];
const HAPPENED = ['held', 'approved', 'routed', 'claimed', 'released', 'transferred', 'asked-back', 'replied', 'answered', 'corrected',
  'rated', 'reopened', 'withdrawn', 'followed-up', 'closed', 'published', 'unpublished', 'merged', 'split', 'escalated', 'translated',
  'part-asked', 'part-answered', 'called', 'arrived', 'missed'];
const WORST_GRADES = [1, 2];
const CHIPS = ['unclear', 'other', 'unsolved', 'manner'];
const SAID_IN_BETWEEN = ['reply', 'ask-back', 'publication', 'follow-up', 'split'];

/**
 * One of the villager's own questions, from its ticket to its answer.
 *
 * @param ui {reply, attached, confirming, problem, pending}: what this phone adds to it; pending = what she has said about it and
 *     the hub has not acknowledged, as items of the outbox
 * @param desk {name, booth, waitRangeSeconds} at which it is
 * @param nameOf code of a department → its name
 * @param hub its address, as others reach it
 * @param canAsk whether the fair takes questions
 * @param on {place(question, ui): where pictures and sounds are chosen, reply(question), replyText(question, text), rate(question, grade, word), grade(question, grade), chip(question, chip),
 *     rateWord(question, word), withdraw(question),
 *     confirm(question, act), erase(question), takeBack(question), askAnew(question), drop(item)}
 */
export function myQuestion({ question, desk, nameOf, hub, ui, canAsk, on }) {
  const pending = (kind) => ui.pending.find((item) => item.kind === kind);
  return html`<li class="mine card" id="q-${question.id}" data-test="my-question" data-id=${question.id} data-state=${question.state}>
    <div class="ticket">
      <span class="ticket-label">${t('mine.ticket')}${(question.tickets || []).filter((old) => old !== question.ticket).map((old) => html` <bdi>${old}</bdi> →`)}</span>
      <span class="state">${stateName(question)}</span>
      <strong data-test="ticket" tabindex="-1">${question.ticket}</strong>
    </div>
    ${helpLines(question.help)}
    ${question.erased ? html`<p class="help" data-test="erased">${t('mine.erased')}</p>`
      : html`<p class="typed" dir="auto" lang=${langOf(question.text)}>${question.text}</p>`}
    ${attached(question.attachments)}
    ${called(question)}
    ${steps(question)}
    ${standing(question, desk, canAsk)}
    ${thread(question)}
    ${ui.pending.filter(({ kind }) => kind === 'messages').map((item) => saidHere(item, on))}
    ${question.state === 'asked-back' && !pending('messages') ? replyForm(question, t('mine.reply'), ui, on) : nothing}
    ${question.answer ? [answerBlock(question.answer, listen(question.answer.text)), parts(question, nameOf)] : nothing}
    ${isTurnedDown(question) ? turnedDown(question, canAsk, on) : nothing}
    ${question.asksSolved && question.answer ? html`<a class="button wide" data-test="solved-ask" href="/t/${question.code}#solved">${t('solved.ask')}</a>` : nothing}
    ${question.answer && SETTLED.includes(question.state) ? rating(question, ui, pending('rating'), on) : nothing}
    ${SETTLED.includes(question.state) && !question.erased && !pending('messages') ? more(question, ui, on) : nothing}
    ${ui.problem ? html`<p class="problem" role="alert" lang=${langOf(ui.problem)}>${ui.problem}</p>` : nothing}
    ${publicity(question, ui, pending('publication'), on)}
    ${timeline(question, nameOf)}
    ${question.code ? code(question.code, hub) : nothing}
    ${question.state === 'withdrawn' && canAsk ? html`<button type="button" class="quiet" data-test="changed-mind"
      @click=${() => on.askAnew(question)}>${t('mine.changedMind')}</button>` : nothing}
    ${canBeWithdrawn(question) ? withdrawal(question, ui, pending('withdrawal'), on) : nothing}
    ${question.erased ? nothing : erasure(question, ui, pending('erasure'), on)}
  </li>`;
}

function canBeWithdrawn({ state, answer: given }) {
  return CAN_BE_WITHDRAWN.includes(state) || (state === 'merged' && !given);
}

/** Whether the organizer has turned it down: what is closed without ever having been answered. */
function isTurnedDown({ state, answer: given }) {
  return state === 'closed' && !given;
}

function stateName(question) {
  return isTurnedDown(question) ? t('mine.turnedDownState') : t(`mine.state.${question.state}`);
}

/** Where she is to come, as long as nothing else has become of it. */
function called({ call }) {
  return call && !call.came ? html`<p class="called" role="status" data-test="called"><strong dir="auto">
    ${t(call.came === false ? 'mine.missed' : 'mine.called', call)}</strong>
    <span>${moment(call.at)}</span></p>` : nothing;
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
function standing(question, desk, isOpen) {
  switch (question.state) {
    case 'waiting':
      return waiting(question, desk, isOpen);
    case 'claimed':
      return html`<p class="standing">${t('mine.claimed')}</p>`;
    case 'held':
      return html`<p class="standing">${t('mine.held')}</p>`;
    case 'withdrawn':
      return html`<p class="standing">${t('mine.withdrawn')}</p>`;
    case 'follow-up':
      return question.followUp ? html`<p class="standing" dir="auto" data-test="follow-up">${t('mine.followUp', question.followUp)}</p>` : nothing;
    case 'merged':
      return question.answer ? nothing : html`<p class="standing">${t('mine.merged')}</p>`;
    default:
      return nothing;
  }
}

/** At triage nobody answers yet, and after the fair nobody sits there: no place in a queue is told that she would wait for in vain. */
function waiting(question, desk, isOpen) {
  const isAtTriage = question.department === 'triage';
  const place = isAtTriage ? t('mine.atTriage') : !isOpen ? t('mine.afterFair')
    : question.ahead === 0 ? t('mine.next') : t('mine.ahead', { n: question.ahead });
  return html`<p class="standing"><strong data-test="ahead">${place}</strong></p>
    ${wasAnswered(question) ? html`<p class="help">${t('mine.reopened')}</p>` : isAtTriage ? nothing
      : html`<p class="help" data-test="where">${whereAndHowLong(desk, isOpen)}</p>`}`;
}

function wasAnswered({ messages = [] }) {
  return messages.some(({ kind }) => kind === 'answer');
}

function whereAndHowLong({ name, booth, waitRangeSeconds }, isOpen) {
  const where = booth ? t('mine.atBooth', { department: name, booth }) : t('mine.atDesk', { department: name });
  return isOpen && waitRangeSeconds ? t('mine.whereAndHowLong', { where, howLong: howLong(waitRangeSeconds) }) : where;
}

function howLong([low, high]) {
  const [from, to] = [Math.floor(low / 60), Math.max(1, Math.ceil(high / 60))];
  return from > 0 && from < to ? t('mine.range', { from, to }) : t('mine.within', { to });
}

/** All that has happened to it, with days and times. */
function timeline(question, nameOf) {
  const happened = (question.timeline || []).filter(({ kind }) => HAPPENED.includes(kind));
  return html`<details class="timeline" data-test="timeline">
    <summary>${t('mine.timeline')}</summary>
    <ol>
      <li><time>${moment(question.createdAt)}</time> <span>${t('happened.asked')}</span></li>
      ${happened.map(({ at, kind, department, by, text }) => html`<li><time>${moment(at)}</time>
        <span dir="auto">${t(`happened.${kind}`, { by: by || t('mine.staff'), department: nameOf(department) })}</span>
        ${text ? html`<span class="because" dir="auto" lang=${langOf(text)}>${text}</span>` : nothing}</li>`)}
    </ol>
  </details>`;
}

/** By which the question is reached from another phone. */
function code(letters, hub) {
  const shown = letters.toUpperCase();
  return html`<details class="code" data-test="code">
    <summary>${t('code.title')}</summary>
    <p class="help">${t('code.help')}</p>
    <p><strong class="code-letters" data-test="code-letters">${shown.slice(0, 4)} ${shown.slice(4)}</strong></p>
    <p><a class="url" href="/t/${letters}">${hub}/t/${letters}</a></p>
    <img src="/t/${letters}/qr.svg" alt="" loading="lazy" width="180" height="180">
  </details>`;
}

/** What was said in between; the first words and the answer in force stand elsewhere. */
function thread(question) {
  const between = (question.messages || []).filter(({ kind, text }) => SAID_IN_BETWEEN.includes(kind)
    || (['answer', 'correction'].includes(kind) && !(question.answer && question.answer.text === text)));
  return between.map((message) => html`<div class="said" data-kind=${message.kind} data-test="said">
    <p class="said-by">${t(`mine.said.${message.kind}`)}</p>
    <p class="typed" dir="auto" lang=${langOf(message.text)}>${message.text}</p>
    ${attached(message.attachments)}
  </div>`);
}

/** What she has said and the hub has not heard. */
function saidHere(item, on) {
  return html`<div class="said pending" data-test="pending-reply" data-state=${item.state}>
    <p class="said-by">${t('mine.said.reply')} · ${howItStands(item)}</p>
    <p class="typed" dir="auto" lang=${langOf(item.body.text)}>${item.body.text}</p>
    ${goesAlong(item)}
    ${item.state === 'sending' ? nothing : html`<button type="button" class="quiet" @click=${() => on.drop(item)}>
      ${t('mine.drop')}</button>`}
  </div>`;
}

/** A word after the answer. */
function more(question, ui, on) {
  return html`<details data-test="further">
    <summary>${t('mine.more')}</summary>
    ${replyForm(question, t('mine.moreHelp'), ui, on)}
  </details>`;
}

function replyForm(question, label, ui, on) {
  const submit = (event) => {
    event.preventDefault();
    on.reply(question);
  };
  return html`<form class="reply" @submit=${submit}>
    <label for="reply-${question.id}">${label}</label>
    <textarea id="reply-${question.id}" rows="2" dir="auto" maxlength="1000" data-test="reply-text"
      .value=${ui.reply || ''} @input=${(event) => on.replyText(question, event.target.value)}></textarea>
    <button class="primary wide" data-test="reply-send">${t('mine.replySend')}</button>
    ${attach(on.place(question, ui))}
  </form>`;
}

/** Why it was not taken up, and her words back at a touch. */
function turnedDown(question, canAsk, on) {
  const why = (question.messages || []).filter(({ kind }) => kind === 'refusal').pop();
  return html`<div class="said" data-test="turned-down">
    <p class="said-by">${t('mine.turnedDown')}</p>
    ${why ? html`<p class="typed" dir="auto" lang=${langOf(why.text)}>${why.text}</p>` : nothing}
  </div>
  ${canAsk ? html`<button type="button" class="primary wide" data-test="ask-anew" @click=${() => on.askAnew(question)}>
    ${t('mine.askAnew')}</button>` : nothing}`;
}

function rating(question, ui, sent, on) {
  if (question.rating || sent) {
    const { grade } = question.rating || sent.body;
    return html`<p class="help rated">${t('mine.rated', { grade: t(`rate.${grade}`) })}
      ${!question.rating && sent.state !== 'sending' ? html`<span data-test="rating-saved">${howItStands(sent)}</span>` : nothing}
    </p>`;
  }
  if (ui.grade) return missing(question, ui, on);
  return html`<fieldset class="rating">
    <legend>${t('mine.rate')}</legend>
    <div class="grades">${GRADES.map((grade) => html`
      <button type="button" data-test="rate-${grade}"
        @click=${() => (WORST_GRADES.includes(grade) ? on.grade(question, grade) : on.rate(question, grade))}>
        ${t(`rate.${grade}`)}</button>`)}</div>
    <p class="help">${t('mine.rateHelp')}</p>
  </fieldset>`;
}

/** What was missing, before it is taken up once more. @param ui {grade, chips, word} */
function missing(question, { grade, chips = [], word = '' }, on) {
  return html`<fieldset class="rating" data-test="missing">
    <legend>${t('rate.missing')}</legend>
    <div class="grades">${CHIPS.map((chip) => html`
      <button type="button" aria-pressed=${chips.includes(chip)} data-test="chip-${chip}" @click=${() => on.chip(question, chip)}>
        ${t(`rate.chip.${chip}`)}</button>`)}</div>
    <label for="word-${question.id}">${t('rate.word')}</label>
    <input id="word-${question.id}" dir="auto" data-test="rate-word" .value=${word}
      @input=${(event) => on.rateWord(question, event.target.value)}>
    <button type="button" class="primary wide" data-test="rate-send"
      @click=${() => on.rate(question, grade, [...chips.map((chip) => t(`rate.chip.${chip}`)), word.trim()].filter(Boolean).join('；'))}>
      ${t('rate.send')}</button>
    <button type="button" class="quiet" @click=${() => on.grade(question, null)}>${t('rate.back')}</button>
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
  return sure(question, ui, sent, on.withdraw, on, { act: 'withdraw', ask: t('mine.withdraw'), sure: t('mine.withdrawSure'),
    yes: t('mine.withdrawYes'), no: t('mine.withdrawNo'), doing: t('mine.withdrawing') });
}

function erasure(question, ui, sent, on) {
  return sure(question, ui, sent, on.erase, on, { act: 'erase', ask: t('mine.erase'), sure: t('mine.eraseSure'),
    yes: t('mine.eraseYes'), no: t('mine.eraseNo'), doing: t('mine.erasing') });
}

/** What is done only after she has said so twice. @param words {act, ask, sure, yes, no, doing} */
function sure(question, ui, sent, run, on, words) {
  if (sent) return html`<p class="help" data-test="${words.act}-sent">${words.doing} ${howItStands(sent)}</p>`;
  if (ui.confirming !== words.act) {
    return html`<button type="button" class="quiet" data-test=${words.act} @click=${() => on.confirm(question, words.act)}>${words.ask}</button>`;
  }
  return html`<div class="confirm" role="group" aria-label=${words.sure}>
    <p>${words.sure}</p>
    <button type="button" class="danger" data-test="${words.act}-yes" @click=${() => run(question)}>${words.yes}</button>
    <button type="button" @click=${() => on.confirm(question, '')}>${words.no}</button>
  </div>`;
}
