import { html, liveValue, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';
import { likeness } from './likeness.js';

/**
 * What may help with the question in front of her; nothing of it is sent by itself.
 *
 * @param found {answers, duplicates, askBack, ticked}
 * @param held whether the question is in hand: before that it is all to be read only
 * @param on {useAnswer(text), tick(id, yes), merge(question), askBack(text)}
 */
export function suggestions(found, held, nameOf, on) {
  const { answers, duplicates, askBack } = found;
  if (!answers.length && !duplicates.length && !askBack) return html`<p class="help wide-only">${t('suggest.none')}</p>`;
  return html`<section class="suggestions" aria-label=${t('suggest.title')} data-test="suggestions">
    ${answers.length ? html`<details ?open=${answers.some(({ same }) => same)} data-test="earlier">
      <summary>${t('suggest.answers')}<span class="count">${answers.length}</span></summary>
      <ul>${repeat(answers, ({ id }) => id, (earlier, n) => answer(earlier, n, held, nameOf, on))}</ul>
    </details>` : nothing}
    ${duplicates.length ? html`<details ?open=${duplicates.some(({ same }) => same)} data-test="duplicates">
      <summary>${t('suggest.duplicates')}<span class="count">${duplicates.length}</span></summary>
      <ul>${repeat(duplicates, ({ id }) => id, (other) => duplicate(other, found.ticked, held, on))}</ul>
    </details>` : nothing}
    ${askBack ? questionBack(askBack, held, on) : nothing}
  </section>`;
}

/** @param n its place: the key by which it goes into the field */
function answer({ text, department, answer: given, same }, n, held, nameOf, on) {
  const key = html`<kbd>${n + 1}</kbd>`;
  return html`<li data-test="earlier-answer">
    <p class="suggested-head">${held ? nothing : key} ${likeness(same)}
      <span class="help">${nameOf(department)} <bdi>${given.by || ''}</bdi></span></p>
    <p class="typed asked" dir="auto">${text}</p>
    <p class="typed" dir="auto">${given.text}</p>
    ${held ? html`<button type="button" data-test="use-answer" @click=${() => on.useAnswer(given.text)}>
      ${key} ${t('suggest.use')}</button>` : nothing}
  </li>`;
}

function duplicate(question, ticked, held, on) {
  const { id, ticket, text, state, same } = question;
  return html`<li data-test="duplicate" data-state=${state}>
    <p class="suggested-head">${likeness(same)} <strong>${ticket}</strong>
      <span class="help">${t(`state.${state}`)}</span></p>
    <p class="typed" dir="auto">${text}</p>
    ${held ? html`<div class="choices"><label class="check">
      <input type="checkbox" data-test="also" aria-label=${t('suggest.alsoOf', { ticket })}
        .checked=${liveValue(ticked.includes(id))} @change=${(event) => on.tick(id, event.target.checked)}>
      <span>${t('suggest.also')}</span></label>
      <button type="button" class="quiet" data-test="merge" @click=${() => on.merge(question)}>${t('suggest.merge')}</button></div>` : nothing}
  </li>`;
}

function questionBack(text, held, on) {
  const words = t('suggest.askBack', { text });
  return held ? html`<button type="button" class="question-back" data-test="suggested-ask-back"
    @click=${() => on.askBack(text)}>${words}</button>` : html`<p class="help" dir="auto">${words}</p>`;
}
