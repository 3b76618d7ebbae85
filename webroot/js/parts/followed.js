import { html, nothing } from '../lib/html.js';
import { clock, langOf, t } from '../lib/text.js';
import { attached } from './attached.js';
import { items } from './items.js';
import { words } from './words.js';

/** What another has asked and she wants to know as well. @param question of which words and answer are left out where they are private */
export function followedQuestion({ id, state, text, answer, supporters }) {
  return html`<li class="mine card" id="q-${id}" data-test="followed" data-id=${id} data-state=${state}>
    <p class="ticket-label" data-test="ticket" tabindex="-1">${t('followed.title')}</p>
    ${text ? html`<p class="typed" dir="auto" lang=${langOf(text)}>${text}</p>` : nothing}
    ${answer ? html`<div class="answer">
      <p class="answer-head">${t('mine.said.answer')}</p>
      ${words(answer, { hook: 'answer' })}
      ${attached(answer.attachments)}
      ${items(answer)}
      <p class="help" dir="auto">${t('mine.answeredBy', { by: answer.by, time: clock(answer.at) })}</p>
    </div>` : html`<p class="standing">${t(`followed.${text ? 'waits' : state === 'answered' ? 'private' : 'gone'}`)}</p>`}
    ${supporters ? html`<p class="help">${t('published.supporters', { n: supporters })}</p>` : nothing}
  </li>`;
}
