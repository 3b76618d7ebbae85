const PHONE = '(max-width: 800px)';

/** On a phone the list and the question are screens of their own: the way back is a button's, and the browser's own. */
export class Screens {
  /** @param {() => void} drawNow */
  constructor(drawNow) {
    this._drawNow = drawNow;
    this._place = 0;
    /** list or question; where both are seen at once it means nothing. */
    this.shown = 'list';
    if (history.state && history.state.screen) history.replaceState(null, ''); // of this page before it was loaded anew
    window.addEventListener('popstate', ({ state }) => {
      if (state && state.screen === 'question') this._show('question', 0);
      else this._show('list', this._place);
    });
  }

  /** She has chosen a question. */
  open() {
    if (this.shown === 'question' || !matchMedia(PHONE).matches) return;
    this._place = window.pageYOffset;
    history.pushState({ screen: 'question' }, '');
    this._show('question', 0);
  }

  /** To the list, where she left it. */
  back() {
    if (this.shown === 'list') return;
    if (history.state && history.state.screen === 'question') history.back();
    else this._show('list', this._place);
  }

  _show(screen, place) {
    if (this.shown === screen) return;
    this.shown = screen;
    this._drawNow();
    window.scrollTo(0, place);
  }
}
