import { html } from '../lib/html.js';
import { t } from '../lib/text.js';

/** The end of a form of other words than an answer. */
export function sendOrCancel(mode, isBusy, on) {
  return html`<div class="actions">
    <button class="primary" data-test="${mode}-send" ?disabled=${isBusy}>${t(`desk.${mode}.send`)}</button>
    <button type="button" class="quiet" @click=${() => on.mode('answer')}>${t('desk.cancel')}</button>
  </div>`;
}
