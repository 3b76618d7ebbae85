import { api } from './lib/api.js';
import { Held } from './lib/held.js';
import { drawnOncePerFrame, html, nothing, render } from './lib/html.js';
import { Learning } from './lib/learning.js';
import { Live } from './lib/live.js';
import { t } from './lib/text.js';
import { connection } from './parts/connection.js';
import { desksDialog } from './parts/desks-dialog.js';
import { heldButton, heldDialog } from './parts/held.js';
import { learningDialog } from './parts/learning.js';
import { isHidden, stream } from './parts/stream.js';
import { departments, online as onlineCount, totals } from './parts/tally.js';

const page = document.getElementById('page');
const MOST_IN_STREAM = 40;

let session = null;
let fair = null;
let live = null;
let online = 'connecting';
let tally = null;
let items = [];
let chosen = null;
let held = null;
const door = { password: '', busy: false, problem: '', known: false };
const draw = drawnOncePerFrame(() => render(view(), page));
const learning = new Learning(draw);

start();

async function start() {
  try {
    const known = await api.session();
    if (known.role === 'organizer') await open(known);
  } catch (problem) {
    if (problem.status !== 401) door.problem = problem.words;
  }
  door.known = true;
  draw();
}

async function signIn(event) {
  event.preventDefault();
  if (door.busy) return;
  door.busy = true;
  door.problem = '';
  draw();
  try {
    await open(await api.signIn({ password: door.password }));
    door.password = '';
  } catch (problem) {
    door.problem = problem.words;
  }
  door.busy = false;
  draw();
}

async function open(known) {
  const wanted = new URLSearchParams(location.search).get('fair');
  fair = await api.fair(wanted || (await api.fairs())[0].code);
  session = known;
  held = new Held(fair.code, draw);
  live = new Live({ fair: fair.code, as: 'board' }, {
    snapshot: (questions) => {
      items = questions.map(asItem).sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, MOST_IN_STREAM);
      held.read();
      draw();
    },
    entry: takeEntry,
    tally: (frame) => {
      tally = frame;
      draw();
    },
    connection: (now) => {
      online = now;
      draw();
    },
    refused: leave,
  });
}

/** A question of the snapshot, as what happened to it last. */
function asItem(question) {
  const kind = { waiting: 'asked', held: 'held', claimed: 'claimed' }[question.state] || question.state;
  return { key: question.id, at: question.updatedAt, kind, question };
}

function takeEntry(frame) {
  const { question } = frame;
  items = [{ ...frame, key: frame.seq }, ...(isHidden(question) ? items.map(hiding(question)) : items)]
    .slice(0, MOST_IN_STREAM);
  held.take(question);
  draw();
}

/** What is held or withdrawn leaves the screen, also where it stood before. */
function hiding({ id, state }) {
  return (item) => (item.question.id === id ? { ...item, question: { ...item.question, state, text: '' } } : item);
}

function leave() {
  if (live) live.stop();
  if (held) held.close();
  learning.close();
  live = null;
  session = null;
  draw();
}

async function signOut() {
  await api.signOut().catch(() => {});
  leave();
}

// Desks ---------------------------------------------------------------------------------------------------

const desks = () => [...fair.departments, { code: 'triage', name: t('triage.name') }];

const nameOf = (code) => (desks().find((desk) => desk.code === code) || { name: code }).name;

const onDesks = {
  open: (code) => invite(code, {}),
  copy: async () => {
    chosen = { ...chosen, copied: await copied(chosen.url) };
    draw();
  },
  confirm: (confirming) => {
    chosen = { ...chosen, confirming };
    draw();
  },
  renew: () => invite(chosen.code, { renew: true }),
};

/** Until it is there no other desk's invite stands under this desk's name. */
async function invite(code, body) {
  const asked = { code };
  chosen = asked;
  draw();
  try {
    const opened = await api.openDesk(fair.code, code, body);
    if (chosen === asked) chosen = { code, ...opened };
  } catch (problem) {
    if (chosen === asked) chosen = { code, problem: problem.words };
  }
  draw();
}

/** On plain http a page has no clipboard of its own: the old way serves there. */
async function copied(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // the old way, then
    }
  }
  getSelection().selectAllChildren(page.querySelector('.invite .url'));
  return document.execCommand('copy');
}

// What waits, and what was learned ------------------------------------------------------------------------

const show = (name) => page.querySelector(`dialog.${name}`).showModal();

const onHeld = {
  open: () => {
    held.open();
    show('held');
  },
  close: () => held.close(),
  approve: (question) => held.approve(question),
  turnDown: (question, text) => held.turnDown(question, text),
};

const onLearning = {
  open: () => {
    learning.open();
    show('learning');
  },
  close: () => learning.close(),
  use: (version) => learning.use(version),
  strike: (lesson, struck) => learning.strike(lesson, struck),
  setFile: (change) => learning.setFile(change),
  send: () => learning.send(t('imports.none')),
};

// What is seen --------------------------------------------------------------------------------------------

function view() {
  if (!session) return door.known ? signInForm() : nothing;
  return html`
    <header class="bar">
      <h1>${fair.name}</h1>
      <p class="bar-fair">${fair.place}</p>
      ${connection(online)}
      ${heldButton(tally ? tally.total.held : 0, onHeld)}
      <button type="button" class="primary" data-test="desks" @click=${() => show('desks')}>
        ${t('board.openDesks')}</button>
      <button type="button" class="quiet" data-test="learning" @click=${onLearning.open}>${t('learning.title')}</button>
      <button type="button" class="quiet" @click=${signOut}>${t('board.leave')}</button>
    </header>
    <main class="board">
      ${tally ? html`${totals(tally.total)}` : nothing}
      <section class="board-departments" aria-labelledby="departments-title">
        <h2 id="departments-title">${t('board.departments')}</h2>
        ${tally ? departments(tally.departments) : nothing}
      </section>
      <section class="board-stream" aria-labelledby="stream-title">
        <h2 id="stream-title">${t('board.stream')}</h2>
        ${stream(items, nameOf)}
      </section>
      <aside class="board-scan">
        <img src=${api.qrPath(fair.code)} alt="" width="220" height="220">
        <div><p class="scan-title">${t('board.scan')}</p>
        <p class="url">${fair.url}</p>
        ${tally ? onlineCount(tally.online) : nothing}</div>
      </aside>
    </main>
    ${desksDialog({ desks: desks(), chosen, on: onDesks })}
    ${heldDialog(held, nameOf, onHeld)}
    ${learningDialog(learning, nameOf, onLearning)}`;
}

function signInForm() {
  return html`<main class="door">
    <form class="card" @submit=${signIn} novalidate>
      <h1>${t('board.signInTitle')}</h1>
      <p>${t('board.signInLead')}</p>
      <label for="password">${t('board.password')}</label>
      <input id="password" type="password" autocomplete="current-password" data-test="password" .value=${door.password}
        @input=${(event) => { door.password = event.target.value; }}>
      ${door.problem ? html`<p class="problem" role="alert">${door.problem}</p>` : nothing}
      <button class="primary wide" data-test="sign-in" ?disabled=${door.busy}>
        ${door.busy ? t('board.signingIn') : t('board.signIn')}</button>
    </form>
  </main>`;
}
