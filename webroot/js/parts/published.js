import { html, nothing, repeat } from '../lib/html.js';
import { langOf, t } from '../lib/text.js';
import { attached } from './attached.js';
import { likeness } from './likeness.js';
import { parts } from './parts.js';
import { words } from './words.js';

/**
 * What others have asked, with the answers.
 *
 * @param fair its code
 * @param most how many are shown
 * @param nameOf code of a department → its name
 * @param isSupported question → whether this phone has supported it
 * @param on {support(question), more()}
 */
export function published({ fair, questions, most, nameOf, isSupported, on }) {
  if (!questions.length) return nothing;
  return html`<section aria-labelledby="published-title">
    <h2 id="published-title">${t('published.title')}</h2>
    <ul class="published">
      ${repeat(questions.slice(0, most), (question) => question.id, (question) => html`
        <li class="card" data-test="published" data-id=${question.id}>
          ${words(question, { className: 'asked' })}
          ${question.answer.corrected ? html`<strong class="corrected">${t('mine.corrected')}</strong>` : nothing}
          ${words(question.answer)}
          ${attached(question.answer.attachments)}
          ${parts(question, nameOf)}
          <div class="support">
            ${isSupported(question)
              ? html`<span class="done">${t('published.supported')}</span>`
              : html`<button type="button" class="quiet" data-test="support"
                  @click=${() => on.support(question)}>${t('published.support')}</button>`}
            <a class="button quiet" data-test="pass" href="/a/${question.id}">
              ${t((question.answer.serviceItems || []).length ? 'answers.withCards' : 'answers.pass')}</a>
            ${question.supporters ? html`<span class="help">
              ${t('published.supporters', { n: question.supporters })}</span>` : nothing}
          </div>
        </li>`)}
    </ul>
    ${questions.length > most ? html`<button type="button" class="wide" data-test="more" @click=${on.more}>
      ${t('published.more', { n: questions.length - most })}</button>` : nothing}
    <a class="button wide" data-test="all-answers" href="/f/${fair}/answers">${t('published.all')}</a>
  </section>`;
}

/**
 * What is like the question that is being written; quiet, and in nobody's way.
 *
 * @param follow question → she waits for its answer
 */
export function similar({ answered, open }, follow) {
  return html`${answers(answered)}${open.length ? waiting(open, follow) : nothing}`;
}

/** What others ask just now: she may wait for the same answer instead of asking. */
function waiting(open, follow) {
  return html`<div class="similar" aria-live="polite">
    <p class="similar-head help"><strong>${t('followed.same')}</strong></p>
    ${open.map((question) => html`<div class="waiting" data-test="same-waits">
      <p class="typed" dir="auto" lang=${langOf(question.text)}>${question.text}</p>
      <button type="button" data-test="follow" @click=${() => follow(question)}>${t('followed.mine')}</button>
    </div>`)}
  </div>`;
}

function answers(found) {
  if (!found.length) return nothing;
  return html`<div class="similar" aria-live="polite">
    <p class="similar-head help"><strong>${t('ask.similar')}</strong> <span>${t('ask.similarHint')}</span></p>
    ${found.map((question) => html`<details data-test="similar">
      <summary><span class="typed" dir="auto" lang=${langOf(question.text)}>${question.text}</span>
        ${question.same ? likeness(true) : nothing}</summary>
      ${words(question.answer)}
    </details>`)}
  </div>`;
}
