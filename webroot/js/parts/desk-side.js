import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';
import { present } from './colleagues.js';
import { deskFilter } from './desk-filter.js';
import { emptyWords, promisedFilter, searchField, tabs, unseenOnly } from './desk-list.js';
import { queue } from './queue.js';
import { saying as sayingPart } from './saying.js';
import { walkUp } from './walk-up.js';
import { unsent } from './unsent.js';

/**
 * What stands on the left of a desk, on a phone before all else: where to search, which list, and the list itself.
 *
 * @param {Work} work
 * @param isExpert who has no desk, but what was put to her
 * @param slipPath code of a ticket → its slip to print
 * @param codes of the departments whose desks are hers
 * @param {Saying} saying what is said to all who wait @param places where that can be said
 * @param windowOf group of the list → rows that are drawn
 * @param on {choose(question), open(tab), showUnseen(yes), lookFor(words), leaveSearch(), filter(code), takeBack(item), drop(item)}
 */
export function deskSide({ work, isExpert, slipPath, codes, nameOf, saying, places, windowOf, on }) {
  const { desk, department, lists } = work;
  return html`
    ${isExpert ? nothing : searchField(lists, on)}
    ${isExpert ? nothing : deskFilter({ codes, chosen: department, nameOf, waiting: (code) => desk.countWaiting(code), on })}
    ${tabs(lists, lists.counts(department), on)}
    ${unseenOnly(lists, lists.counts(department), on)}
    ${promisedFilter(lists, on)}
    ${present(work.colleagues.present)}
    ${isExpert ? nothing : sayingPart(saying, places, nameOf)}
    ${isExpert ? nothing : walkUp(work.booth.walkUp, codes.map((code) => ({ code, name: nameOf(code) })), slipPath, on)}
    ${unsent(work.unsent, (item) => Boolean(desk.get(item.question)), on)}
    ${queue({
      groups: lists.groups(department),
      empty: emptyWords(lists),
      windowOf,
      chosen: work.chosen,
      pendingOf: (question) => work.pending(question),
      isInOtherHands: (question) => desk.isInOtherHands(question),
      nameOf: codes.length > 1 && !isExpert ? nameOf : () => '',
      now: Date.now(),
      on,
    })}
    <p class="side-foot"><span class="help keys">${t('desk.keys')}</span>
      ${isExpert || codes.every((code) => code === 'triage') ? nothing : html`<button type="button" class="quiet" data-test="packing" @click=${on.pack}>${t('desk.packing')}</button>`}</p>`;
}
