/** How large the letters are: one touch makes them larger, and after the largest they are as at first. The hub's pages know it too. */
const SIZES = 4;
const COOKIE = 'hub_type';
const LASTS_SECONDS = 180 * 24 * 3600;

export function typeSize() {
  const found = document.cookie.match(/(?:^|; )hub_type=([1-4])/);
  return found ? Number(found[1]) : 1;
}

/** @returns {number} the size that comes after this one */
export function nextSize(size) {
  return (size % SIZES) + 1;
}

/** Shows the page so, from now on. */
export function setType(size) {
  document.cookie = `${COOKIE}=${size}; path=/; max-age=${LASTS_SECONDS}; samesite=lax`;
  showType();
}

export function showType() {
  document.documentElement.className = `type-${typeSize()}`;
}
