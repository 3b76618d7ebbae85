import { keep, recall } from './store.js';

/*
 * The 四办 cards of the answers on a page. The hub draws them, in the page or for it; what it has drawn is kept, so that it can be
 * read without a network, and what is ticked stays ticked.
 */

const KEPT = 'cards';
const TICKED = 'cards.ticked';
const MOST_KEPT = 30;
const AGAIN_AFTER_MILLIS = 10000;

/** Which cards, since when → as the hub has drawn them. */
const kept = recall(KEPT, {});
/** Code of an item → its papers that are there. */
const ticked = recall(TICKED, {});
/** What the hub has drawn since the page was opened, or is drawing now. */
const asked = new Set();
/** Element → which cards it shows. */
const shown = new WeakMap();

function nameOf({ dataset }) {
  return `${dataset.items}@${dataset.at}`;
}

function places() {
  return [...document.querySelectorAll('[data-items]')];
}

function look() {
  places().forEach((place) => {
    const name = nameOf(place);
    if (shown.get(place) === name) return;
    if (place.firstElementChild && !shown.has(place)) take(name, place.innerHTML);
    else if (kept[name]) place.innerHTML = kept[name];
    else place.textContent = '';
    shown.set(place, name);
    tick(place);
    if (!asked.has(name)) ask(name, place.dataset);
  });
}

/** Keeps what the hub has drawn; of many the newest. */
function take(name, drawn) {
  asked.add(name);
  delete kept[name];
  kept[name] = drawn;
  Object.keys(kept).slice(0, -MOST_KEPT).forEach((old) => delete kept[old]);
  keep(KEPT, kept);
}

async function ask(name, { items, at }) {
  asked.add(name);
  try {
    const response = await fetch(`/cards?codes=${encodeURIComponent(items)}&at=${encodeURIComponent(at)}`, { credentials: 'same-origin' });
    if (response.status === 404) return;
    if (!response.ok) throw new Error(String(response.status));
    const drawn = await response.text();
    if (drawn === kept[name]) return;
    take(name, drawn);
    places().filter((place) => nameOf(place) === name).forEach((place) => {
      shown.delete(place);
      place.textContent = '';
    });
    look();
  } catch (ignored) {
    setTimeout(() => ask(name, { items, at }), AGAIN_AFTER_MILLIS);
  }
}

function tick(place) {
  place.querySelectorAll('[data-item]').forEach((card) => {
    const papers = ticked[card.dataset.item] || [];
    card.querySelectorAll('input').forEach((box) => {
      box.checked = papers.includes(box.value);
    });
  });
}

function keepTicks({ target }) {
  const card = target.closest('[data-item]');
  if (!card) return;
  const papers = [...card.querySelectorAll('input')].filter((box) => box.checked).map((box) => box.value);
  delete ticked[card.dataset.item];
  if (papers.length) ticked[card.dataset.item] = papers;
  keep(TICKED, ticked);
}

/** Puts the cards where an answer has room for them, now and whenever the page is drawn. */
export function watchItems() {
  document.addEventListener('change', keepTicks);
  look();
  new MutationObserver(look).observe(document.getElementById('page'), {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-items', 'data-at'],
  });
}
