/** localStorage that never throws: a phone may forbid it or be full, and the page must go on. */
const OURS = 'huiwen.';

/** @returns {any} what was kept, or the given value where there is none */
export function recall(key, otherwise) {
  try {
    const value = localStorage.getItem(OURS + key);
    return value === null ? otherwise : JSON.parse(value);
  } catch (ignored) {
    return otherwise;
  }
}

/** Keeps a value. @returns {boolean} whether it will outlive the page */
export function keep(key, value) {
  try {
    localStorage.setItem(OURS + key, JSON.stringify(value));
    return true;
  } catch (ignored) {
    return false;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(OURS + key);
  } catch (ignored) {
    // it was not kept either
  }
}

/** @returns {string[]} the keys that begin so */
export function keysUnder(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(OURS + beginning)).map((key) => key.slice(OURS.length));
  } catch (ignored) {
    return [];
  }
}

/** Forgets all that was kept under keys that begin so. */
export function forgetUnder(...beginnings) {
  beginnings.forEach((beginning) => keysUnder(beginning).forEach(forget));
}

/** Runs where another tab of this browser has changed what is kept under such a key. @returns {() => void} ends it */
export function onChangeElsewhere(beginning, run) {
  const listener = ({ key }) => {
    if (key === null || key.startsWith(OURS + beginning)) run();
  };
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}
