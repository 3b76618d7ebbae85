import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What a volunteer has sent and the hub has not taken: waiting for the network, or refused.
 *
 * @param items of the outbox
 * @param isHere item → whether its question is still at this desk
 * @param on {takeBack(item), drop(item)}
 */
export function unsent(items, isHere, on) {
  if (!items.length) return nothing;
  return html`<section class="unsent" aria-label=${t('desk.unsent')}>
    <h2>${t('desk.unsent')}<span class="count">${items.length}</span></h2>
    <ul>${repeat(items, ({ key }) => key, (item) => html`
      <li data-test="unsent" data-state=${item.state}>
        <p><strong>${item.ticket}</strong> ${t(`kind.${item.kind}`)}
          <span class="help">${item.state === 'refused' ? item.words : t(item.kept ? 'desk.unsentWaits' : 'desk.unsentNotKept')}</span></p>
        <p class="typed" dir="auto">${item.body.text || item.body.reason || item.body.booth}</p>
        <div class="actions">
          ${isHere(item) ? html`<button type="button" @click=${() => on.takeBack(item)}>${t('mine.edit')}</button>` : nothing}
          <button type="button" class="quiet" data-test="drop-unsent" @click=${() => on.drop(item)}>${t('mine.drop')}</button>
        </div>
      </li>`)}</ul>
  </section>`;
}
