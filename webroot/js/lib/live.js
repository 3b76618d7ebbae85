import { watchForSigns } from './signs.js';

/** The hub's own signs that a connection is alive come every 15 s: after this long it is dead. */
const SILENCE_MILLIS = 40_000;
/** A beat is answered at once: after this long nobody is there. */
const ANSWERS_WITHIN_MILLIS = 1_500;
const OPENS_WITHIN_MILLIS = 10_000;
const JOINS_WITHIN_MILLIS = 20_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 30_000;
/** After so many attempts without one that was let in, the page asks by itself instead. */
const POLLS_AFTER_FAILURES = 2;
const POLL_MILLIS = 20_000;
const CLOSED = { notSignedIn: 4401, notAllowed: 4403, noSuchFair: 4404, tooMany: 4429 };

/**
 * The one connection of a page. A push is a hint and the journal the truth: after a break it asks for what it
 * has missed, and where that is too much, or the journal is another one, it is given a snapshot. Where no WebSocket
 * can be had, it has the page read every 20 s.
 *
 * Handlers, all optional: snapshot(questions, seq, isAnew, more), entry(frame), beat(frame), tally(frame), poll() (reads by
 * HTTP; a promise), connection('online'|'connecting'|'polling'|'offline'),
 * refused('not-signed-in'|'not-allowed'|'no-such-fair').
 */
export class Live {
  #interest;
  #on;
  #unwatch;
  #state = '';
  #socket = null;
  #seq = null;
  #epoch = undefined;
  #failures = 0;
  #timers = { retry: 0, silence: 0, poll: 0 };
  #canPoll = false;
  #isPolling = false;
  #isJoined = false;
  #toldToWait = null;
  #stopped = false;

  /** @param {{fair: string, as: string, departments?: string[]}} interest */
  constructor(interest, handlers) {
    this.#interest = interest;
    this.#on = (name, ...args) => handlers[name] && handlers[name](...args);
    this.#canPoll = Boolean(handlers.poll);
    this.#unwatch = watchForSigns({
      mayBeDead: () => this.#probe(),
      offline: () => this.#say('offline'),
    });
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    this.#unwatch();
    Object.values(this.#timers).forEach(clearTimeout);
    if (this.#socket) this.#socket.close();
  }

  /** @param {string[]} holding numbers of the questions whose claims are renewed */
  beat(holding) {
    this.#send({ op: 'beat', holding });
  }

  #say(state) {
    if (this.#state === state || this.#stopped) return;
    this.#state = state;
    this.#on('connection', state);
  }

  #sayItIsAway() {
    if (this.#state !== 'polling') this.#say(navigator.onLine === false ? 'offline' : 'connecting');
  }

  #send(frame) {
    if (this.#socket && this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  /** Asks for a sign of life; where there is no connection, there is no reason to wait for one any longer. */
  #probe() {
    if (this.#stopped) return;
    if (!this.#socket) {
      this.#failures = 0;
      this.#connect();
    } else if (this.#isJoined) {
      this.#send({ op: 'beat' });
      this.#listenFor(ANSWERS_WITHIN_MILLIS);
    }
  }

  #connect() {
    clearTimeout(this.#timers.retry);
    this.#sayItIsAway();
    let socket;
    try {
      socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/live`);
    } catch {
      return this.#closed(0);
    }
    this.#socket = socket;
    socket.onopen = () => {
      if (socket !== this.#socket) return socket.close();
      this.#listenFor(JOINS_WITHIN_MILLIS);
      this.#send({ op: 'join', ...this.#interest, since: this.#seq, ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }) });
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#take(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event.code);
    };
    this.#listenFor(OPENS_WITHIN_MILLIS);
  }

  /** Without a frame for so long the connection is dead. */
  #listenFor(millis) {
    clearTimeout(this.#timers.silence);
    this.#timers.silence = setTimeout(() => {
      const dead = this.#socket;
      this.#closed(0);
      if (dead) dead.close();
    }, millis);
  }

  #take(frame) {
    this.#listenFor(SILENCE_MILLIS);
    if (this.#state === 'offline') this.#say('online');
    switch (frame.op) {
      case 'joined':
        this.#joined(frame);
        break;
      case 'entry':
        if (frame.seq > this.#seq) {
          this.#seq = frame.seq;
          this.#on('entry', frame);
        }
        break;
      case 'beat':
        this.#beat(frame);
        break;
      case 'tally':
        this.#on('tally', frame);
        break;
      case 'leaving':
        this.#toldToWait = frame.retryAfterMillis;
        break;
      default:
    }
  }

  #joined({ questions, seq, epoch, more }) {
    this.#failures = 0;
    this.#isJoined = true;
    this.#isPolling = false;
    clearTimeout(this.#timers.poll);
    const isAnew = this.#epoch !== undefined && epoch !== undefined && epoch !== this.#epoch;
    if (epoch !== undefined) this.#epoch = epoch;
    if (questions) {
      this.#seq = seq;
      this.#on('snapshot', questions, seq, isAnew, more || {});
    } else {
      this.#seq = Math.max(this.#seq, seq);
    }
    this.#say('online');
  }

  #beat(frame) {
    if (this.#epoch !== undefined && frame.epoch !== undefined && frame.epoch !== this.#epoch) {
      const gone = this.#socket;
      this.#closed(0); // the numbers mean something else now: join anew, as last heard
      gone.close();
      return;
    }
    if (frame.seq !== undefined) this.#seq = Math.max(this.#seq, frame.seq);
    this.#on('beat', frame);
  }

  #closed(code) {
    clearTimeout(this.#timers.silence);
    this.#socket = null;
    this.#isJoined = false;
    if (this.#stopped) return;
    if (code === CLOSED.notSignedIn) return void this.#on('refused', 'not-signed-in');
    if (code === CLOSED.notAllowed) return void this.#on('refused', 'not-allowed');
    if (code === CLOSED.noSuchFair) return void this.#on('refused', 'no-such-fair');
    clearTimeout(this.#timers.retry);
    this.#timers.retry = setTimeout(() => this.#connect(), this.#wait(code));
    this.#sayItIsAway();
    if (this.#canPoll && !this.#isPolling && this.#failures >= POLLS_AFTER_FAILURES) {
      this.#isPolling = true;
      this.#poll();
    }
  }

  /** Reads now, and again until a connection is there. */
  async #poll() {
    let now = 'polling';
    try {
      await this.#on('poll');
    } catch {
      now = navigator.onLine === false ? 'offline' : 'connecting';
    }
    if (!this.#isPolling || this.#stopped) return;
    this.#say(now);
    this.#timers.poll = setTimeout(() => this.#poll(), POLL_MILLIS * (0.75 + 0.5 * Math.random()));
  }

  /** Twice as long each time, and somewhere in it by chance, so that 10,000 phones do not come back as one. */
  #wait(code) {
    const told = this.#toldToWait;
    this.#toldToWait = null;
    if (told !== null) return told;
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(this.#failures, 10));
    this.#failures += code === CLOSED.tooMany ? 4 : 1;
    return longest * (0.25 + 0.75 * Math.random());
  }
}
