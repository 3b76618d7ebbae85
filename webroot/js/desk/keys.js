import { isOfInputMethod } from '../lib/keys.js';

const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
/** What is done about the question in front of her: key → what its form is called; claiming has none. */
const ACTS = { c: '', a: 'answer', b: 'ask-back', t: 'transfer', n: 'note', p: 'call' };
/** Whether who was called has come. */
const ARRIVALS = { y: true, u: false };
/** As an input method types them, too. */
const SEARCH = ['/', '／'];
const HELP = ['?', '？'];
const UNDO = 'z';
/** Which of the suggested answers is put into the field. */
const SUGGESTED = [['1', '１'], ['2', '２'], ['3', '３']];

/**
 * The desk by keys alone: some choose, some act, and what is typed into a field is nobody's but the field's.
 *
 * @param on {step(by), take(), act(mode), inPerson(), arrived(came), walkUp(), search(), help(), insert(n), undo()}; each says whether
 *     the key was its
 */
export function listenForKeys(on) {
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, textarea, select, dialog');
    if (isTyping || isOfInputMethod(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (means(event, on)) event.preventDefault();
  });
}

function means(event, on) {
  const { key, target } = event;
  if (SEARCH.includes(key)) return on.search();
  if (HELP.includes(key)) return on.help();
  if (STEPS[key]) return on.step(STEPS[key]);
  if (ACTS[key] !== undefined && !event.repeat) return on.act(ACTS[key]);
  if (key === 'd' && !event.repeat) return on.inPerson();
  if (key === 'w') return on.walkUp();
  if (ARRIVALS[key] !== undefined && !event.repeat) return on.arrived(ARRIVALS[key]);
  if (key === UNDO && !event.repeat) return on.undo();
  const suggested = SUGGESTED.findIndex((keys) => keys.includes(key));
  if (suggested >= 0 && !event.repeat) return on.insert(suggested);
  return key === 'Enter' && !target.closest('button:not(.row), summary, a') && on.take();
}
