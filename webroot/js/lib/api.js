import { newKey } from './key.js';
import { language, t } from './text.js';

const ANSWERS_WITHIN_MILLIS = 15000;
export const SESSION = '/api/session';

/** What the hub, or the lack of a network, has refused. `status` 0 = nobody answered. */
export class Problem extends Error {
  constructor(status, document = {}, retryAfterSeconds = 0) {
    super(document.detail || t('problem.network'));
    this.status = status;
    this.errors = document.errors || [];
    this.claimedBy = document.claimedBy || null;
    /** What the hub says of a file that it has refused: {rows, refused: [{line, detail}]}; null = it was not about a file. */
    this.imported = document.refused ? { rows: document.rows, refused: document.refused } : null;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later: no network, too fast, not now, or a proxy with no hub behind it. */
  get isPassing() {
    return [0, 429, 502, 503, 504].includes(this.status);
  }

  /** The words for the reader: what is wrong with the fields where the hub has named them. */
  get words() {
    return this.errors.length ? this.errors.map((error) => error.detail).join(' ') : this.message;
  }
}

/** @param body sent as JSON; a file as it is */
export async function request(method, path, body, headers = {}, withinMillis = ANSWERS_WITHIN_MILLIS) {
  const { response, text } = await fetched(path, {
    method,
    headers: Object.assign({ 'Accept-Language': language },
      body === undefined ? {} : { 'Content-Type': 'application/json' },
      method === 'POST' && path !== SESSION ? { 'Idempotency-Key': newKey() } : {},
      headers),
    body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
    credentials: 'same-origin', // what old engines (Chrome 71, Safari 11) do not do by themselves
  }, withinMillis);
  const known = headers['If-None-Match'] && read.get(path);
  if (known && response.status === 304) return known.answer;
  const json = parse(text);
  if (!response.ok) {
    throw new Problem(response.status, json, Number(response.headers.get('Retry-After')) || 0);
  }
  const etag = method === 'GET' && response.headers.get('ETag');
  if (etag) read.set(path, { etag, answer: json });
  return json;
}

/** The answer and its text, or a problem where they are not here in time. */
async function fetched(path, options, withinMillis) {
  // an old engine (Chrome 65, Safari 11.0) cannot break off a request: nobody waits for it any longer, then
  const cutOff = typeof AbortController === 'undefined' ? null : new AbortController();
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Problem(0));
      if (cutOff) cutOff.abort();
    }, withinMillis);
  });
  const answered = fetch(path, cutOff ? Object.assign({ signal: cutOff.signal }, options) : options)
    .then((response) => response.text().then((text) => ({ response, text })));
  try {
    return await Promise.race([answered, late]);
  } catch (ignored) {
    throw new Problem(0);
  } finally {
    clearTimeout(timer);
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch (ignored) {
    return {};
  }
}

/** What was read last, with the hub's mark of it: path → {etag, answer}. */
const read = new Map();

/** Reads what is read again and again: where nothing has changed, nothing is sent. */
export function reread(path) {
  const known = read.get(path);
  return request('GET', path, undefined, known ? { 'If-None-Match': known.etag } : {});
}

/** A command that is acknowledged by the question that it was about; a portal that answers for the hub is no hub. */
async function command(path, body, key) {
  const answer = await request('POST', path, body, { 'Idempotency-Key': key });
  if (!answer.id) throw new Problem(0);
  return answer;
}

export const question = (id) => `/api/questions/${encodeURIComponent(id)}`;
export const fair = (code) => `/api/fairs/${encodeURIComponent(code)}`;

/** The calls of the hub that anybody's page makes. */
export const api = {
  fairs: () => request('GET', '/api/fairs').then((answer) => answer.fairs),
  fair: (code) => request('GET', fair(code)),
  mine: (code) => reread(`${fair(code)}/questions?mine=true`).then((answer) => answer.questions),
  published: (code) => reread(`${fair(code)}/questions`).then((answer) => answer.questions),
  followed: (code) => reread(`${fair(code)}/questions?follows=true`).then((answer) => answer.questions),
  /** @returns {questions, open, private}: answers, questions that wait, and whether the matter is a private one */
  similar: (code, words) => request('GET', `${fair(code)}/answers?q=${encodeURIComponent(words)}`),
  askPath: (code) => `${fair(code)}/questions`,

  actPath: (id, command) => `${question(id)}/${command}`,
  /** What an outbox sends: the same key each time, so that it is done once. */
  command,
  qrPath: (code) => `${fair(code)}/qr.svg`,
};
