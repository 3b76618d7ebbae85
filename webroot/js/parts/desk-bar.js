import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { connection } from './connection.js';
import { notices } from './notices.js';

/**
 * The head of a desk's page. What is said to her for some seconds stands over its words, where no button is.
 *
 * @param {Calling} calling
 * @param undo what was sent last and can be taken back, drawn; or null
 * @param leaving {isAsked, unsent}: whether she is asked first, as so many are unsent
 * @param on {leave(), stay()}
 */
export function deskBar({ fair, name, online, calling, undo, said, leaving, on }) {
  return html`<header class="bar" data-undo=${undo ? 'yes' : 'no'}>
    <div class="bar-words">
      <h1>${t('desk.title')}</h1>
      <p class="bar-fair">${fair.name}</p>
      ${connection(online)}
      <p class="who"><bdi>${name}</bdi></p>
      ${notices(said)}
    </div>
    ${undo || nothing}
    ${leaving.isAsked ? html`<span role="alert">${t('desk.leaveUnsent', { n: leaving.unsent })}</span>
      <button type="button" class="danger" data-test="leave-yes" @click=${on.leave}>${t('desk.leaveYes')}</button>
      <button type="button" @click=${on.stay}>${t('desk.leaveNo')}</button>` : html`
      ${calling.canAsk ? html`<button type="button" class="quiet" data-test="notify" @click=${() => calling.ask()}>${t('desk.call.ask')}</button>` : nothing}
      <button type="button" class="quiet" data-test="sound" aria-pressed=${calling.isOn ? 'true' : 'false'} @click=${() => calling.toggle()}>
        ${t(calling.isOn ? 'desk.call.soundOn' : 'desk.call.soundOff')}</button>
      <button type="button" class="quiet" data-test="leave" @click=${on.leave}>${t('desk.leave')}</button>`}
  </header>`;
}
