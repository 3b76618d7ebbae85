/** The one place that knows the rendering library. What a person typed goes in as text, never as markup. */
import { html as litHtml, nothing as litNothing, render as litRender } from '/lib/lit-html/lit-html.js';
import { keyed as litKeyed } from '/lib/lit-html/directives/keyed.js';
import { live as litLive } from '/lib/lit-html/directives/live.js';
import { repeat as litRepeat } from '/lib/lit-html/directives/repeat.js';

export const html = litHtml;
export const nothing = litNothing;
export const render = litRender;
export const keyed = litKeyed;
export const liveValue = litLive;
export const repeat = litRepeat;

/** A page that is not looked at has no frames; what it says is to be right all the same when it is. */
const WITHOUT_FRAMES_MILLIS = 250;

/**
 * Runs a page's rendering at most once an animation frame, however often its state changes in between.
 * @param {() => void} draw
 * @returns {() => void} to be called after each change
 */
export function drawnOncePerFrame(draw) {
  let frame = 0;
  let timer = 0;
  const drawNow = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = 0;
    draw();
  };
  return () => {
    if (frame) return;
    frame = requestAnimationFrame(drawNow);
    timer = setTimeout(drawNow, WITHOUT_FRAMES_MILLIS);
  };
}
