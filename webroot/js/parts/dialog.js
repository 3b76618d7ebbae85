import { closeDialog, closeOnEscape } from '../lib/dialog.js';
import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * A window over the page; its button and the escape key close it.
 *
 * @param name its class, and what its opener finds it by
 * @param on {close()}, left out where nothing is to be done then
 */
export function dialog({ name, title, lead, content, on = {} }) {
  return html`<dialog class=${name} aria-labelledby="${name}-title" data-test="${name}-dialog"
    @close=${() => on.close && on.close()} @keydown=${closeOnEscape}>
    <div class="dialog-head"><h2 id="${name}-title">${title}</h2>
      <button type="button" class="quiet" data-test="close"
        @click=${(event) => closeDialog(event.target.closest('dialog'))}>${t('board.close')}</button></div>
    <div class="dialog-body">
      ${lead ? html`<p class="help">${lead}</p>` : nothing}
      ${content}
    </div>
  </dialog>`;
}
