import { html, repeat } from '../lib/html.js';
import { langOf, t } from '../lib/text.js';

const WAITS = ['held', 'waiting', 'claimed', 'asked-back'];

/**
 * What is said to all who wait where she does, or to everybody.
 *
 * @param words all that are said at the fair
 * @param asked her own questions
 */
export function told(words, asked, deskOf) {
  const hers = words.filter(({ department }) => !department
    || asked.some((question) => question.department === department && WAITS.includes(question.state)));
  return repeat(hers, ({ id }) => id, ({ id, department, text }) => html`<p class="card" data-test="word" data-id=${id}>
    <strong>${department ? deskOf(department).name : t('word.all')}</strong>
    <span class="typed" dir="auto" lang=${langOf(text)}>${text}</span></p>`);
}
