/** The hub's own signs that a connection is alive come every 15 s: after this long it is dead. */
const SILENCE_MILLIS = 40_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 30_000;
const CLOSED = { notSignedIn: 4401, notAllowed: 4403, noSuchFair: 4404, tooMany: 4429 };

/**
 * The one connection of a page. A push is a hint and the journal the truth: after a break it asks for what it
 * has missed, and where that is too much it is given a snapshot.
 *
 * Handlers, all optional: snapshot(questions), entry(frame), beat(frame), tally(frame),
 * connection('online'|'connecting'), refused('not-signed-in'|'not-allowed'|'no-such-fair').
 */
export class Live {
  #interest;
  #on;
  #socket = null;
  #seq = null;
  #failures = 0;
  #retryTimer = 0;
  #silenceTimer = 0;
  #toldToWait = null;
  #stopped = false;

  /** @param {{fair: string, as: string, departments?: string[]}} interest */
  constructor(interest, handlers) {
    this.#interest = interest;
    this.#on = (name, ...args) => handlers[name] && handlers[name](...args);
    this.comeBackNow = this.comeBackNow.bind(this);
    addEventListener('online', this.comeBackNow);
    document.addEventListener('visibilitychange', this.comeBackNow);
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
    removeEventListener('online', this.comeBackNow);
    document.removeEventListener('visibilitychange', this.comeBackNow);
    if (this.#socket) this.#socket.close();
  }

  /** The network is back, or somebody looks at the page again: no reason to wait any longer. */
  comeBackNow() {
    if (!this.#stopped && !this.#socket && document.visibilityState !== 'hidden') {
      this.#failures = 0;
      this.#connect();
    }
  }

  #connect() {
    clearTimeout(this.#retryTimer);
    this.#on('connection', 'connecting');
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    this.#socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ op: 'join', ...this.#interest, since: this.#seq }));
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket) this.#take(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(event.code);
    };
    this.#listenForSilence();
  }

  #listenForSilence() {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      const dead = this.#socket;
      this.#closed(0);
      if (dead) dead.close();
    }, SILENCE_MILLIS);
  }

  #take(frame) {
    this.#listenForSilence();
    switch (frame.op) {
      case 'joined':
        this.#failures = 0;
        if (frame.questions) {
          this.#seq = frame.seq;
          this.#on('snapshot', frame.questions);
        } else {
          this.#seq = Math.max(this.#seq, frame.seq);
        }
        this.#on('connection', 'online');
        break;
      case 'entry':
        if (frame.seq > this.#seq) {
          this.#seq = frame.seq;
          this.#on('entry', frame);
        }
        break;
      case 'beat':
        this.#seq = Math.max(this.#seq, frame.seq);
        this.#on('beat', frame);
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

  #closed(code) {
    clearTimeout(this.#silenceTimer);
    this.#socket = null;
    if (this.#stopped) return;
    this.#on('connection', 'connecting');
    if (code === CLOSED.notSignedIn) return void this.#on('refused', 'not-signed-in');
    if (code === CLOSED.notAllowed) return void this.#on('refused', 'not-allowed');
    if (code === CLOSED.noSuchFair) return void this.#on('refused', 'no-such-fair');
    this.#retryTimer = setTimeout(() => this.#connect(), this.#wait(code));
  }

  /** Twice as long each time, and somewhere in it by chance, so that 10,000 phones do not come back as one. */
  #wait(code) {
    if (this.#toldToWait !== null) {
      const wait = this.#toldToWait;
      this.#toldToWait = null;
      return wait;
    }
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.#failures);
    this.#failures += code === CLOSED.tooMany ? 4 : 1;
    return longest * (0.25 + 0.75 * Math.random());
  }
}
