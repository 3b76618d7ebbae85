import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/** So many have a key. */
const KEYS = 9;

/**
 * The ready answers above the field: one goes into it by a touch or a key; what is written is kept as one.
 *
 * @param {Ready} ready
 * @param draft what is written
 * @param on {useReady(answer), addReady(shared), removeReady(answer)}
 */
export function readyAnswers(ready, draft, on) {
  const { answers, problem } = ready;
  return html`${answers.length ? html`<ul class="ready" aria-label=${t('desk.ready.title')}>${repeat(answers, ({ id }) => id, (answer, n) => html`
      <li><button type="button" data-test="ready" title=${answer.text} @click=${() => on.useReady(answer)}>
        ${n < KEYS ? html`<kbd>${n + 1}</kbd> ` : nothing}<bdi>${answer.text}</bdi></button></li>`)}</ul>` : nothing}
    <details class="ready-manager" data-test="ready-manager"><summary>${t('desk.ready.title')}</summary>
      <p class="help">${t('desk.ready.help')}</p>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <div class="actions">
        <button type="button" data-test="ready-own" ?disabled=${!draft.trim()} @click=${() => on.addReady(false)}>${t('desk.ready.own')}</button>
        <button type="button" data-test="ready-shared" ?disabled=${!draft.trim()} @click=${() => on.addReady(true)}>${t('desk.ready.shared')}</button>
      </div>
      ${answers.length ? html`<ul>${repeat(answers, ({ id }) => id, (answer) => html`
        <li data-test="ready-kept"><span class="typed" dir="auto">${answer.text}</span>
          <span class="help">${t(answer.shared ? 'desk.ready.isShared' : 'desk.ready.isOwn')}</span>
          <button type="button" class="quiet" data-test="ready-remove" aria-label=${t('desk.ready.removeOf', { text: answer.text.slice(0, 20) })}
            @click=${() => on.removeReady(answer)}>${t('desk.ready.remove')}</button></li>`)}</ul>` : nothing}
    </details>`;
}

/** Whether this key is one of a ready answer's: Alt and a digit, which write nothing. @returns the ready answer, or undefined */
export function readyOfKey(event, { answers }) {
  const [, digit] = /^Digit([1-9])$/.exec(event.code || '') || [];
  return digit && event.altKey && !event.ctrlKey && !event.metaKey ? answers[digit - 1] : undefined;
}
