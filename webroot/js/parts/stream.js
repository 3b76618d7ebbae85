import { html, repeat } from '../lib/html.js';
import { clock, t } from '../lib/text.js';

/**
 * What happens, the newest on top.
 *
 * @param items [{seq, at, kind, question}]
 */
export function stream(items, nameOf) {
  return html`<ol class="stream" aria-live="polite">
    ${repeat(items, (item) => item.key, ({ at, kind, question }) => html`
      <li data-test="stream-item" data-kind=${kind} data-id=${question.id}>
        <span class="stream-head"><time>${clock(at)}</time> <strong>${question.ticket}</strong>
          <span class="kind">${t(`entry.${kind}`, { department: nameOf(question.department) })}</span></span>
        <span class="typed stream-text" dir="auto">${words(kind, question)}</span>
      </li>`)}
  </ol>`;
}

const HIDDEN = { held: 'board.heldText', withdrawn: 'board.withdrawnText' };

/** Whether the words of a question are not to be seen on the screen, whatever has happened to it. */
export function isHidden(question) {
  return question.state in HIDDEN;
}

/** Everybody in the tent reads along: what is private is counted here, and read at its desk only. */
function words(kind, question) {
  if (isHidden(question)) return t(HIDDEN[question.state]);
  if (!question.public) return t('board.privateText');
  return kind === 'answered' && question.answer ? question.answer.text : question.text;
}
