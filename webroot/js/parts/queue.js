import { html, nothing, repeat } from '../lib/html.js';
import { duration, t } from '../lib/text.js';

/**
 * The questions that a volunteer can take, hers on top.
 *
 * @param groups [{title, questions, count}]; count is left out where it is no more than the questions
 * @param most how many of a group are drawn
 * @param colleagues questions in other hands
 * @param chosen number of the question on the right, or null
 * @param isPending question → whether what she said of it is still on its way
 * @param isInOtherHands question → whether a colleague holds it
 * @param nameOf department code → name; '' where it goes without saying
 * @param on {choose(question), more()}
 */
export function queue({ groups, most, colleagues, chosen, isPending, isInOtherHands, nameOf, now, on }) {
  const empty = groups.every((group) => group.questions.length === 0);
  return html`<nav class="queue" aria-label=${t('desk.queue')}>
    ${groups.map(({ title, questions, count = questions.length }) => (questions.length ? html`
      <h2>${title}<span class="count">${count}</span></h2>
      <ul>${repeat(drawn(questions, most, chosen), (question) => question.id, (question) =>
        row(question, { isChosen: question.id === chosen, isPending: isPending(question), isInOtherHands, nameOf, now, on }))}</ul>
      ${questions.length > most ? html`<button type="button" class="wide-more" data-test="more-rows" @click=${on.more}>
        ${t('desk.moreRows', { n: count - most })}</button>` : nothing}` : nothing))}
    ${empty ? html`<p class="empty">${t('desk.queueEmpty')}</p>` : nothing}
    ${colleagues.length ? others(colleagues, { most, chosen, on }) : nothing}
  </nav>`;
}

/** So many, and the one that is chosen wherever it stands. */
function drawn(questions, most, chosen) {
  const first = questions.slice(0, most);
  const further = questions.slice(most).find(({ id }) => id === chosen);
  return further ? [...first, further] : first;
}

function others(colleagues, { most, chosen, on }) {
  return html`<h2>${t('desk.colleagues')}<span class="count">${colleagues.length}</span></h2>
    <ul>${repeat(drawn(colleagues, most, chosen), ({ id }) => id, (question) => html`
      <li data-test="colleague"><button type="button" class="row" aria-current=${question.id === chosen ? 'true' : 'false'} data-others="yes"
        data-id=${question.id} @click=${() => on.choose(question)}><span class="row-head"><strong>${question.ticket}</strong>
        <span class="waited">${t('desk.answersNow', { name: question.claimedBy || '' })}</span></span></button></li>`)}</ul>`;
}

/**
 * What was answered here, read when she opens it.
 *
 * @param questions null = not read
 * @param on {choose(question), toggle(isOpen)}
 */
export function done({ questions, chosen, nameOf, now, on }) {
  return html`<details class="done-list" data-test="done" @toggle=${(event) => on.toggle(event.target.open)}>
    <summary>${t('desk.doneTitle')}</summary>
    <div class="queue">
      ${questions && !questions.length ? html`<p class="help">${t('desk.doneNone')}</p>` : nothing}
      <ul>${repeat((questions || []).slice(0, 50), ({ id }) => id, (question) =>
        row(question, { isChosen: question.id === chosen, isPending: false, nameOf, now, on }))}</ul>
    </div>
  </details>`;
}

function foot(department, village) {
  if (!department && !village) return nothing;
  return html`<span class="row-foot">${department}${department && village ? ' · ' : ''}<bdi>${village || ''}</bdi></span>`;
}

function row(question, { isChosen, isPending, isInOtherHands = () => false, nameOf, now, on }) {
  const waited = (now - new Date(question.createdAt)) / 1000;
  const isOthers = isInOtherHands(question);
  return html`<li>
    <button type="button" class="row" aria-current=${isChosen ? 'true' : 'false'} data-test="queue-row"
      data-id=${question.id} data-state=${question.state} data-others=${isOthers ? 'yes' : 'no'} data-urgent=${question.urgent ? 'yes' : 'no'}
      @click=${() => on.choose(question)}>
      <span class="row-head">
        <strong>${question.ticket}</strong>
        ${question.urgent ? html`<span class="badge" data-tone="alarm" data-test="urgent">${t('question.urgent')}</span>` : nothing}
        ${question.supporters ? html`<span class="badge" data-test="followers">${t('desk.followers', { n: question.supporters })}</span>` : nothing}
        ${isPending ? html`<span class="badge" data-tone="warn">${t('desk.onItsWay')}</span>` : nothing}
        <span class="waited">${isOthers ? t('desk.answersNow', { name: question.claimedBy || '' })
          : question.answer ? t('state.answered') : t('desk.waited', { time: duration(waited) })}</span>
      </span>
      <span class="typed row-text" dir="auto">${question.text}</span>
      ${foot(nameOf(question.department), question.village)}
    </button>
  </li>`;
}
