import { sound } from './sound.js';

const TELLS = ['answered', 'asked-back', 'corrected', 'called'];
const VIBRATES_MILLIS = [200, 100, 200];

/**
 * What has happened to her questions and she may not have seen: told in the title, by a sound and by the phone's trembling, and
 * kept until she has looked. A browser lets a page sound and tremble only after somebody has touched it.
 */
export class News {
  /** @param words kind of an entry → what the title says of it */
  constructor(words, changed) {
    this._words = words;
    this._changed = changed;
    this._title = document.title;
    this._isTouched = false;
    this._audio = null;
    /** The newest first: [{id, ticket, kind}]. */
    this.items = [];
    const touched = () => {
      removeEventListener('pointerdown', touched, true);
      removeEventListener('touchend', touched, true);
      this._isTouched = true;
      this._allowSound();
    };
    addEventListener('pointerdown', touched, true);
    addEventListener('touchend', touched, true);
  }

  _allowSound() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (Audio && !this._audio) this._audio = new Audio();
  }

  /** @param question hers, to which this has happened */
  take({ id, ticket }, kind) {
    if (kind === 'seen') return; // it was shown, which she need not have noticed
    this.items = this.items.filter((item) => item.id !== id);
    if (TELLS.includes(kind)) {
      this._call();
      if (!isInSight(id)) this.items = [{ id, ticket, kind }, ...this.items];
    }
    this._show();
  }

  seen(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this._show();
  }

  _show() {
    const n = this.items.length;
    document.title = n ? `(${n}) ${this._words(this.items[0].kind)}` : this._title;
    this._changed();
  }

  _call() {
    try {
      if (this._isTouched && navigator.vibrate) navigator.vibrate(VIBRATES_MILLIS);
      if (this._audio) sound(this._audio);
    } catch (ignored) {
      // it stands on the page as well
    }
  }
}

function isInSight(id) {
  const card = document.getElementById(`q-${id}`);
  if (!card || document.visibilityState === 'hidden') return false;
  const { top, bottom } = card.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}
