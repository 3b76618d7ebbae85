import { html, nothing } from '../lib/html.js';
import { langOf, t } from '../lib/text.js';
import { answerBlock } from './answer.js';

/** What another has asked and she wants to know as well. @param question of which words and answer are left out where they are private */
export function followedQuestion({ id, state, text, answer, supporters }) {
  return html`<li class="mine card" id="q-${id}" data-test="followed" data-id=${id} data-state=${state}>
    <p class="ticket-label" data-test="ticket" tabindex="-1">${t('followed.title')}</p>
    ${text ? html`<p class="typed" dir="auto" lang=${langOf(text)}>${text}</p>` : nothing}
    ${answer ? answerBlock(answer) : html`<p class="standing">${t(`followed.${text ? 'waits' : state === 'answered' ? 'private' : 'gone'}`)}</p>`}
    ${supporters ? html`<p class="help">${t('published.supporters', { n: supporters })}</p>` : nothing}
  </li>`;
}
