/** The one place that knows the rendering library. What a person typed goes in as text, never as markup. */
export { html, render, nothing } from '/lib/lit-html/lit-html.js';
export { repeat } from '/lib/lit-html/directives/repeat.js';
export { live as liveValue } from '/lib/lit-html/directives/live.js';

/**
 * Runs a page's rendering at most once a frame, however often its state changes in between.
 * @param {() => void} draw
 * @returns {() => void} to be called after each change
 */
export function drawnOncePerFrame(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      draw();
    });
  };
}
