import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What is urgent, or nobody wants, and still open: seen from across the tent, without a word of it.
 *
 * @param name urgent or problem
 * @param on {open(question)}
 */
export function banner(name, questions, nameOf, on) {
  if (!questions.length) return nothing;
  return html`<section class="urgent-banner" role="alert" data-name=${name} data-test="${name}-banner">
    <h2>${t(`board.${name}`, { n: questions.length })}</h2>
    <ul>${repeat(questions, ({ id }) => id, (question) => html`
      <li><button type="button" data-test="${name}-open" data-id=${question.id} @click=${() => on.open(question)}>
        <strong>${question.ticket}</strong> ${nameOf(question.department)} · ${t(`state.${question.state}`)}</button></li>`)}</ul>
  </section>`;
}
