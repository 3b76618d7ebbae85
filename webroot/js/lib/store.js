/** localStorage that never throws: a phone may forbid it or be full, and the page must go on. */

/** @returns {any} what was kept, or the given value where there is none */
export function recall(key, otherwise) {
  try {
    const value = localStorage.getItem(`huiwen.${key}`);
    return value === null ? otherwise : JSON.parse(value);
  } catch {
    return otherwise;
  }
}

/** Keeps a value. @returns {boolean} whether it will outlive the page */
export function keep(key, value) {
  try {
    localStorage.setItem(`huiwen.${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(`huiwen.${key}`);
  } catch {
    // it was not kept either
  }
}
