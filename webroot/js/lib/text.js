import chinese from '/text/zh-Hans.json';

/** The catalogues that there are; another language is one more line here and its file. */
const catalogues = { 'zh-Hans': chinese };
const fallback = 'zh-Hans';

function chosen() {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, ...(navigator.languages || [])].filter(Boolean);
  return wanted.find((language) => catalogues[language]) || fallback;
}

/** The language of the page: a BCP 47 tag. */
export const language = chosen();
const words = catalogues[language];

/** The text of this key with its {arguments} filled in; the key itself where no catalogue has it. */
export function t(key, args = {}) {
  const text = words[key] || catalogues[fallback][key] || key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

/** How long, in words that need no reckoning. @param {number|null} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return t('time.none');
  if (seconds < 60) return t('time.seconds', { n: Math.round(seconds) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('time.minutes', { n: minutes });
  return t('time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** The one legal time of China, whatever the phone's clock is set to; the hub's pages show the same. */
const timeZone = 'Asia/Shanghai';

/** The hour and minute of an ISO time, as the clock on the wall shows it. */
export function clock(iso) {
  return new Date(iso).toLocaleTimeString(language, { timeZone, hour: '2-digit', minute: '2-digit', hour12: false });
}

/** The day of an ISO time. */
export function day(iso) {
  return new Date(iso).toLocaleDateString(language, { timeZone, month: 'long', day: 'numeric' });
}

/** Day and minute of an ISO time. */
export function moment(iso) {
  return `${day(iso)} ${clock(iso)}`;
}
