/** AAC, which every phone plays. Chromium that has no encoder for it would write Opus into the same file, if it was not asked so. */
const EVERY_PHONE_PLAYS = 'audio/mp4;codecs=mp4a.40.2';
const BITS_PER_SECOND = 32000;
const BUFFER = 4096;
const TICK_MILLIS = 250;
/** Of samples; what has no more is empty. */
const HEAD_BYTES = 44;

/** One recording: AAC where the browser makes it, else samples, which take more room and play anywhere. */
export class Recorder {
  /**
   * @param hertz of the samples, where it has to be those
   * @param longest seconds after which it ends by itself
   * @param tick seconds → called while it goes on
   */
  constructor(hertz, longest, tick) {
    this._hertz = hertz;
    this._longest = longest;
    this._tick = tick;
    this._isCancelled = false;
    this._ends = new Promise((resolve) => {
      this._end = resolve;
    });
  }

  stop() {
    this._end();
  }

  cancel() {
    this._isCancelled = true;
    this._end();
  }

  /** @returns {Promise<Blob|null>} null where it was cancelled; fails where there is no microphone, or it is refused */
  async record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
    const timer = this._count();
    try {
      const hasAac = typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported
        && MediaRecorder.isTypeSupported(EVERY_PHONE_PLAYS);
      const blob = await (hasAac ? this._recordAac(stream) : this._recordSamples(stream));
      return this._isCancelled || blob.size <= HEAD_BYTES ? null : blob;
    } finally {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop()); // the light of the microphone goes out
    }
  }

  _count() {
    const from = Date.now();
    this._tick(0);
    return setInterval(() => {
      const seconds = Math.floor((Date.now() - from) / 1000);
      this._tick(seconds);
      if (seconds >= this._longest) this._end();
    }, TICK_MILLIS);
  }

  async _recordAac(stream) {
    const recorder = new MediaRecorder(stream, { mimeType: EVERY_PHONE_PLAYS, audioBitsPerSecond: BITS_PER_SECOND });
    const parts = [];
    const stopped = new Promise((resolve, reject) => {
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = resolve;
      recorder.onerror = () => reject(new Error('the recorder failed'));
    });
    recorder.start();
    await Promise.race([this._ends, stopped]);
    if (recorder.state !== 'inactive') recorder.stop();
    await stopped;
    return new Blob(parts, { type: 'audio/mp4' });
  }

  async _recordSamples(stream) {
    const context = new (window.AudioContext || window.webkitAudioContext)();
    const parts = [];
    const source = context.createMediaStreamSource(stream);
    const listener = context.createScriptProcessor(BUFFER, 1, 1);
    listener.onaudioprocess = ({ inputBuffer }) => parts.push(inputBuffer.getChannelData(0).slice());
    source.connect(listener);
    listener.connect(context.destination); // else nothing is processed; it plays silence
    if (context.state === 'suspended') await context.resume();
    await this._ends;
    listener.disconnect();
    source.disconnect();
    const blob = wav(fewer(parts, context.sampleRate, this._hertz), this._hertz, this._longest);
    context.close();
    return blob;
  }
}

/** Each of the new samples is the mean of those that it stands for. */
function fewer(parts, from, to) {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  parts.forEach((part) => {
    all.set(part, at);
    at += part.length;
  });
  const step = from / to;
  const samples = new Int16Array(Math.floor(all.length / step));
  for (let i = 0; i < samples.length; i++) {
    const begin = Math.floor(i * step);
    const end = Math.max(begin + 1, Math.floor((i + 1) * step));
    let sum = 0;
    for (let j = begin; j < end; j++) sum += all[j];
    samples[i] = Math.max(-1, Math.min(1, sum / (end - begin))) * 32767;
  }
  return samples;
}

/** RIFF WAVE: one channel, 16 bits. */
function wav(samples, hertz, longest) {
  const length = 2 * Math.min(samples.length, hertz * longest);
  const bytes = new DataView(new ArrayBuffer(HEAD_BYTES + length));
  const letters = (at, text) => Array.from(text).forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)));
  letters(0, 'RIFF');
  bytes.setUint32(4, 36 + length, true);
  letters(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, hertz, true);
  bytes.setUint32(28, 2 * hertz, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  letters(36, 'data');
  bytes.setUint32(40, length, true);
  for (let i = 0; 2 * i < length; i++) bytes.setInt16(HEAD_BYTES + 2 * i, samples[i], true);
  return new Blob([bytes.buffer], { type: 'audio/wav' });
}
