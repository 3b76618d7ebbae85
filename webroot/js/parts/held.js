import { html, nothing, repeat } from '../lib/html.js';
import { clock, t } from '../lib/text.js';
import { dialog } from './dialog.js';

/** How the organizer hears that something waits for her; nothing where nothing does. @param on {open()} */
export function heldButton(n, on) {
  return n ? html`<button type="button" class="held-open" data-test="held-open" @click=${on.open}>
    ${t('held.open', { n })}</button>` : nothing;
}

/**
 * What waits for the organizer's word, with why it does.
 *
 * @param held {isOpen, list, busy, problem}
 * @param on {close(), approve(question), turnDown(question, text), keepPrivate(question), drop(question, text)}
 */
export function heldDialog(held, nameOf, on) {
  return dialog({
    name: 'held',
    title: t('held.title'),
    lead: t('held.privacy'),
    content: held.isOpen ? html`
      ${held.problem ? html`<p class="problem" role="alert">${held.problem}</p>` : nothing}
      ${held.list ? list(held, nameOf, on) : nothing}` : nothing,
    on,
  });
}

function list(held, nameOf, on) {
  if (!held.list.length) return html`<p class="empty">${t('held.none')}</p>`;
  return html`<ul class="held-list">${repeat(held.list, ({ id }) => id, (question) =>
    item(question, held.busy === question.id, nameOf, on))}</ul>`;
}

function item(question, busy, nameOf, on) {
  const who = [question.village, question.hasName ? t('held.hasName') : '', question.hasPhone ? t('held.hasPhone') : '']
    .filter(Boolean);
  return html`<li data-test="held" data-id=${question.id}>
    <p class="held-head"><strong>${question.ticket}</strong>
      <span class="help">${nameOf(question.department)} · ${clock(question.createdAt)}</span>
      ${question.public ? nothing : html`<span class="badge" data-tone="plain">${t('held.private')}</span>`}</p>
    ${question.withheld ? nothing : concernsOf(question)}
    <p class="typed" dir="auto">${question.text}</p>
    ${question.withheld ? answerOf(question) : nothing}
    ${who.length ? html`<p class="help held-who">${who.map((part) => html`<bdi>${part}</bdi>`)}</p>` : nothing}
    <div class="actions"><button type="button" class="primary" data-test="approve" ?disabled=${busy}
      @click=${() => on.approve(question)}>${t(question.withheld ? 'held.show' : 'held.approve')}</button>
    ${question.withheld ? html`<button type="button" data-test="keep-private" ?disabled=${busy}
      @click=${() => on.keepPrivate(question)}>${t('held.keepPrivate')}</button>` : nothing}</div>
    ${question.withheld ? nothing : turnDown(question, busy, on)}
  </li>`;
}

function concernsOf({ concerns }) {
  return concerns && concerns.length ? html`<ul class="concerns">${concerns.map((concern) => html`
    <li class="badge" data-tone="warn" data-test="concern">${concern}</li>`)}</ul>` : nothing;
}

/** What its asker has read, and others have not yet. */
function answerOf({ answer }) {
  return html`${concernsOf(answer)}
    <div class="withheld"><p class="help">${t('held.answered')} · <bdi>${answer.by || ''}</bdi></p>
      <p class="typed" dir="auto" data-test="withheld-answer">${answer.text}</p></div>`;
}

function turnDown(question, busy, on) {
  const submit = (event) => {
    event.preventDefault();
    const text = event.target.elements.word.value.trim();
    if (text) on.turnDown(question, text);
  };
  // its own click: an old engine (Chrome 80, Safari 15.3) does not say by which button a form was sent
  const drop = (event) => {
    const { form } = event.currentTarget;
    const text = form.elements.word.value.trim();
    if (text) on.drop(question, text);
    else form.reportValidity();
  };
  return html`<details class="turn-down" data-test="turn-down">
    <summary>${t('held.turnDown')}</summary>
    <form @submit=${submit}>
      <label>${t('held.word')}
        <textarea name="word" rows="2" maxlength="500" dir="auto" required data-test="turn-down-text"
          .defaultValue=${t('held.wordSuggested')}></textarea></label>
      <div class="actions"><button data-test="turn-down-send" ?disabled=${busy}>${t('held.turnDownSend')}</button>
        <button type="button" class="quiet" data-test="drop" ?disabled=${busy} @click=${drop}>
          ${t('held.drop')}</button></div>
    </form>
  </details>`;
}
