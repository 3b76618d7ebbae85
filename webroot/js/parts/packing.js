import { html, liveValue, nothing } from '../lib/html.js';
import { LATER } from '../lib/packing.js';
import { t } from '../lib/text.js';
import { dialog } from './dialog.js';

/**
 * Where a desk is packed up: its queue goes on, and each asker is told.
 *
 * @param {Packing} packing
 * @param places desks of hers that can go: [{code, name}] @param targets where their queues can go @param count how many wait there
 */
export function packingDialog(packing, places, targets, count) {
  const name = (places.find(({ code }) => code === packing.department) || {}).name || '';
  return dialog({ name: 'packing', title: t('desk.packing.title', { department: name }), lead: t('desk.packing.lead'),
    content: packing.done ? outcome(packing.done) : form(packing, places, targets, count) });
}

function form(packing, places, targets, count) {
  const submit = (event) => {
    event.preventDefault();
    packing.packUp();
  };
  return html`<form @submit=${submit} novalidate>
    ${places.length > 1 ? html`<label for="packing-desk">${t('desk.walkUp.where')}</label>
      <select id="packing-desk" @change=${(event) => packing.change('department', event.target.value)}>
        ${places.map(({ code, name }) => html`<option value=${code} ?selected=${code === packing.department}>${name}</option>`)}</select>` : nothing}
    <label for="packing-to">${t('desk.packing.to', { n: count })}</label>
    <select id="packing-to" data-test="packing-to" @change=${(event) => packing.change('to', event.target.value)}>
      <option value="" ?selected=${!packing.to}>${t('desk.packing.nearest')}</option>
      <option value=${LATER} ?selected=${packing.to === LATER}>${t('desk.packing.later')}</option>
      ${targets.filter(({ code }) => code !== packing.department).map(({ code, name }) => html`
        <option value=${code} ?selected=${packing.to === code}>${name}</option>`)}</select>
    ${packing.to === LATER ? html`<label for="packing-due">${t('desk.packing.due')}</label>
      <input type="date" id="packing-due" data-test="packing-due" .value=${liveValue(packing.due)}
        @input=${(event) => packing.change('due', event.target.value)}>` : nothing}
    <label for="packing-text">${t('desk.packing.text')}</label>
    <input id="packing-text" maxlength="200" dir="auto" data-test="packing-text" placeholder=${t('desk.packing.example')}
      .value=${liveValue(packing.text)} @input=${(event) => packing.change('text', event.target.value)}>
    ${packing.problem ? html`<p class="problem" role="alert">${packing.problem}</p>` : nothing}
    <div class="actions"><button class="danger" data-test="pack-up" ?disabled=${packing.isBusy}>${t('desk.packing.yes')}</button></div>
  </form>`;
}

function outcome({ moved, left }) {
  return html`<p role="status" data-test="packed-up">${t('desk.packing.done', { n: moved })}</p>
    ${left.length ? html`<p>${t('desk.packing.left', { tickets: left.map(({ ticket }) => ticket).join('、') })}</p>` : nothing}`;
}
