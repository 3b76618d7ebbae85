import { html } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What she has sent last can still be taken back. It stands in the bar at the top, where nothing else is touched meanwhile.
 *
 * @param item of the outbox @param on {takeBack(item)}
 */
export function undoBar(item, seconds, on) {
  return html`<p class="undo" role="status" data-test="undo">
    <span>${t('desk.undoable', { ticket: item.ticket, n: seconds })}</span>
    <button type="button" data-test="undo-do" @click=${() => on.takeBack(item)}>${t('desk.undo')} <kbd>z</kbd></button>
  </p>`;
}
