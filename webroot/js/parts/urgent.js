import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What is urgent and still open: seen from across the tent, without a word of it.
 *
 * @param on {open(question)}
 */
export function urgentBanner(questions, nameOf, on) {
  if (!questions.length) return nothing;
  return html`<section class="urgent-banner" role="alert" data-test="urgent-banner">
    <h2>${t('board.urgent', { n: questions.length })}</h2>
    <ul>${repeat(questions, ({ id }) => id, (question) => html`
      <li><button type="button" data-test="urgent-open" data-id=${question.id} @click=${() => on.open(question)}>
        <strong>${question.ticket}</strong> ${nameOf(question.department)} · ${t(`state.${question.state}`)}</button></li>`)}</ul>
  </section>`;
}
