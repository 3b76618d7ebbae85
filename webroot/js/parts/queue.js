import { daysOver } from '../lib/due.js';
import { html, nothing, repeat } from '../lib/html.js';
import { day, duration, t } from '../lib/text.js';
import { ROW_REM } from '../lib/windowing.js';

const SPOKEN_HERE = 'zh-Hans';

/**
 * Questions in groups, of which those are drawn that are in sight.
 *
 * @param groups [{name, questions, count}]; questions is null where they are being read, count what there is in all
 * @param empty what is said where there is nothing
 * @param windowOf group name → {first, last}: rows that are drawn
 * @param chosen number of the question on the right, or null
 * @param pendingOf question → what she said of it and is still on its way, or undefined
 * @param isInOtherHands question → whether a colleague holds it
 * @param nameOf department code → name; '' where it goes without saying
 * @param on {choose(question)}
 */
export function queue({ groups, empty, windowOf, chosen, pendingOf, isInOtherHands, nameOf, now, on }) {
  const isEmpty = groups.every(({ questions }) => questions && !questions.length);
  return html`<nav class="queue" aria-label=${t('desk.list')} data-scroller>
    ${groups.map(({ name, questions, count }) => (questions && questions.length ? html`
      <h2>${t(`desk.group.${name}`)}<span class="count">${count}</span></h2>
      <ul data-window=${name} .style=${`height: ${questions.length * ROW_REM}rem`}>${repeat(
        drawn(questions, windowOf(name), chosen), ({ question }) => question.id, ({ question, at }) =>
        row(question, { group: name, at, of: questions.length, isChosen: question.id === chosen, pending: pendingOf(question),
          isOthers: isInOtherHands(question), nameOf, now, on }))}</ul>
      ${count > questions.length ? html`<p class="help" data-test="further">${t('desk.further', { n: count - questions.length })}</p>`
        : nothing}` : nothing))}
    ${isEmpty ? html`<p class="empty" data-test="queue-empty">${empty}</p>` : nothing}
  </nav>`;
}

/** Those in sight, the one that is chosen and the one where the focus is, wherever they stand. */
function drawn(questions, { first, last }, chosen) {
  const { id: focused } = (document.activeElement && document.activeElement.dataset) || {};
  const shown = [];
  questions.forEach((question, at) => {
    if ((at >= first && at < last) || question.id === chosen || question.id === focused) shown.push({ question, at });
  });
  return shown;
}

/** By what its asker can be told that it is answered. */
function howToReach({ phone, hasPhone }) {
  return phone || (hasPhone ? t('desk.markPhone') : t('desk.markNoPhone'));
}

function foot(question, group, nameOf) {
  const where = [nameOf(question.department), question.village].filter(Boolean).join(' · ');
  const { rating } = question;
  const isOpen = !question.answer;
  return html`<span class="row-foot">
    ${dueMark(question)}
    ${question.problem && isOpen ? badge('alarm', 'problem', t('question.problem')) : nothing}
    ${rating && isOpen ? badge('warn', 'reopened', t('desk.reopened', { grade: t(`rate.${rating.grade}`) })) : nothing}
    ${question.call ? callMark(question.call) : nothing}
    ${question.solved === false && isOpen ? badge('warn', 'unsolved', t('desk.unsolved')) : nothing}
    ${question.public ? nothing : badge('', 'private', t('desk.markPrivate'))}
    ${question.language && question.language !== SPOKEN_HERE ? badge('', 'language', t('desk.markLanguage')) : nothing}
    ${question.transfers ? badge('', 'passed-on', t('desk.markPassedOn', { n: question.transfers })) : nothing}
    ${rating && isOpen && rating.comment ? html`<bdi>${rating.comment}</bdi> · ` : nothing}${group === 'unseen' ? html`<strong data-test="reach">${howToReach(question)}</strong>` : nothing}<bdi>${where}</bdi>
  </span>`;
}

function callMark({ came }) {
  return came === null ? badge('warn', 'call-mark', t('desk.markCalled'))
    : came ? badge('good', 'call-mark', t('desk.markArrived')) : badge('', 'call-mark', t('desk.markMissed'));
}

/** In colour and in words: what was promised for today, or for a day that is over. */
function dueMark({ state, followUp }) {
  if (state !== 'follow-up' || !followUp) return nothing;
  const over = daysOver(followUp.due);
  return over > 0 ? badge('alarm', 'overdue', t('desk.due.overdue', { n: over })) : over === 0 ? badge('warn', 'due-today', t('desk.due.today')) : nothing;
}

function badge(tone, hook, words) {
  return html`<span class="badge" data-tone=${tone} data-test=${hook}>${words}</span>`;
}

/** How it stands: who has it in hand, that it is done, or how long it has waited. */
function standing(question, isOthers, now) {
  if (isOthers) return t('desk.answersNow', { name: question.claimedBy || '' });
  if (question.state === 'follow-up' && question.followUp) {
    return t('desk.due.by', { owner: question.followUp.owner, day: day(question.followUp.due) });
  }
  if (question.state !== 'waiting') return t(`state.${question.state}`);
  return t('desk.waited', { time: duration((now - new Date(question.createdAt)) / 1000) });
}

function row(question, { group, at, of, isChosen, pending, isOthers, nameOf, now, on }) {
  return html`<li data-test=${group === 'colleagues' ? 'colleague' : 'queued'} aria-setsize=${of} aria-posinset=${at + 1} .style=${`top: ${at * ROW_REM}rem`}>
    <button type="button" class="row" aria-current=${isChosen ? 'true' : 'false'} data-test=${group === 'colleagues' ? 'colleague-row' : 'queue-row'}
      data-id=${question.id} data-state=${question.state} data-others=${isOthers ? 'yes' : 'no'} data-urgent=${question.urgent ? 'yes' : 'no'}
      @click=${() => on.choose(question)}>
      <span class="row-head">
        <strong>${question.ticket}</strong>
        ${question.urgent ? badge('alarm', 'urgent', t('question.urgent')) : nothing}
        ${question.supporters ? badge('', 'followers', t('desk.followers', { n: question.supporters })) : nothing}
        ${pending ? badge('warn', 'on-its-way-mark', t(pending.state === 'undoable' ? 'desk.canUndo' : 'desk.onItsWay')) : nothing}
        <span class="waited">${standing(question, isOthers, now)}</span>
      </span>
      <span class="typed row-text" dir="auto">${question.text}</span>
      ${foot(question, group, nameOf)}
    </button>
  </li>`;
}
