import { keep, recall } from './store.js';

/**
 * The page as the hub has rendered it, which works without this script: what stands in it, and how it is taken over so that
 * nothing of what she has begun to write there is lost.
 */

const FIELDS = ['text', 'department', 'name', 'village', 'phone'];
/** A touch of a button takes the focus first and the button then. */
const AFTER_LEAVING_MILLIS = 500;

/**
 * What is known when the page opens: {fair, seq, mineSeq, mine, published, isOfNow}. What the hub has just rendered is of now; of a
 * page for everybody, which the phone had kept, what was known here when it was open last.
 */
export function knownState(code) {
  const element = document.getElementById('state');
  const rendered = element ? JSON.parse(element.textContent) : {};
  if (rendered.seq !== undefined) return Object.assign({ isOfNow: true }, rendered);
  const kept = recall(placeOf(code), null);
  return Object.assign({ mine: [], published: [], seq: null, mineSeq: 0 }, rendered, kept, { isOfNow: false });
}

/** Keeps what is known for when the page opens without the hub. */
export function keepState(code, state) {
  keep(placeOf(code), state);
}

function placeOf(code) {
  return `page.${code}`;
}

/**
 * Runs when nobody is in the middle of writing: never while an input method is composing, which would end what it composes.
 * Until then the page goes on without this script.
 */
export function whenNobodyWrites(run) {
  const { activeElement } = document;
  if (!activeElement || !/^(TEXTAREA|INPUT)$/.test(activeElement.tagName) || activeElement.type === 'checkbox') return run();
  let timer = 0;
  const end = () => {
    clearTimeout(timer);
    document.removeEventListener('input', written);
    document.removeEventListener('compositionend', end);
    document.removeEventListener('focusout', left);
    run();
  };
  const written = (event) => {
    if (!event.isComposing) setTimeout(end);
  };
  const left = () => {
    timer = setTimeout(end, AFTER_LEAVING_MILLIS);
  };
  document.addEventListener('input', written);
  document.addEventListener('compositionend', end);
  document.addEventListener('focusout', left);
}

/** What stands in the form that the hub rendered: {text, department, name, village, phone, isPrivate}; only what she has filled in. */
export function writtenSoFar() {
  const written = {};
  FIELDS.forEach((name) => {
    const field = document.getElementById(name);
    if (field && field.value) written[name] = field.value;
  });
  const box = document.querySelector('#ask input[type="checkbox"]');
  if (box && box.checked) written.isPrivate = true;
  return written;
}

/** Takes away what the hub rendered and has the page drawn in its place; where she was in it, she is again. */
export function replaceRendered(page, draw) {
  const { id, selectionStart, selectionEnd } = document.activeElement || {};
  const wasOpen = Boolean(page.querySelector('details.more[open]'));
  const height = scrollY;
  page.textContent = '';
  draw();
  const more = page.querySelector('details.more');
  if (more && wasOpen) more.open = true;
  const field = id && FIELDS.includes(id) && document.getElementById(id);
  if (field) {
    field.focus();
    if (selectionStart !== undefined && selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
  }
  scrollTo(0, height);
}
