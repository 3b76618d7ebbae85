import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What a volunteer has sent and the hub has not taken: waiting for the network, or refused. Its buttons keep their
 * places when the question comes back to the desk: what drops her words is never where the other one was a moment ago.
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
          <button type="button" data-test="take-back" ?disabled=${!isHere(item)} @click=${() => on.takeBack(item)}>${t('mine.edit')}</button>
          <button type="button" class="quiet" data-test="drop-unsent" @click=${() => on.drop(item)}>${t('mine.drop')}</button>
        </div>
      </li>`)}</ul>
  </section>`;
}
