import { html, nothing, repeat } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What colleagues ask for: given by one touch.
 *
 * @param wants [{question, by, name}]
 * @param ticketOf number of a question → its ticket, or null
 * @param on {grant(want), keep(want)}
 */
export function wants(wants, ticketOf, on) {
  const known = wants.filter(({ question }) => ticketOf(question));
  if (!known.length) return nothing;
  return html`<div role="alert"><ul class="wants">${repeat(known, ({ question, by }) => question + by, (want) => html`
    <li data-test="wanted"><span>${t('desk.wanted', { name: want.name, ticket: ticketOf(want.question) })}</span>
      <button type="button" class="primary" data-test="grant" @click=${() => on.grant(want)}>${t('desk.grant', { name: want.name })}</button>
      <button type="button" data-test="keep" @click=${() => on.keep(want)}>${t('desk.keep')}</button></li>`)}</ul></div>`;
}

/** Who else is there. @param people [{id, name, holding}] */
export function present(people) {
  if (!people.length) return nothing;
  return html`<p class="help" data-test="people">${t('desk.people')} ${people.map(({ name, holding }, n) =>
    html`${n ? '、' : ''}<bdi>${name}</bdi>${holding ? t('desk.holds', { n: holding }) : ''}`)}</p>`;
}

/** To whom it can be handed. @param on {hand(id), mode(mode)} */
export function handing(people, isBusy, on) {
  return html`<p id="handing-title">${t(people.length ? 'desk.handing.to' : 'desk.handing.nobody')}</p>
    <div class="actions people" role="group" aria-labelledby="handing-title">
      ${repeat(people, ({ id }) => id, ({ id, name, holding, online }) => html`
        <button type="button" data-test="hand-to" data-online=${online ? 'yes' : 'no'} ?disabled=${isBusy} @click=${() => on.hand({ id, name })}>
          <bdi>${name}</bdi>${holding ? t('desk.holds', { n: holding }) : ''}
          ${online ? nothing : html`<span class="help">${t('desk.away')}</span>`}</button>`)}
      <button type="button" class="quiet" @click=${() => on.mode('answer')}>${t('desk.cancel')}</button>
    </div>`;
}

/**
 * A question in other hands: she may ask for it, or go on.
 *
 * @param draft what she has written about it, or ''
 * @param isAsked whether she has asked for it already
 * @param isOrganizer whether she may take it back
 * @param on {want(), goOn(), release()}
 */
export function inOtherHands({ claimedBy, draft, isAsked, isBusy, isOrganizer }, on) {
  const name = claimedBy || '';
  return html`<div class="foot others-hands">
    ${keptWords(draft)}
    <div class="actions">
      <p data-test="in-other-hands">${t(isAsked ? 'desk.askedFor' : 'desk.answersNow', { name })}</p>
      ${isAsked ? nothing : html`<button type="button" data-test="want" ?disabled=${isBusy} @click=${on.want}>${t('desk.want')}</button>`}
      ${isOrganizer ? html`<button type="button" data-test="take-back" ?disabled=${isBusy} @click=${on.takeAway}>${t('desk.takeBack')}</button>` : nothing}
      <button type="button" class="primary" data-test="go-on" @click=${on.goOn}>${t('desk.goOn')}</button>
    </div>
  </div>`;
}

/** What she had begun to write when it went out of her hands. */
export function keptWords(draft) {
  return draft ? html`<p class="help">${t('desk.draftKept')}</p><p class="typed" dir="auto" data-test="kept-words">${draft}</p>` : nothing;
}
