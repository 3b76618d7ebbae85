/** The clips: one sound, and where in it each word stands. */
const SOUND = '/sounds/calls.mp3';
const PLACES = '/sounds/calls.json';
const DIGITS = '零一二三四五六七八九';
const TIMES = 2;
const PAUSE_MILLIS = 600;

/** The words of a call for which there are clips, in their order. @param {Set<string>} known words that have one */
export function wordsOf({ ticket, booth }, known) {
  const [name, number = ''] = ticket.split('-');
  const place = /\d{1,3}/.exec(booth);
  return ['请', name, ...digits(number), '号', '到', ...(place ? [...count(Number(place[0])), '号展位'] : ['展位'])]
    .filter((word) => known.has(word));
}

function digits(text) {
  return [...text].map((digit) => DIGITS[digit]).filter(Boolean);
}

/** As one says it: 十二, 三十五; from a hundred on digit by digit. */
function count(n) {
  if (n > 99) return digits(String(n));
  const tens = Math.floor(n / 10);
  return [tens > 1 ? DIGITS[tens] : '', tens ? '十' : '', n % 10 || !tens ? DIGITS[n % 10] : ''].filter(Boolean);
}

/**
 * Speaks calls aloud, one after the other and each twice, without a network: with a Chinese voice of this computer's own, or
 * else with clips that are joined. A browser lets no page speak before somebody has touched it.
 */
export class Speaker {
  /** @param {{changed: () => void, spoken: (call) => void, sentence: (call) => string}} on */
  constructor(on) {
    this._on = on;
    this._calls = [];
    this._isSpeaking = false;
    this._clips = null;
    this.isOn = false;
  }

  /** Where the browser lets it speak without a touch, it does. */
  async begin() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (!Context) return;
    this._context = this._context || new Context();
    this._context.onstatechange = () => this._look();
    this._look();
  }

  _look() {
    this.isOn = this._context.state === 'running';
    this._on.changed();
  }

  /** At a touch. */
  async turnOn() {
    await this.begin();
    if (this._context) await this._context.resume();
    if (this._context) this._look();
  }

  /** @param isStill call → whether she is still called when its turn has come */
  say(call, isStill) {
    if (!this.isOn) return;
    this._calls.push({ call, isStill });
    this._next();
  }

  async _next() {
    if (this._isSpeaking) return;
    this._isSpeaking = true;
    let one;
    while ((one = this._calls.shift())) {
      if (!one.isStill(one.call)) continue;
      try {
        await this._speak(one.call);
        this._on.spoken(one.call);
      } catch (ignored) {
        // it stands on the wall
      }
    }
    this._isSpeaking = false;
  }

  async _speak(call) {
    const voice = ownVoice();
    for (let i = 0; i < TIMES; i += 1) {
      await (voice ? sayWith(voice, this._on.sentence(call)) : this._play(call));
      await pause(PAUSE_MILLIS);
    }
  }

  async _play(call) {
    const { sound, places } = await this._read();
    let at = this._context.currentTime + 0.05;
    const ends = wordsOf(call, new Set(Object.keys(places))).map((word) => new Promise((resolve) => {
      const [from, to] = places[word];
      const source = this._context.createBufferSource();
      source.buffer = sound;
      source.connect(this._context.destination);
      source.onended = resolve;
      source.start(at, from, to - from);
      at += to - from;
    }));
    await Promise.all(ends);
  }

  _read() {
    this._clips = this._clips || Promise.all([
      fetch(SOUND).then((answer) => answer.arrayBuffer()).then((bytes) => this._context.decodeAudioData(bytes)),
      fetch(PLACES).then((answer) => answer.json()),
    ]).then(([sound, places]) => ({ sound, places })).catch((problem) => {
      this._clips = null;
      throw problem;
    });
    return this._clips;
  }
}

function ownVoice() {
  const all = window.speechSynthesis ? window.speechSynthesis.getVoices() : [];
  return all.find(({ localService, lang }) => localService && /^zh/i.test(lang));
}

function sayWith(voice, words) {
  return new Promise((resolve, reject) => {
    const said = new SpeechSynthesisUtterance(words);
    Object.assign(said, { voice, lang: voice.lang, rate: 0.85, onend: resolve, onerror: reject });
    window.speechSynthesis.speak(said);
  });
}

function pause(millis) {
  return new Promise((resolve) => { setTimeout(resolve, millis); });
}
