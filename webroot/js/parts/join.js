import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * Where a volunteer comes in.
 *
 * @param form {name, invite, invited, isOrganizers, busy, problem}; invited = the invite came with the address;
 *     isOrganizers = who comes in here is an organizer no more
 * @param on {change(field, value), join(), stay()}
 */
export function join(form, on) {
  const submit = (event) => {
    event.preventDefault();
    on.join();
  };
  return html`<main class="door">
    <form class="card" @submit=${submit} novalidate>
      <h1>${t('desk.joinTitle')}</h1>
      ${form.isOrganizers ? html`<p class="caution" role="alert" data-test="replaces">${t('desk.replaces')}</p>` : nothing}
      <p>${form.invited ? t('desk.joinLead') : t('desk.noInvite')}</p>
      ${form.invited ? nothing : html`
        <label for="invite">${t('desk.invite')}</label>
        <input id="invite" autocomplete="off" .value=${form.invite} data-test="join-invite"
          @input=${(event) => on.change('invite', event.target.value)}>`}
      <label for="name">${t('desk.name')}</label>
      <input id="name" maxlength="40" autocomplete="name" .value=${form.name} data-test="join-name"
        @input=${(event) => on.change('name', event.target.value)}>
      ${form.problem ? html`<p class="problem" role="alert">${form.problem}</p>` : nothing}
      <button class="primary wide" data-test="join" ?disabled=${form.busy}>
        ${t(form.isOrganizers ? 'desk.joinReplacing' : 'desk.join')}</button>
      ${form.isOrganizers ? html`<button type="button" class="wide" data-test="stay" @click=${on.stay}>
        ${t('desk.stay')}</button>` : nothing}
    </form>
  </main>`;
}
