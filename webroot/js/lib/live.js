import { watchForSigns } from './signs.js';

/** The hub's own signs that a connection is alive come every 15 s: after this long it is dead. */
const SILENCE_MILLIS = 40000;
/** A beat is answered at once: after this long nobody is there. */
const ANSWERS_WITHIN_MILLIS = 1500;
const OPENS_WITHIN_MILLIS = 10000;
const JOINS_WITHIN_MILLIS = 20000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 30000;
/** After so many attempts without one that was let in, the page asks by itself instead. */
const POLLS_AFTER_FAILURES = 2;
const POLL_MILLIS = 20000;
const CLOSED = { notSignedIn: 4401, notAllowed: 4403, noSuchFair: 4404, tooMany: 4429 };

/**
 * The one connection of a page. A push is a hint and the journal the truth: after a break it asks for what it
 * has missed, and where that is too much, or the journal is another one, it is given a snapshot. Where no WebSocket
 * can be had, it has the page read every 20 s.
 *
 * Handlers, all optional: snapshot(questions, seq, isAnew, more), entry(frame), beat(frame), tally(frame), poll() (reads by
 * HTTP; a promise), words(all that is said to all who wait), wanted(frame), connection('online'|'connecting'|'polling'|'offline'),
 * refused('not-signed-in'|'not-allowed'|'no-such-fair').
 */
export class Live {
  /**
   * @param {{fair: string, as: string, departments?: string[]}} interest
   * @param {{seq: number, epoch: string}} known up to where the page knows the journal already; left out: not at all
   */
  constructor(interest, handlers, known = { seq: null, epoch: undefined }) {
    this._interest = interest;
    this._state = '';
    this._socket = null;
    this._seq = known.seq;
    this._epoch = known.epoch;
    this._failures = 0;
    this._timers = { retry: 0, silence: 0, poll: 0 };
    this._isPolling = false;
    this._isJoined = false;
    this._toldToWait = null;
    this._words = [];
    this._stopped = false;
    this._on = (name, ...args) => handlers[name] && handlers[name](...args);
    this._canPoll = Boolean(handlers.poll);
    this._unwatch = watchForSigns({
      mayBeDead: () => this._probe(),
      offline: () => this._say('offline'),
    });
    this._connect();
  }

  /** Up to where the page knows the journal; null = not yet. */
  get seq() {
    return this._seq;
  }

  get epoch() {
    return this._epoch;
  }

  stop() {
    this._stopped = true;
    this._unwatch();
    Object.values(this._timers).forEach(clearTimeout);
    if (this._socket) this._socket.close();
  }

  /** @param {string[]} holding numbers of the questions whose claims are renewed */
  beat(holding) {
    this._send({ op: 'beat', holding });
  }

  _say(state) {
    if (this._state === state || this._stopped) return;
    this._state = state;
    this._on('connection', state);
  }

  _sayItIsAway() {
    if (this._state !== 'polling') this._say(navigator.onLine === false ? 'offline' : 'connecting');
  }

  _send(frame) {
    if (this._socket && this._socket.readyState === WebSocket.OPEN) this._socket.send(JSON.stringify(frame));
  }

  /** Asks for a sign of life; where there is no connection, there is no reason to wait for one any longer. */
  _probe() {
    if (this._stopped) return;
    if (!this._socket) {
      this._failures = 0;
      this._connect();
    } else if (this._isJoined) {
      this._send({ op: 'beat' });
      this._listenFor(ANSWERS_WITHIN_MILLIS);
    }
  }

  _connect() {
    clearTimeout(this._timers.retry);
    this._sayItIsAway();
    let socket;
    try {
      socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`);
    } catch (ignored) {
      return this._closed(0);
    }
    this._socket = socket;
    socket.onopen = () => {
      if (socket !== this._socket) return socket.close();
      this._listenFor(JOINS_WITHIN_MILLIS);
      this._send(Object.assign({ op: 'join' }, this._interest, { since: this._seq },
        this._epoch === undefined ? {} : { epoch: this._epoch }));
    };
    socket.onmessage = (event) => {
      if (socket === this._socket) this._take(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this._socket) this._closed(event.code);
    };
    this._listenFor(OPENS_WITHIN_MILLIS);
  }

  /** Without a frame for so long the connection is dead. */
  _listenFor(millis) {
    clearTimeout(this._timers.silence);
    this._timers.silence = setTimeout(() => {
      const dead = this._socket;
      this._closed(0);
      if (dead) dead.close();
    }, millis);
  }

  _take(frame) {
    this._listenFor(SILENCE_MILLIS);
    if (this._state === 'offline') this._say('online');
    switch (frame.op) {
      case 'joined':
        this._joined(frame);
        break;
      case 'entry':
        if (frame.seq > this._seq) {
          this._seq = frame.seq;
          this._on('entry', frame);
        }
        break;
      case 'beat':
        this._beat(frame);
        break;
      case 'tally':
        this._on('tally', frame);
        break;
      case 'word':
        this._takeWords(this._words.filter(({ id }) => id !== frame.id).concat(frame.ended ? [] : frame));
        break;
      case 'wanted':
        this._on('wanted', frame);
        break;
      case 'leaving':
        this._toldToWait = frame.retryAfterMillis;
        break;
      default:
    }
  }

  _takeWords(words) {
    this._words = words;
    this._on('words', words);
  }

  _joined({ questions, seq, epoch, more, words }) {
    this._failures = 0;
    this._isJoined = true;
    this._isPolling = false;
    clearTimeout(this._timers.poll);
    const isAnew = this._epoch !== undefined && epoch !== undefined && epoch !== this._epoch;
    if (epoch !== undefined) this._epoch = epoch;
    if (questions) {
      this._seq = seq;
      this._on('snapshot', questions, seq, isAnew, more || {});
    } else {
      this._seq = Math.max(this._seq, seq);
    }
    this._takeWords(words || []);
    this._say('online');
  }

  _beat(frame) {
    if (this._epoch !== undefined && frame.epoch !== undefined && frame.epoch !== this._epoch) {
      const gone = this._socket;
      this._closed(0); // the numbers mean something else now: join anew, as last heard
      gone.close();
      return;
    }
    if (frame.seq !== undefined) this._seq = Math.max(this._seq, frame.seq);
    this._on('beat', frame);
  }

  _closed(code) {
    clearTimeout(this._timers.silence);
    this._socket = null;
    this._isJoined = false;
    if (this._stopped) return;
    if (code === CLOSED.notSignedIn) return void this._on('refused', 'not-signed-in');
    if (code === CLOSED.notAllowed) return void this._on('refused', 'not-allowed');
    if (code === CLOSED.noSuchFair) return void this._on('refused', 'no-such-fair');
    clearTimeout(this._timers.retry);
    this._timers.retry = setTimeout(() => this._connect(), this._wait(code));
    this._sayItIsAway();
    if (this._canPoll && !this._isPolling && this._failures >= POLLS_AFTER_FAILURES) {
      this._isPolling = true;
      this._poll();
    }
  }

  /** Reads now, and again until a connection is there. */
  async _poll() {
    let now = 'polling';
    try {
      await this._on('poll');
    } catch (ignored) {
      now = navigator.onLine === false ? 'offline' : 'connecting';
    }
    if (!this._isPolling || this._stopped) return;
    this._say(now);
    this._timers.poll = setTimeout(() => this._poll(), POLL_MILLIS * (0.75 + 0.5 * Math.random()));
  }

  /** Twice as long each time, and somewhere in it by chance, so that 10,000 phones do not come back as one. */
  _wait(code) {
    const told = this._toldToWait;
    this._toldToWait = null;
    if (told !== null) return told;
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this._failures, 10));
    this._failures += code === CLOSED.tooMany ? 4 : 1;
    return longest * Math.random();
  }
}
