const LOOKS_EVERY_MILLIS = 5000;

/** Whether and since when somebody touches the page; by the clock, so that a page that slept knows it too. */
export class Touch {
  constructor() {
    this._last = Date.now();
    const touched = () => {
      this._last = Date.now();
    };
    ['pointerdown', 'keydown', 'wheel', 'scroll', 'touchstart'].forEach((name) =>
      addEventListener(name, touched, { capture: true, passive: true }));
  }

  /** How long nobody has touched it. */
  get idleMillis() {
    return Math.abs(Date.now() - this._last);
  }

  /** Whether somebody looks at it and has touched it within this time. */
  isInUse(withinMillis) {
    return document.visibilityState !== 'hidden' && this.idleMillis <= withinMillis;
  }

  /** Runs once each time nobody has touched it for so long. */
  whenIdle(millis, run) {
    let done = false;
    setInterval(() => {
      const idle = this.idleMillis >= millis;
      if (idle && !done) run();
      done = idle;
    }, LOOKS_EVERY_MILLIS);
  }
}
