import words from '/text/zh-Hans.json';

/** The languages that there are, with what each calls itself; the hub has the same, and sends each page with the texts of its own. */
const LANGUAGES = [['zh-Hans', '中文'], ['mn-Mong', 'ᠮᠣᠩᠭᠣᠯ 蒙文'], ['mn-Cyrl', 'Монгол']];
/** The one legal time of China, whatever the phone's clock is set to. */
const AHEAD_OF_UTC_MILLIS = 8 * 3600000;

/** The language of the page: a BCP 47 tag. */
export const language = document.documentElement.lang;

/** The one after it: [tag, name]. */
export function nextLanguage() {
  return LANGUAGES[(LANGUAGES.findIndex(([tag]) => tag === language) + 1) % LANGUAGES.length];
}

/** In which language something is written, told by its script. */
export function langOf(text) {
  const count = (letters) => (text.match(letters) || []).length;
  const [mongolian, cyrillic, chinese] = [/[\u1820-\u18aa\ue234-\ue71d]/g, /[\u0400-\u04ff]/g, /[\u3400-\u9fff]/g].map(count);
  if (mongolian > chinese && mongolian >= cyrillic) return 'mn-Mong';
  return cyrillic > chinese ? 'mn-Cyrl' : 'zh-Hans';
}

/** The text of this key with its {arguments} filled in; the key itself where the catalogue lacks it. */
export function t(key, args = {}) {
  return (words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

/** How long, in words that need no reckoning. @param {number|null} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return t('time.none');
  if (seconds < 60) return t('time.seconds', { n: Math.round(seconds) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return t('time.minutes', { n: minutes });
  return t('time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

function inChina(iso) {
  return new Date(new Date(iso).getTime() + AHEAD_OF_UTC_MILLIS);
}

/** The hour and minute of an ISO time, as the clock on the wall shows it. */
export function clock(iso) {
  return inChina(iso).toISOString().slice(11, 16);
}

/** The day of an ISO time. */
export function day(iso) {
  const time = inChina(iso);
  return t('time.day', { month: time.getUTCMonth() + 1, day: time.getUTCDate() });
}

/** Day and minute of an ISO time. */
export function moment(iso) {
  return `${day(iso)} ${clock(iso)}`;
}
