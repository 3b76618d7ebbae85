import { html, liveValue, nothing } from '../lib/html.js';
import { walkUpWords } from '../lib/outcomes.js';
import { t } from '../lib/text.js';

/**
 * The line for somebody who has no phone: a number for her in the queue, or written down as answered already.
 *
 * @param {WalkUp} form
 * @param places desks at which it can be: [{code, name}]
 * @param slipPath code of a ticket → its slip to print
 * @param on {walkUp(isAnswered), giveNumber(service)}
 */
export function walkUp(form, places, slipPath, on) {
  const submit = (event) => {
    event.preventDefault();
    on.walkUp(false);
  };
  return html`<section class="saying" aria-label=${t('desk.walkUp.title')}>
    ${form.services.length ? html`<div class="actions">${form.services.map((service) => html`<button type="button" data-test="service"
      @click=${() => on.giveNumber(service)}>${t('desk.walkUp.service', service)}</button>`)}</div>` : nothing}
    ${form.last ? html`<p class="given" role="status" data-test="given"><span>${walkUpWords(form.last)}</span>
      <a class="button" target="_blank" rel="noopener" href=${slipPath(form.last.code)}>${t('desk.walkUp.slip')}</a></p>` : nothing}
    <details data-test="walk-up" ?open=${form.isOpen} @toggle=${(event) => form.change('isOpen', event.target.open)}><summary>${t('desk.walkUp.title')}</summary>
    <form @submit=${submit} novalidate>
      ${places.length > 1 ? html`<label for="walk-up-place">${t('desk.walkUp.where')}</label>
        <select id="walk-up-place" data-test="walk-up-place" @change=${(event) => form.change('department', event.target.value)}>
          ${places.map(({ code, name }) => html`<option value=${code} ?selected=${code === form.department}>${name}</option>`)}</select>` : nothing}
      <label for="walk-up-text">${t('desk.walkUp.text')}</label>
      <input id="walk-up-text" maxlength="1000" dir="auto" data-test="walk-up-text" placeholder=${t('desk.walkUp.example')}
        .value=${liveValue(form.text)} @input=${(event) => form.change('text', event.target.value)}>
      ${form.isLacking ? html`<p class="problem" role="alert">${t('desk.walkUp.empty')}</p>` : html`<p class="help">${t('desk.walkUp.consent')}</p>`}
      <div class="actions"><button class="primary" data-test="walk-up-take">${t('desk.walkUp.take')}</button>
        <button type="button" data-test="walk-up-answered" @click=${() => on.walkUp(true)}>${t('desk.inPerson')}</button></div>
      <div class="actions"><button type="button" class="quiet" data-test="service-keep" @click=${() => form.keepService()}>${t('desk.walkUp.keep')}</button>
        ${form.services.map((service) => html`<button type="button" class="quiet" @click=${() => form.dropService(service)}>
          ${t('desk.walkUp.drop', service)}</button>`)}</div>
    </form></details>
  </section>`;
}
