import { html, liveValue, nothing } from '../lib/html.js';
import { isOfInputMethod } from '../lib/keys.js';
import { t } from '../lib/text.js';

const TABS = ['queue', 'working', 'answered', 'follow-up'];

/** Where she looks for a question. @param lists {words, isSearching} @param on {lookFor(words), leaveSearch()} */
export function searchField(lists, on) {
  const keys = (event) => {
    if (event.key === 'Escape' && !isOfInputMethod(event)) on.leaveSearch();
  };
  return html`<form class="search" role="search" @submit=${(event) => event.preventDefault()}>
    <input type="search" id="search" maxlength="100" autocomplete="off" dir="auto" data-test="search" aria-label=${t('desk.search')}
      placeholder=${t('desk.searchExample')} .value=${liveValue(lists.words)} @keydown=${keys}
      @input=${(event) => on.lookFor(event.target.value)}>
    ${lists.isSearching ? html`<button type="button" class="quiet" data-test="search-leave" @click=${on.leaveSearch}>
      ${t('desk.searchLeave')}</button>` : nothing}
  </form>`;
}

/** @param lists {tab, isSearching} @param counts tab → how many, or null @param on {open(tab)} */
export function tabs(lists, counts, on) {
  return html`<div class="tabs" role="group" aria-label=${t('desk.list')}>${TABS.map((tab) => html`
    <button type="button" data-test="tab" data-id=${`tab-${tab}`} aria-pressed=${!lists.isSearching && lists.tab === tab ? 'true' : 'false'}
      @click=${() => on.open(tab)}>${t(`desk.tab.${tab}`)}${counts[tab] === null ? nothing : html`<span class="count">${counts[tab]}</span>`}
    </button>`)}</div>`;
}

/** Of what is answered, what its asker has not seen alone. @param on {showUnseen(yes)} */
export function unseenOnly(lists, { unseen }, on) {
  if (lists.isSearching || lists.tab !== 'answered') return nothing;
  return html`<button type="button" data-test="unseen-only" aria-pressed=${lists.onlyUnseen ? 'true' : 'false'}
    @click=${() => on.showUnseen(!lists.onlyUnseen)}>${t('desk.unseenOnly')}${unseen === null ? nothing : html` <span class="count">${unseen}</span>`}</button>`;
}

/** Which of what is promised: hers, what is over, or all. @param lists {tab, isSearching, follow, promised} @param on {showPromised(which)} */
export function promisedFilter(lists, on) {
  const { promised } = lists;
  if (lists.isSearching || lists.tab !== 'follow-up' || !promised) return nothing;
  return html`<div class="promised" role="group" aria-label=${t('desk.follow.label')}>${Object.keys(promised).map((which) => html`
    <button type="button" data-test="promised" data-id=${`promised-${which}`} data-some=${which === 'overdue' && promised[which] ? 'yes' : 'no'}
      aria-pressed=${lists.follow === which ? 'true' : 'false'} @click=${() => on.showPromised(which)}>
      ${t(`desk.follow.${which}`)}<span class="count">${promised[which]}</span></button>`)}</div>`;
}

/** What is said where nothing is shown. */
export function emptyWords({ isSearching, isUnseen, tab }) {
  return t(isSearching ? 'desk.foundNone' : `desk.none.${isUnseen ? 'unseen' : tab}`);
}
