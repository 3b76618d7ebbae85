import { Problem } from './api.js';
import { later } from './later.js';
import { t } from './text.js';

/**
 * Pictures and sounds that somebody sends along. Recording, making smaller, keeping and sending them is a script of its own
 * (js/attach.js), which comes when somebody touches one: most who ask write.
 *
 * A place is where they are chosen: {about, list, change(list), say(words), hertz?, fileHelp?}; list = [{id, type, bytes}].
 */

/** In a village's plain http a page may not listen: there the phone's own recorder does. */
export const canRecord = Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);

/** The other script, where it has come. */
const here = () => window.huiwen && window.huiwen.attach;

/** Does something with the other script; where it does not come, that is said. @param run (script) → Promise */
export function withTheRest(place, run) {
  return later('attach').then(run).catch(() => place.say(t('problem.network')));
}

/** What is chosen is shown in its place, as often as the page was drawn. */
export function drawChosen(places) {
  const filled = places.filter(({ list }) => list.length);
  if (filled.length || here()) later('attach').then((rest) => places.forEach((place) => rest.draw(place))).catch(() => {});
}

export function isRecording() {
  return Boolean(here()) && here().isRecording();
}

/** They were sent, or are not wanted. @param list may be left out */
export function forgetChosen(list) {
  if (list && list.length) later('attach').then((rest) => rest.forget(list)).catch(() => {}); // what is left is dropped after some days
}

/** Sends them, each once, and brings their numbers. @param item of an outbox: {key, attached, fair} */
export function sendChosen(item) {
  return later('attach').catch(() => {
    throw new Problem(0);
  }).then((rest) => rest.send(item));
}
