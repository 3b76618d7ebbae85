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
  const isSaid = asked.some(({ solved: said }) => said && said.yes + said.no);
  if (!asked.length) return html`<p class="empty">${t('board.noneYet')}</p>`;
  return html`<table class="departments">
    <thead><tr>
      <th scope="col">${t('board.department')}</th>
      <th scope="col">${t('board.waiting')}</th>
      <th scope="col">${t('board.claimed')}</th>
      <th scope="col">${t('board.answered')}</th>
      <th scope="col">${t('board.median')}</th>
      ${isSaid ? html`<th scope="col">${t('board.solvedRate')}</th>` : nothing}
    </tr></thead>
    <tbody>${repeat(asked, (row) => row.code, (row) => html`
      <tr data-test="department-row" data-code=${row.code}>
        <th scope="row">${row.name}</th>
        <td data-test="waiting" class=${row.waiting ? 'some' : ''}>${row.waiting}</td>
        <td data-test="claimed">${row.claimed}</td>
        <td data-test="answered">${row.answered}</td>
        <td data-test="median">${duration(row.medianWaitSeconds)}</td>
        ${isSaid ? html`<td data-test="solved-share">${row.solved.yes + row.solved.no ? `${percent(row.solved)}%` : ''}</td>` : nothing}
      </tr>`)}</tbody>
  </table>`;
}

/** The share of those who said some weeks later that it is solved; nothing where nobody has said anything. */
export function solved({ solved: said }) {
  const n = said ? said.yes + said.no : 0;
  return n ? html`<p class="help" data-test="solved-rate">${t('board.solved', { rate: percent(said), n })}</p>` : nothing;
}

function percent({ yes, no }) {
  return Math.round((yes * 100) / (yes + no));
}

/** Who is connected. */
export function online(count) {
  return count ? html`<p class="help">${t('board.online', count)}</p>` : nothing;
}
