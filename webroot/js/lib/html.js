/** The one place that knows the rendering library. What a person typed goes in as text, never as markup. */
export { html, render, nothing } from '/lib/lit-html/lit-html.js';
export { repeat } from '/lib/lit-html/directives/repeat.js';
export { keyed } from '/lib/lit-html/directives/keyed.js';
export { live as liveValue } from '/lib/lit-html/directives/live.js';

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
