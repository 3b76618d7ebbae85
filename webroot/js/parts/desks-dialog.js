import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { dialog } from './dialog.js';

/**
 * Where an organizer opens desks: the departments on the left, the invite of the chosen one on the right.
 *
 * @param chosen {code, role, url, qr, confirming, copied, problem} or null; role = volunteer or expert
 * @param on {open(code, role), copy(), confirm(yes), renew()}
 */
export function desksDialog({ desks, chosen, on }) {
  const content = html`<div class="desks-body">
    <ul class="desks-list">${desks.map((desk) => html`<li>
      <button type="button" data-test="open-desk" data-code=${desk.code}
        aria-current=${chosen && chosen.code === desk.code ? 'true' : 'false'}
        @click=${() => on.open(desk.code, 'volunteer')}>${desk.name}</button></li>`)}
    </ul>
    <div class="invite" aria-live="polite">${chosen ? invite(chosen, desks, on) : nothing}</div>
  </div>`;
  return dialog({ name: 'desks', title: t('board.desksTitle'), lead: t('board.desksLead'), content });
}

function invite(chosen, desks, on) {
  const { name } = desks.find((desk) => desk.code === chosen.code);
  if (chosen.problem) return html`<p class="problem" role="alert">${chosen.problem}</p>`;
  if (!chosen.url) return nothing;
  return html`
    <h3>${t(chosen.role === 'expert' ? 'board.inviteForExpert' : 'board.inviteFor', { department: name })}</h3>
    <div class="actions" role="group" aria-label=${t('board.inviteRole')}>${['volunteer', 'expert'].map((role) => html`
      <button type="button" aria-pressed=${chosen.role === role ? 'true' : 'false'} data-test="invite-${role}"
        @click=${() => on.open(chosen.code, role)}>${t(`board.inviteRole.${role}`)}</button>`)}</div>
    <img src=${chosen.qr} alt="" width="300" height="300" data-test="invite-qr">
    <p class="url"><a href=${chosen.url} data-test="invite-url">${chosen.url}</a></p>
    ${chosen.confirming ? html`<p>${t('board.renewSure')}</p>
      <div class="actions">
        <button type="button" class="danger" data-test="renew-yes" @click=${on.renew}>${t('board.renewYes')}</button>
        <button type="button" @click=${() => on.confirm(false)}>${t('board.renewNo')}</button>
      </div>` : html`
      <div class="actions">
        <button type="button" class="primary" @click=${on.copy}>${chosen.copied ? t('board.copied') : t('board.copy')}</button>
        <button type="button" class="quiet" data-test="renew" @click=${() => on.confirm(true)}>${t('board.renew')}</button>
      </div>`}`;
}
