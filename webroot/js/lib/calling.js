import { sound } from './sound.js';
import { keep, recall } from './store.js';
import { t } from './text.js';

const VIBRATES_MILLIS = [200, 100, 200];
const KEPT = 'sound';
const MOST_WORDS = 60;

/**
 * What calls a volunteer who looks elsewhere: the title says how many wait; where an empty queue gets its first question, or an urgent one
 * comes, there is a sound, the device trembles, and the system shows a notice where she has allowed it. A browser lets a page sound
 * and tremble only after somebody has touched it.
 */
export class Calling {
  constructor(changed) {
    this._changed = changed;
    this._title = document.title;
    this._audio = null;
    this._isTouched = false;
    /** Numbers of what waited, or was hers, when it was looked at last; null = she has just come. */
    this._waited = null;
    this._hers = new Set();
    this._urgent = new Set();
    this.isOn = recall(KEPT, true);
    const touched = () => {
      ['pointerdown', 'touchend', 'keydown'].forEach((kind) => removeEventListener(kind, touched, true));
      this._isTouched = true;
      this._allowSound();
    };
    ['pointerdown', 'touchend', 'keydown'].forEach((kind) => addEventListener(kind, touched, true));
  }

  _allowSound() {
    const Audio = window.AudioContext || window.webkitAudioContext;
    if (Audio && !this._audio) this._audio = new Audio();
  }

  /** Whether she can be asked for the system's notices: in a secure context alone, and only until she has said yes or no. */
  get canAsk() {
    return Boolean(window.isSecureContext && window.Notification) && Notification.permission === 'default';
  }

  /** By a touch of hers alone. */
  ask() {
    const asked = Notification.requestPermission(() => this._changed()); // an old browser answers so
    if (asked && asked.then) asked.then(() => this._changed(), () => this._changed());
  }

  toggle() {
    this.isOn = !this.isOn;
    keep(KEPT, this.isOn);
    this._allowSound();
    if (this.isOn) this._sound();
    this._changed();
  }

  /**
   * Looks at what there is now.
   *
   * @param waiting questions in their order @param count how many wait, those that the page was not told of included
   * @param inHand those that she holds
   */
  look(waiting, count, inHand) {
    const title = count ? `(${count}) ${this._title}` : this._title;
    if (document.title !== title) document.title = title;
    const urgent = waiting.filter((question) => question.urgent);
    const came = urgent.filter(({ id }) => !this._urgent.has(id) && !this._hers.has(id))[0]
      || (this._waited === 0 ? waiting.filter(({ id }) => !this._hers.has(id))[0] : null);
    if (came && this._waited !== null) this._call(came);
    this._waited = count;
    this._hers = new Set(inHand.map(({ id }) => id));
    this._urgent = new Set([...urgent, ...inHand].map(({ id }) => id));
  }

  /** She has gone, or come to another desk. */
  forget() {
    this._waited = null;
    document.title = this._title;
  }

  _call(question) {
    if (this.isOn) this._sound();
    if (this._isTouched && navigator.vibrate) navigator.vibrate(VIBRATES_MILLIS);
    if (document.hidden) this._notify(question);
  }

  _sound() {
    try {
      if (this._audio) sound(this._audio);
    } catch (ignored) {
      // the title says it as well
    }
  }

  /** Others may see her screen: of what is private no word is on it. */
  _notify({ ticket, text, urgent, public: isPublic }) {
    if (!window.isSecureContext || !window.Notification || Notification.permission !== 'granted') return;
    try {
      const notice = new Notification(t(urgent ? 'desk.call.urgent' : 'desk.call.first'),
        { body: isPublic ? `${ticket} ${text.slice(0, MOST_WORDS)}` : ticket, tag: KEPT, icon: '/icon.svg' });
      notice.onclick = () => window.focus();
    } catch (ignored) {
      // Android lets only a service worker show one
    }
  }
}
