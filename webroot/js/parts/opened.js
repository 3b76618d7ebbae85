import { html, nothing } from '../lib/html.js';
import { isPublished } from '../lib/happenings.js';
import { clock, t } from '../lib/text.js';
import { dialog } from './dialog.js';

/**
 * The question that an organizer has opened.
 *
 * @param opened {isOpen, question, isBusy, problem}
 * @param on {close(), takeBack(reason), release()}
 */
export function openedDialog(opened, nameOf, on) {
  return dialog({
    name: 'opened',
    title: opened.question ? opened.question.ticket : t('board.question'),
    lead: t('board.seen'),
    content: opened.isOpen ? html`
      ${opened.problem ? html`<p class="problem" role="alert">${opened.problem}</p>` : nothing}
      ${opened.question ? content(opened.question, opened.isBusy, nameOf, on) : nothing}` : nothing,
    on,
  });
}

function content(question, isBusy, nameOf, on) {
  const later = (question.messages || []).filter(({ kind }) => kind !== 'question');
  return html`<article class="opened-question" data-test="opened" data-id=${question.id} data-state=${question.state}>
    <p class="held-head">
      ${question.urgent ? html`<span class="badge" data-tone="alarm">${t('question.urgent')}</span>` : nothing}
      <span class="help">${nameOf(question.department)} · ${t(`state.${question.state}`)} · ${clock(question.createdAt)}
        ${question.claimedBy ? html` · <bdi>${question.claimedBy}</bdi>` : nothing}</span></p>
    <p class="typed opened-text" dir="auto">${question.text}</p>
    ${question.village ? html`<p class="help"><bdi>${question.village}</bdi></p>` : nothing}
    <ol class="thread">${later.map((message) => html`<li data-kind=${message.kind}>
      <span class="help"><strong>${t(`kind.${message.kind}`)}</strong> <bdi>${message.by || ''}</bdi> ${clock(message.at)}</span>
      <p class="typed" dir="auto">${message.text}</p></li>`)}</ol>
    ${question.state === 'claimed' ? html`<button type="button" data-test="opened-release" ?disabled=${isBusy}
      @click=${on.release}>${t('board.release')}</button>` : nothing}
    ${isPublished(question) ? takingBack(isBusy, on) : nothing}
  </article>`;
}

function takingBack(isBusy, on) {
  const submit = (event) => {
    event.preventDefault();
    on.takeBack(event.target.elements.reason.value.trim());
  };
  return html`<details class="turn-down" data-test="publication">
    <summary>${t('desk.publication')}</summary>
    <form @submit=${submit}>
      <label>${t('desk.publication.text')}
        <textarea name="reason" rows="2" maxlength="200" dir="auto" data-test="publication-text"></textarea></label>
      <button data-test="publication-send" ?disabled=${isBusy}>${t('desk.publication.send')}</button>
    </form>
  </details>`;
}
