import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { sendOrCancel } from './send-or-cancel.js';

/** A private question as everybody would see it, with the touch that makes it so. @param {AsEverybody} everybody */
export function asEverybody({ id }, { everybody, isBusy }, on) {
  const seen = everybody.of(id);
  if (!seen) {
    return html`<p role="status">${everybody.problem || t('desk.publish.reading')}</p>
      <div class="actions"><button type="button" class="quiet" @click=${() => on.mode('answer')}>${t('desk.cancel')}</button></div>`;
  }
  const { question, concerns } = seen;
  return html`<p class="help">${t('desk.publish.look')}</p>
    <div class="as-everybody" data-test="as-everybody" tabindex="0">
      <p class="typed" dir="auto"><strong>${question.text}</strong></p>
      ${question.answer ? html`<p class="typed" dir="auto">${question.answer.text}</p>
        <p class="help">${t('kind.answer')} <bdi>${question.answer.by}</bdi></p>` : nothing}
    </div>
    ${concerns.length ? html`<p class="caution" data-test="publish-concerns">${t('desk.publish.concerns', { concerns: concerns.join('、') })}</p>` : nothing}
    ${sendOrCancel('publish', isBusy, on)}`;
}
