import { isPublished } from '../lib/happenings.js';
import { html, nothing, repeat } from '../lib/html.js';
import { clock, t } from '../lib/text.js';

/**
 * What happens, the newest on top. Others see the screen too: words stand here of what was answered and published
 * alone; the rest is opened and read one by one.
 *
 * @param items [{key, at, kind, question}]
 * @param on {open(question)}
 */
export function stream(items, nameOf, on) {
  return html`<ol class="stream" aria-live="polite">
    ${repeat(items, (item) => item.key, ({ at, kind, question }) => html`
      <li data-test="stream-item" data-kind=${kind} data-id=${question.id}>
        <button type="button" class="stream-head" data-test="open" @click=${() => on.open(question)}>
          <time>${clock(at)}</time> <strong>${question.ticket}</strong>
          ${question.urgent ? html`<span class="badge" data-tone="alarm">${t('question.urgent')}</span>` : nothing}
          <span class="kind">${t(`entry.${kind}`, { department: nameOf(question.department) })}</span>
          ${question.state === 'held' ? html`<span class="badge" data-tone="warn">${t('state.held')}</span>` : nothing}</button>
        ${isPublished(question) && question.text ? html`<span class="typed stream-text" dir="auto">${
          kind === 'answered' ? question.answer.text : question.text}</span>` : nothing}
      </li>`)}
  </ol>`;
}
