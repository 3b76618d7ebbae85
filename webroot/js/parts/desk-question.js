import { OPEN } from '../lib/desk-state.js';
import { html, keyed, liveValue, nothing } from '../lib/html.js';
import { isOfInputMethod } from '../lib/keys.js';
import { clock, t } from '../lib/text.js';
import { asEverybody } from './as-everybody.js';
import { attach } from './attach.js';
import { attached } from './attached.js';
import { handing, inOtherHands, keptWords } from './colleagues.js';
import { basisField } from './basis-field.js';
import { itemField } from './item-field.js';
import { readyAnswers, readyOfKey } from './ready.js';
import { sendOrCancel } from './send-or-cancel.js';
import { suggestions } from './suggestions.js';
import { askPart, escalation, partsShown, promise, split, transfer } from './together.js';

const MOST_OF_TEXT = { publication: 300, correction: 2000 };
/** What can still be written when it is answered. */
const AFTER_AN_ANSWER = ['publication', 'publish', 'correction'];

/**
 * The question on the right: what is known of it, and what can be done.
 *
 * @param thread its messages, or null where they are still being read
 * @param suggested {answers, duplicates, askBack, ticked}
 * @param itemSearch {words, found}: 四办 items that she looks for
 * @param choice of a department, in whatever field @param dutySearch {words, found}: lines of the 权责清单 that she looks for
 * @param writing {mode, problem, isPublic, draft(kind)}
 * @param pending what is on its way about it, an item of the outbox
 * @param isAskedFor whether she has asked its holder for it
 * @param experts to whom it can be put: [{id, name}], null = not read
 * @param isExpert whether she is one herself, and does less
 * @param people colleagues to whom it can be handed: [{id, name, holding, online}]
 * @param {AsEverybody} everybody how all would see it
 * @param ready what is answered at its desk again and again
 * @param targets desks to which it may be passed: [{code, name}]
 * @param on {place(kind): where pictures and sounds are chosen, change(kind, value), setPublic(yes), claim(), release(), send(), mode(mode), passOn(department),
 *     takeBack(item)}, and those of suggestions
 */
export function deskQuestion({ question, thread, suggested, itemSearch, choice, dutySearch, held, writing, isBusy, pending, targets, nameOf, isAskedFor, isOrganizer,
  isExpert, people, experts, everybody, ready, on }) {
  const form = { writing, isBusy, targets, people, experts, everybody, ready, isAskedFor, isOrganizer, isExpert, ticked: suggested.ticked, itemSearch, choice, dutySearch,
    suggestedItems: suggested.items };
  return html`<article class="question" data-state=${question.state}>
    <div class="question-said" tabindex="0"><header>
      <h2>${question.ticket}</h2>
      ${question.urgent ? html`<span class="badge" data-tone="alarm" data-test="urgent">${t('question.urgent')}</span>` : nothing}
      ${question.problem && !question.answer ? html`<span class="badge" data-tone="alarm" data-test="problem-mark">${t('question.problem')}</span>
        <p class="help">${t('desk.problemHelp', { n: question.transfers })}</p>` : nothing}
      ${question.supporters ? html`<span class="badge">${t('desk.followers', { n: question.supporters })}</span>` : nothing}
      <p class="help">${nameOf(question.department)} · ${t(`state.${question.state}`)}
        · ${clock(question.createdAt)}</p>
    </header>
    ${calledUp(question, form, on)}
    <p class="typed question-text" dir="auto" data-test="question">${question.text}</p>
    ${attached(question.attachments)}
    ${about(question)}
    ${question.part ? html`<p class="help" data-test="is-part">${t('desk.isPart')}</p>` : nothing}
    ${question.followUp && question.state === 'follow-up' ? html`<p class="follow-up" data-test="follow-up-shown">
      ${t('desk.followsUp', question.followUp)} <span class="typed" dir="auto">${question.followUp.text}</span></p>` : nothing}
    ${proposed(question, held && !pending, targets, on)}
    ${messages(thread, question)}</div>
    <div class="question-help">${partsShown(question, held && !pending, nameOf, on)}
    ${suggestions(suggested, held && !pending, nameOf, on)}</div>
    <div class="question-hand">${writing.problem ? html`<p class="problem" role="alert">${writing.problem}</p>` : nothing}
    ${pending && ['saved', 'undoable'].includes(pending.state) ? onItsWay(pending, on)
      : OPEN.includes(question.state) ? held ? theForm(question, form, on) : toTake(question, form, on)
        : question.state === 'follow-up' ? theForm(question, form, on) : question.answer ? answered(question, form, on) : nothing}</div>
  </article>`;
}

/** To where its asker was called, and whether she has come. */
function calledUp({ call, state }, { isBusy, isExpert }, on) {
  if (!call || isExpert) return nothing;
  const how = call.came === null ? t('desk.calledTo', call) + (call.times > 1 ? `，${t('desk.calledTimes', { n: call.times })}` : '')
    : call.came ? t('desk.arrived', call) : t('desk.missed', { n: call.times });
  return html`<div class="called-up" data-test="called-up" data-came=${String(call.came)}><p>${how}</p>
    <div class="actions">${call.came ? nothing : html`<button type="button" data-test="came" ?disabled=${isBusy} @click=${() => on.arrived(true)}>${t('desk.came')}</button>`}
    ${call.came === null ? html`<button type="button" data-test="not-come" ?disabled=${isBusy} @click=${() => on.arrived(false)}>${t('desk.notCome')}</button>` : nothing}
    ${call.came || state === 'answered' ? nothing : html`<button type="button" data-test="call-again" ?disabled=${isBusy} @click=${() => on.callAgain()}>${t('desk.callAgain')}</button>`}</div></div>`;
}

function inPersonButton(isBusy, on) {
  return html`<button type="button" data-test="in-person" ?disabled=${isBusy} @click=${on.answerInPerson}>${t('desk.inPerson')}</button>`;
}

function toTake({ state, claimedBy }, { writing, isBusy, isAskedFor, isOrganizer, isExpert }, on) {
  const draft = writing.draft('answer');
  if (state === 'claimed') return inOtherHands({ claimedBy, draft, isAsked: isAskedFor, isBusy, isOrganizer }, on);
  return html`${keptWords(draft)}<div class="actions foot">
    <button type="button" class="primary" data-test="claim" ?disabled=${isBusy} @click=${on.claim}>
      ${t('desk.claim')}</button>
    ${isExpert ? nothing : inPersonButton(isBusy, on)}
    <span class="help">${t('desk.claimHint')}</span>
  </div>`;
}

function onItsWay(item, on) {
  const isUndoable = item.state === 'undoable';
  return html`<div class="hand foot" data-test="on-its-way">
    <p>${t(isUndoable ? 'desk.goesSoon' : 'desk.saved', { ticket: item.ticket })}</p>
    <p class="typed" dir="auto">${item.body.text || item.body.reason || item.body.booth || (item.body.texts || [item.into]).join('；')}</p>
    <div class="actions"><button type="button" data-test="undo-here" @click=${() => on.takeBack(item)}>
      ${t(isUndoable ? 'desk.undo' : 'mine.edit')}</button></div>
  </div>`;
}

/** What was answered, and how it is taken back from the public. */
function answered(question, form, on) {
  return html`<div class="answer">
      <p class="answer-head">${t('kind.answer')} <bdi>${question.answer.by}</bdi></p>
      <p class="typed" dir="auto">${question.answer.text}</p>
      ${attached(question.answer.attachments)}
      <p class="help">${question.answer.inPerson ? `${t('desk.markInPerson')} · ` : nothing}${t(question.public ? 'desk.isPublic' : 'desk.isPrivate')}</p>
      ${question.part ? nothing : html`<p class="help" data-test="seen">${question.answer.seenAt
        ? t('desk.seen', { time: clock(question.answer.seenAt) }) : t('desk.unseen')}</p>`}
    </div>
    ${AFTER_AN_ANSWER.includes(form.writing.mode) ? theForm(question, form, on) : html`<div class="actions">
      <button type="button" data-test="correction" @click=${() => on.mode('correction')}>${t('desk.correction')}</button>
      ${question.public && !form.isExpert ? html`<button type="button" data-test="publication" @click=${() => on.mode('publication')}>
        ${t('desk.publication')}</button>` : nothing}
      ${question.mayBePublic && !form.isExpert ? html`<button type="button" data-test="publish" @click=${() => on.mode('publish')}>
        ${t('desk.publish')}</button>` : nothing}</div>`}`;
}

function about(question) {
  const why = [t(`desk.routed.${question.routedBy}`), ...(question.reasons || [])].join('　');
  const name = question.name || t(question.hasName ? 'desk.hasName' : 'desk.noName');
  const phone = question.phone ? html`<a href="tel:${question.phone.replace(/[^+\d]/g, '')}">${question.phone}</a>`
    : question.hasPhone ? t('desk.hasPhone') : '';
  return html`<dl class="about">
    <div><dt>${t('desk.from')}</dt><dd data-test="from"><bdi>${name}</bdi></dd></div>
    ${question.village ? html`<div><dt>${t('desk.village')}</dt><dd><bdi>${question.village}</bdi></dd></div>` : nothing}
    ${phone ? html`<div><dt>${t('desk.phone')}</dt><dd data-test="phone"><bdi>${phone}</bdi></dd></div>` : nothing}
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

/** The first words and the answer in force stand elsewhere. */
function messages(thread, { answer }) {
  const later = (thread || []).filter(({ kind, text }) => kind !== 'question'
    && !(['answer', 'correction'].includes(kind) && answer && answer.text === text));
  if (!later.length) return nothing;
  return html`<ol class="thread">${later.map((message) => html`
    <li data-kind=${message.kind}>
      <span class="help"><strong>${t(`kind.${message.kind}`)}</strong> <bdi>${message.by || ''}</bdi>
        ${clock(message.at)}</span>
      <p class="typed" dir="auto">${message.text}</p>
      ${attached(message.attachments)}
    </li>`)}</ol>`;
}

/** The form of the kind of words that is chosen; each has its own field and its own draft. */
function theForm(question, form, on) {
  const submit = (event) => {
    event.preventDefault();
    on.send();
  };
  const keys = (event) => {
    if (isOfInputMethod(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === 'Escape') return form.writing.mode === 'answer' ? event.target.blur() : on.mode('answer');
    const answer = form.writing.mode === 'answer' && readyOfKey(event, form.ready);
    if (answer) {
      event.preventDefault();
      on.useReady(answer);
    }
  };
  return html`<form class="hand foot" data-mode=${form.writing.mode} @submit=${submit} @keydown=${keys} novalidate>
    ${(forms[form.writing.mode] || forms.answer)(question, form, on)}
  </form>`;
}

const forms = {
  answer: (question, { writing, isBusy, ready, ticked, itemSearch, suggestedItems, isExpert }, on) => html`
    <div class="hand-head"><label for="answer">${t('desk.answer')}</label>
      <span class="help keys">${t('desk.answerHint')}</span></div>
    <textarea id="answer" rows="3" maxlength="2000" dir="auto" data-test="answer-text"
      placeholder=${t('desk.answerPlaceholder')} .value=${liveValue(writing.draft('answer'))}
      @input=${(event) => on.change('answer', event.target.value)}></textarea>
    <div class="hand-more">${isExpert ? nothing : readyAnswers(ready, writing.draft('answer'), on)}${basisField(writing.basis, on)}</div>
    ${attach(on.place('answer'))}
    ${itemField({ chosen: writing.items, search: itemSearch, suggested: suggestedItems, on })}
    ${ticked.length ? html`<p class="help" role="status">${t('desk.alsoChosen', { n: ticked.length })}</p>` : nothing}
    <div class="actions">
      <button class="primary" data-test="answer-send" ?disabled=${isBusy}>${t('desk.answerSend')}</button>
      ${isExpert || question.part ? nothing : inPersonButton(isBusy, on)}
      ${question.public ? html`<label class="check"><input type="checkbox" data-test="public"
        .checked=${liveValue(writing.isPublic)} @change=${(event) => on.setPublic(event.target.checked)}>
        <span>${t('desk.public')}</span></label>` : html`<span class="help">${t('desk.private')}</span>`}
      <span class="actions others">${others(question, isExpert).map((mode) => other(mode, writing, on))}
        ${question.state === 'follow-up' ? nothing : html`<button type="button" data-test="release" ?disabled=${isBusy}
          @click=${on.release}>${t('desk.release')}</button>`}
      </span>
    </div>`,

  'ask-back': (question, form, on) => words('ask-back', form, on),
  note: (question, form, on) => words('note', form, on),
  publication: (question, form, on) => words('publication', form, on),
  correction: (question, form, on) => words('correction', form, on),

  publish: asEverybody,
  'follow-up': promise,
  transfer,
  part: askPart,
  escalation,
  split,

  handing: (question, { people, isBusy }, on) => handing(people, isBusy, on),

  call: (question, { writing, isBusy }, on) => html`
    <label for="booth">${t('desk.callTo')}</label>
    <input id="booth" maxlength="40" dir="auto" data-test="call-text" .value=${liveValue(writing.draft('call'))}
      @input=${(event) => on.change('call', event.target.value)}>
    ${sendOrCancel('call', isBusy, on)}`,

};

/** What can be done instead of an answer: of a part, what needs no villager. */
function others({ state, part }, isExpert) {
  if (isExpert) return ['ask-back', 'note'];
  if (state === 'follow-up') return part ? ['follow-up'] : ['follow-up', 'part', 'call'];
  return part ? ['transfer', 'note', 'follow-up', 'handing']
    : ['ask-back', 'transfer', 'note', 'call', 'part', 'escalation', 'follow-up', 'split', 'handing'];
}

function other(mode, writing, on) {
  const draft = writing.draft(mode);
  const isBegun = Array.isArray(draft) ? draft.some(({ text }) => text) : Boolean(typeof draft === 'string' ? draft : draft.reason || draft.text);
  return html`<button type="button" data-test=${mode} @click=${() => on.mode(mode)}>${t(`desk.${mode}`)}
    ${isBegun ? html`<span class="help">${t('desk.begun')}</span>` : nothing}</button>`;
}

function words(mode, { writing, isBusy }, on) {
  return html`<label for="words-${mode}">${t(`desk.${mode}.text`)}</label>
    ${keyed(mode, html`<textarea id="words-${mode}" rows="3" maxlength=${MOST_OF_TEXT[mode] || 1000} dir="auto" data-test="${mode}-text"
      .value=${liveValue(writing.draft(mode))} @input=${(event) => on.change(mode, event.target.value)}></textarea>`)}
    ${mode === 'ask-back' ? attach(on.place(mode)) : nothing}
    ${sendOrCancel(mode, isBusy, on)}`;
}
