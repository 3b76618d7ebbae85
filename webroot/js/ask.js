import { api } from './lib/api.js';
import { drawnOncePerFrame, html, nothing, render, repeat } from './lib/html.js';
import { Live } from './lib/live.js';
import { Outbox } from './lib/outbox.js';
import { keep, recall } from './lib/store.js';
import { day, t } from './lib/text.js';
import { LONGEST_QUESTION, askForm, lengthOf } from './parts/ask-form.js';
import { connection } from './parts/connection.js';
import { myQuestion, pendingQuestion } from './parts/my-question.js';
import { published, similar } from './parts/published.js';

const LOOK_FOR_SIMILAR_AFTER_MILLIS = 400;
const LEAST_TO_LOOK_FOR = 4;
const MOST_SIMILAR = 3;
const IS_PUBLISHED = ['answered', 'follow-up', 'closed'];
const EMPTY_DRAFT = { text: '', department: '', name: '', village: '', phone: '', isPrivate: false };

const code = decodeURIComponent(location.pathname.split('/')[2] || '');
const page = document.getElementById('page');

const state = {
  fair: recall(`fair.${code}`, null),
  missing: false,
  connection: 'connecting',
  mine: new Map(),
  others: new Map(),
  ui: new Map(),
  draft: { ...EMPTY_DRAFT, ...recall(`draft.${code}`, {}) },
  supported: recall(`supported.${code}`, []),
  similar: [],
  writing: false,
  problem: '',
};
const draw = drawnOncePerFrame(() => render(view(), page));
const outbox = new Outbox(code, { changed: draw, sent: (question) => takeMine(question) });

start();

async function start() {
  draw();
  try {
    state.fair = await api.fair(code); // gives this phone its cookie, which the connection needs
    keep(`fair.${code}`, state.fair);
  } catch (problem) {
    if (problem.status === 404) {
      state.missing = true;
      draw();
    } else {
      setTimeout(start, Math.max(2_000, problem.retryAfterSeconds * 1000));
    }
    return;
  }
  draw();
  new Live({ fair: code, as: 'asker' }, {
    snapshot: takeSnapshot,
    entry: takeEntry,
    beat: takeBeat,
    connection: (now) => {
      state.connection = now;
      if (now === 'online') outbox.sendNow();
      draw();
    },
    refused: () => {
      state.missing = true;
      draw();
    },
  });
}

// What comes from the hub ---------------------------------------------------------------------------------

function takeSnapshot(questions) {
  state.others = new Map(questions.filter((question) => !question.mine).map((question) => [question.id, question]));
  questions.filter((question) => question.mine).forEach(takeMine);
  loadMine();
}

/** The snapshot has no threads: they are read once, and followed from then on. */
async function loadMine() {
  try {
    (await api.mine(code)).forEach(takeMine);
  } catch {
    // the questions are there without their threads; the next snapshot tries again
  }
}

function takeMine(question) {
  const known = state.mine.get(question.id);
  if (!known || known.updatedAt <= question.updatedAt) {
    state.mine.set(question.id, { ...question, messages: question.messages || (known && known.messages) });
  }
  draw();
}

function takeEntry({ question, message }) {
  if (question.mine) {
    const known = state.mine.get(question.id);
    const messages = (known && known.messages) || [];
    takeMine({ ...question, messages: message ? [...messages, message] : messages });
  } else if (question.public && IS_PUBLISHED.includes(question.state)) {
    state.others.set(question.id, question);
  } else {
    state.others.delete(question.id);
  }
  draw();
}

function takeBeat({ ahead = {} }) {
  for (const [id, n] of Object.entries(ahead)) {
    const question = state.mine.get(id);
    if (question) state.mine.set(id, { ...question, ahead: n });
  }
  draw();
}

// What the villager does ----------------------------------------------------------------------------------

let looking = 0;

function change(field, value) {
  state.draft = { ...state.draft, [field]: value };
  state.problem = '';
  keep(`draft.${code}`, state.draft);
  if (field === 'text') {
    clearTimeout(looking);
    looking = setTimeout(lookForSimilar, LOOK_FOR_SIMILAR_AFTER_MILLIS);
  }
  draw();
}

async function lookForSimilar() {
  const words = state.draft.text.trim();
  if (lengthOf(words) < LEAST_TO_LOOK_FOR || lengthOf(words) > LONGEST_QUESTION) {
    state.similar = [];
  } else {
    try {
      const found = await api.similar(code, words);
      if (state.draft.text.trim() === words) state.similar = found.slice(0, MOST_SIMILAR);
    } catch {
      state.similar = []; // it is a help, not worth a word where it fails
    }
  }
  draw();
}

function send() {
  const { text, department, name, village, phone, isPrivate } = state.draft;
  if (!text.trim()) {
    state.problem = t('ask.empty');
  } else if (lengthOf(text) > LONGEST_QUESTION) {
    state.problem = t('ask.tooLong', { n: lengthOf(text) - LONGEST_QUESTION });
  } else {
    const body = { text };
    if (department) body.department = department;
    if (name) body.name = name;
    if (village) body.village = village;
    if (phone) body.phone = phone;
    if (isPrivate) body.public = false; // left out, the hub goes by how sensitive the matter is
    outbox.add(body);
    clearTimeout(looking);
    // who she is stays for the next question; what she asked does not
    state.draft = { ...EMPTY_DRAFT, name, village, phone };
    keep(`draft.${code}`, state.draft);
    state.similar = [];
    state.writing = false;
    scrollTo({ top: 0 });
  }
  draw();
}

function edit(item) {
  const { text, department = '', name = '', village = '', phone = '' } = item.body;
  state.draft = { text, department, name, village, phone, isPrivate: item.body.public === false };
  keep(`draft.${code}`, state.draft);
  outbox.remove(item.key);
  state.writing = true;
  draw();
}

function uiOf(question) {
  return state.ui.get(question.id) || {};
}

function setUi(question, change) {
  state.ui.set(question.id, { ...uiOf(question), ...change });
  draw();
}

/** Sends a command about one of her questions; what is refused is said beside it. */
async function act(question, command, body) {
  if (uiOf(question).busy) return false;
  setUi(question, { busy: true, problem: '' });
  try {
    takeMine(await api.act(question.id, command, body));
    return true;
  } catch (problem) {
    setUi(question, { problem: problem.words });
    return false;
  } finally {
    setUi(question, { busy: false });
  }
}

const onMine = {
  replyText: (question, reply) => setUi(question, { reply }),
  reply: async (question) => {
    const text = uiOf(question).reply || '';
    if (text.trim() && await act(question, 'messages', { text })) setUi(question, { reply: '' });
  },
  rate: (question, grade) => act(question, 'rating', { grade }),
  confirm: (question, confirming) => setUi(question, { confirming }),
  withdraw: async (question) => {
    await act(question, 'withdrawal');
    setUi(question, { confirming: false });
  },
};

async function support(question) {
  state.supported = [...state.supported, question.id];
  keep(`supported.${code}`, state.supported);
  draw();
  try {
    const now = await api.act(question.id, 'support');
    state.others.set(now.id, now);
  } catch {
    state.supported = state.supported.filter((id) => id !== question.id);
    keep(`supported.${code}`, state.supported);
  }
  draw();
}

// What is seen --------------------------------------------------------------------------------------------

function view() {
  if (state.missing) {
    return html`<main class="phone"><h1>${t('ask.noFair')}</h1><p>${t('ask.noFairHelp')}</p></main>`;
  }
  const fair = state.fair || { name: t('app.name'), place: '', departments: [] };
  const hasMine = state.mine.size > 0 || outbox.items.length > 0;
  const closed = fair.state === 'closed';
  return html`
    <header class="phone fair">
      ${connection(state.connection)}
      <h1>${fair.name}</h1>
      ${fair.startsAt ? html`<p class="help">${fair.place} · ${day(fair.startsAt)}</p>` : nothing}
    </header>
    <main class="phone">
      ${closed ? html`<p class="card">${t('ask.closed')}</p>` : nothing}
      ${hasMine ? mine(fair) : nothing}
      ${closed ? nothing : !hasMine || state.writing ? form(fair, hasMine) : html`
        <button type="button" class="primary wide" data-test="again" @click=${write}>${t('ask.again')}</button>`}
      ${published(byNewest([...state.others.values()]), state.supported, { support })}
    </main>`;
}

function write() {
  state.writing = true;
  draw();
  requestAnimationFrame(() => {
    const text = document.getElementById('text');
    text.scrollIntoView({ block: 'center' });
    text.focus();
  });
}

function form(fair, canCancel) {
  const stop = () => {
    state.writing = false;
    draw();
  };
  return askForm({
    draft: state.draft,
    departments: fair.departments,
    problem: state.problem,
    similar: similar(state.similar),
    on: { change, send, cancel: canCancel ? stop : null },
  });
}

function mine(fair) {
  const names = new Map(fair.departments.map((department) => [department.code, department.name]));
  return html`<section aria-labelledby="mine-title" aria-live="polite">
    <h2 id="mine-title">${t('mine.title')}</h2>
    <ul class="questions">
      ${repeat([...outbox.items].reverse(), (item) => item.key, (item) => pendingQuestion(item, {
        edit,
        drop: ({ key }) => outbox.remove(key),
      }))}
      ${repeat(byNewest([...state.mine.values()], 'createdAt'), (question) => question.id, (question) =>
        myQuestion(question, names.get(question.department) || t('triage.name'), uiOf(question), onMine))}
    </ul>
  </section>`;
}

function byNewest(questions, by = 'updatedAt') {
  return questions.sort((one, other) => (one[by] < other[by] ? 1 : -1));
}
