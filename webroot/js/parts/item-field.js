import { html, liveValue, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * By which 四办 cards are added to an answer: those that were, a field that looks for others, and those that the question may be about.
 *
 * @param chosen [{code, title}]
 * @param search {words, found, foundBy}
 * @param suggested [{code, title, kind}]
 * @param on {findItems(words), addItem(item), dropItem(code)}
 */
export function itemField({ chosen, search, suggested, on }) {
  const isNew = ({ code }) => !chosen.some((item) => item.code === code);
  const shown = (search.words.trim() ? search.found || [] : suggested).filter(isNew);
  const keys = (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); // which would send the answer
    if (search.foundBy === search.words && shown.length) on.addItem(shown[0]); // what is still coming is nobody's choice
  };
  return html`<div class="item-field">
    <label for="find-item">${t('desk.item')}</label>
    <input id="find-item" type="search" dir="auto" maxlength="200" autocomplete="off" data-test="find-item"
      placeholder=${t('desk.itemPlaceholder')} .value=${liveValue(search.words)}
      @input=${(event) => on.findItems(event.target.value)} @keydown=${keys}>
    ${chosen.length ? html`<ul class="items-chosen" aria-label=${t('desk.itemsChosen')}>${repeat(chosen, ({ code }) => code, ({ code, title }) => html`
      <li data-test="item-chosen"><bdi>${title}</bdi>
        <button type="button" class="quiet" data-test="item-drop" aria-label=${t('desk.itemDropOf', { title })}
          @click=${() => on.dropItem(code)}>${t('desk.itemDrop')}</button></li>`)}</ul>` : nothing}
    ${shown.length ? html`<ul class="items-found" aria-label=${t('desk.itemsFound')}>${repeat(shown, ({ code }) => code, (item) => html`
      <li><button type="button" data-test="item-add" @click=${() => on.addItem(item)}>
        <span>${t('desk.itemAdd')}</span> <bdi><strong>${item.title}</strong></bdi> <bdi class="help">${item.kind}</bdi></button></li>`)}</ul>` : nothing}
    ${search.found && !search.found.length ? html`<p class="help" role="status" data-test="no-item">${t('desk.noItem')}</p>` : nothing}
  </div>`;
}
