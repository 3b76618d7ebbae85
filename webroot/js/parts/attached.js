import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';

/** Pictures and sounds that go with what was said. @param attachments [{id, type}] or undefined */
export function attached(attachments) {
  if (!attachments || !attachments.length) return nothing;
  return html`<div class="attached" data-test="attached">${attachments.map(({ id, type }) => (type.startsWith('audio/')
    ? html`<audio controls preload="none" src="/api/attachments/${id}" aria-label=${t('attach.heard')}></audio>`
    : html`<a href="/api/attachments/${id}" target="_blank"><img src="/api/attachments/${id}" alt=${t('attach.photo')}></a>`))}</div>`;
}
