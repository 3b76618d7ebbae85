/** Rows of a list, of equal height: as the style sheet has it. */
export const ROW_REM = 8.5;
/** So many more are drawn above and below those that are in sight. */
const MORE = 6;
const SCREENFUL = 16;

/** Where a phone shows the question, its list is not there, and says nothing of where it is. */
function isSeen(list) {
  return list.offsetParent !== null;
}

/** Of long lists of rows that are equally high those that are in sight are drawn; the others are empty room. */
export class Windowing {
  /** @param {() => void} changed others are to be drawn */
  constructor(changed) {
    this._changed = changed;
    this._windows = new Map();
    const look = () => this.look();
    document.addEventListener('scroll', look, true); // that of the list, where it scrolls by itself, and of the page
    window.addEventListener('resize', look);
  }

  /** @returns {{first: number, last: number}} the rows of this list that are drawn, the last not included */
  of(name) {
    return this._windows.get(name) || { first: 0, last: SCREENFUL };
  }

  /** Looks which rows are in sight, as the page is now. */
  look() {
    const row = ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
    let isOther = false;
    document.querySelectorAll('[data-window]').forEach((list) => {
      if (!isSeen(list)) return;
      const { top } = list.getBoundingClientRect();
      const first = Math.max(0, Math.floor(-top / row) - MORE);
      const last = Math.max(SCREENFUL, Math.ceil((window.innerHeight - top) / row) + MORE);
      const before = this.of(list.dataset.window);
      if (before.first === first && before.last === last) return;
      this._windows.set(list.dataset.window, { first, last });
      isOther = true;
    });
    if (isOther) this._changed();
  }

  /** Brings a row of this list into sight, which need not be drawn yet. */
  show(name, at) {
    const list = document.querySelector(`[data-window="${name}"]`);
    if (!list || !isSeen(list)) return;
    const row = ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const scroller = list.closest('[data-scroller]');
    const isOwn = getComputedStyle(scroller).overflowY !== 'visible';
    const { top, bottom } = isOwn ? scroller.getBoundingClientRect() : { top: 0, bottom: window.innerHeight };
    const above = list.getBoundingClientRect().top + at * row;
    const by = above < top ? above - top : Math.max(0, above + row - bottom);
    if (by === 0) return;
    if (isOwn) scroller.scrollTop += by;
    else window.scrollBy(0, by);
    this.look();
  }
}
