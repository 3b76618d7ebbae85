import { language, t } from './text.js';

const ANSWERS_WITHIN_MILLIS = 15_000;

/** What the hub, or the lack of a network, has refused. `status` 0 = nobody answered. */
export class Problem extends Error {
  constructor(status, document = {}, retryAfterSeconds = 0) {
    super(document.detail || t('problem.network'));
    this.status = status;
    this.errors = document.errors || [];
    this.claimedBy = document.claimedBy || null;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** The words for the reader: what is wrong with the fields where the hub has named them. */
  get words() {
    return this.errors.length ? this.errors.map((error) => error.detail).join(' ') : this.message;
  }
}

async function request(method, path, body, headers = {}) {
  const cutOff = new AbortController();
  const timer = setTimeout(() => cutOff.abort(), ANSWERS_WITHIN_MILLIS);
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      headers: {
        'Accept-Language': language,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: cutOff.signal,
    });
    text = await response.text();
  } catch {
    throw new Problem(0);
  } finally {
    clearTimeout(timer);
  }
  const json = parse(text);
  if (!response.ok) {
    throw new Problem(response.status, json, Number(response.headers.get('Retry-After')) || 0);
  }
  return json;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

const question = (id) => `/api/questions/${encodeURIComponent(id)}`;
const fair = (code) => `/api/fairs/${encodeURIComponent(code)}`;

/** Every call of the hub that the pages make. */
export const api = {
  fairs: () => request('GET', '/api/fairs').then((answer) => answer.fairs),
  fair: (code) => request('GET', fair(code)),
  mine: (code) => request('GET', `${fair(code)}/questions?mine=true`).then((answer) => answer.questions),
  similar: (code, words) =>
    request('GET', `${fair(code)}/answers?q=${encodeURIComponent(words)}`).then((answer) => answer.questions),
  ask: (code, key, body) => request('POST', `${fair(code)}/questions`, body, { 'Idempotency-Key': key }),

  question: (id) => request('GET', question(id)),
  /** @param {string} command claim, release, answer, transfer, ask-back, notes, messages, support … */
  act: (id, command, body) => request('POST', `${question(id)}/${command}`, body),

  session: () => request('GET', '/api/session'),
  signIn: (credentials) => request('POST', '/api/session', credentials),
  signOut: () => request('DELETE', '/api/session'),

  openDesk: (code, department, body = {}) =>
    request('PUT', `${fair(code)}/desks/${encodeURIComponent(department)}`, body),
  qrPath: (code) => `${fair(code)}/qr.svg`,
};
