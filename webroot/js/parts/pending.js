import { html, nothing } from '../lib/html.js';
import { langOf, t } from '../lib/text.js';

/** What is to be said of what she has sent and the hub has not acknowledged. @param item of the outbox */
export function howItStands({ state, tooFast, kept }) {
  if (state === 'sending') return t('mine.sending');
  if (!kept) return t('mine.notKept');
  return t(tooFast ? 'mine.tooFast' : 'mine.saved');
}

/** That pictures or sounds are sent with it. */
export function goesAlong({ attached = [] }) {
  return attached.length ? html`<p class="help">${t('attach.with', { n: attached.length })}</p>` : nothing;
}

/** A question that is still on this phone. @param item of the outbox */
export function pendingQuestion(item, on) {
  return html`<li class="mine card pending" data-test="pending" data-state=${item.state}>
    <p class="standing">${item.state === 'refused' ? t('mine.refused') : howItStands(item)}</p>
    <p class="typed" dir="auto" lang=${langOf(item.body.text)}>${item.body.text}</p>
    ${goesAlong(item)}
    ${item.state === 'refused' ? html`
      <p class="problem" role="alert" lang=${langOf(item.words)}>${item.words}</p>
      <div class="actions">
        <button type="button" class="primary" data-test="edit" @click=${on.edit}>${t('mine.edit')}</button>
        <button type="button" class="quiet" @click=${on.drop}>${t('mine.drop')}</button>
      </div>` : nothing}
  </li>`;
}

/** One of her questions where the rest of what is told of it has not come yet. */
export function bareQuestion({ id, state, ticket, text = '' }) {
  return html`<li class="mine card" id="q-${id}" data-id=${id} data-state=${state}>
    ${ticket ? html`<div class="ticket"><span class="ticket-label">${t('mine.ticket')}</span>
      <strong data-test="ticket" tabindex="-1">${ticket}</strong></div>` : nothing}
    <p class="typed" dir="auto" lang=${langOf(text)}>${text}</p>
  </li>`;
}
