import { Touch } from '../lib/idle.js';

const EVERY_MILLIS = 60000;
const TOUCHED_WITHIN_MILLIS = 5 * 60000;

/**
 * Keeps the claim of the question that is shown, as long as somebody is at it: the hub takes a claim back after ten
 * minutes without a word.
 *
 * @param {() => string|null} held number of the question that she holds and the page shows
 * @param {(ids: string[]) => void} beat
 */
export function keepHolding(held, beat) {
  const touch = new Touch();
  const tell = () => {
    const id = touch.isInUse(TOUCHED_WITHIN_MILLIS) && held();
    if (id) beat([id]);
  };
  setInterval(tell, EVERY_MILLIS);
  document.addEventListener('visibilitychange', tell);
}
