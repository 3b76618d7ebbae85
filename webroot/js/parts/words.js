import { html } from '../lib/html.js';
import { langOf, language, t } from '../lib/text.js';

/**
 * What somebody wrote: to who reads the language of its translation that, with the original a touch away.
 *
 * @param kind class and hook of the element: {className, hook}; both may be left out
 */
export function words({ text, translation }, { className = '', hook = '' } = {}) {
  const isTranslated = translation && langOf(text) !== language && langOf(translation) === language;
  const shown = isTranslated ? translation : text;
  const typed = html`<p class="typed ${className}" dir="auto" lang=${langOf(shown)} data-test=${hook}>${shown}</p>`;
  return isTranslated ? html`${typed}<details class="original" data-test="original"><summary>${t('words.original')}</summary>
    <p class="typed" dir="auto" lang=${langOf(text)}>${text}</p></details>` : typed;
}
