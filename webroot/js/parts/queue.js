import { html, nothing, repeat } from '../lib/html.js';
import { duration, t } from '../lib/text.js';

/**
 * The questions that a volunteer can take, hers on top.
 *
 * @param groups [{title, questions}]
 * @param chosen number of the question on the right, or null
 * @param nameOf department code → name; '' where it goes without saying
 * @param on {choose(question)}
 */
export function queue({ groups, chosen, colleagues, nameOf, now, on }) {
  const empty = groups.every((group) => group.questions.length === 0);
  return html`<nav class="queue" aria-label=${t('desk.queue')}>
    ${groups.map(({ title, questions }) => (questions.length ? html`
      <h2>${title}<span class="count">${questions.length}</span></h2>
      <ul>${repeat(questions, (question) => question.id, (question) =>
        row(question, question.id === chosen, nameOf, now, on))}</ul>` : nothing))}
    ${empty ? html`<p class="empty">${t('desk.queueEmpty')}</p>` : nothing}
    ${colleagues ? html`<p class="help">${t('desk.colleagues', { n: colleagues })}</p>` : nothing}
  </nav>`;
}

function foot(department, village) {
  if (!department && !village) return nothing;
  return html`<span class="row-foot">${department}${department && village ? ' · ' : ''}<bdi>${village || ''}</bdi></span>`;
}

function row(question, isChosen, nameOf, now, on) {
  const waited = (now - new Date(question.createdAt)) / 1000;
  return html`<li>
    <button type="button" class="row" aria-current=${isChosen ? 'true' : 'false'} data-test="queue-row"
      data-id=${question.id} data-state=${question.state} @click=${() => on.choose(question)}>
      <span class="row-head">
        <strong>${question.ticket}</strong>
        <span class="waited">${t('desk.waited', { time: duration(waited) })}</span>
      </span>
      <span class="typed row-text" dir="auto">${question.text}</span>
      ${foot(nameOf(question.department), question.village)}
    </button>
  </li>`;
}
