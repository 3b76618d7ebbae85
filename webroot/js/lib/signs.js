const TICK_MILLIS = 3000;
/** A tick that comes so much too late: the machine slept, or the page was frozen. */
const JUMP_MILLIS = 6000;

/**
 * Tells when a connection may have died without a word: somebody looks at the page again, it comes out of the
 * browser's cache, the network is back, or the clock has jumped.
 *
 * @param {{mayBeDead: () => void, offline: () => void}} on
 * @returns {() => void} ends it
 */
export function watchForSigns(on) {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    const jumped = Math.abs(now - last - TICK_MILLIS) > JUMP_MILLIS;
    last = now;
    if (jumped) on.mayBeDead();
  }, TICK_MILLIS);
  const seen = () => {
    if (document.visibilityState !== 'hidden') on.mayBeDead();
  };
  document.addEventListener('visibilitychange', seen);
  addEventListener('pageshow', seen);
  addEventListener('online', on.mayBeDead);
  addEventListener('offline', on.offline);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    removeEventListener('pageshow', seen);
    removeEventListener('online', on.mayBeDead);
    removeEventListener('offline', on.offline);
  };
}
