import { html, nothing, repeat } from '../lib/html.js';
import { duration, t } from '../lib/text.js';

const TOTALS = ['asked', 'waiting', 'claimed', 'askedBack', 'answered'];

/** The big numbers. */
export function totals(total) {
  return html`<dl class="totals">${TOTALS.map((name) => html`
    <div data-name=${name}><dt>${t(`board.${name}`)}</dt><dd data-test="total-${name}">${total[name]}</dd></div>`)}
  </dl>`;
}

/** A row a department that has been asked anything, those where most wait first. */
export function departments(rows) {
  const asked = rows.filter((row) => row.asked > 0)
    .sort((one, other) => other.waiting - one.waiting || other.asked - one.asked);
  if (!asked.length) return html`<p class="empty">${t('board.noneYet')}</p>`;
  return html`<table class="departments">
    <thead><tr>
      <th scope="col">${t('board.department')}</th>
      <th scope="col">${t('board.waiting')}</th>
      <th scope="col">${t('board.claimed')}</th>
      <th scope="col">${t('board.answered')}</th>
      <th scope="col">${t('board.median')}</th>
    </tr></thead>
    <tbody>${repeat(asked, (row) => row.code, (row) => html`
      <tr data-test="department-row" data-code=${row.code}>
        <th scope="row">${row.name}</th>
        <td data-test="waiting" class=${row.waiting ? 'some' : ''}>${row.waiting}</td>
        <td data-test="claimed">${row.claimed}</td>
        <td data-test="answered">${row.answered}</td>
        <td data-test="median">${duration(row.medianWaitSeconds)}</td>
      </tr>`)}</tbody>
  </table>`;
}

/** Who is connected. */
export function online(count) {
  return count ? html`<p class="help">${t('board.online', count)}</p>` : nothing;
}
