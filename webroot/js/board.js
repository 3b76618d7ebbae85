import { api } from './lib/api.js';
import { openDialog } from './lib/dialog.js';
import { Happenings } from './lib/happenings.js';
import { Held } from './lib/held.js';
import { drawnOncePerFrame, html, nothing, render } from './lib/html.js';
import { Learning } from './lib/learning.js';
import { finishSigningOut, signOut as endSession } from './lib/leave.js';
import { Live } from './lib/live.js';
import { Opened } from './lib/opened.js';
import { Saying } from './lib/saying.js';
import { staff } from './lib/staff-api.js';
import { t } from './lib/text.js';
import { banner } from './parts/banner.js';
import { connection } from './parts/connection.js';
import { desksDialog } from './parts/desks-dialog.js';
import { heldButton, heldDialog } from './parts/held.js';
import { learningDialog } from './parts/learning.js';
import { openedDialog } from './parts/opened.js';
import { saying as sayingPart } from './parts/saying.js';
import { stream } from './parts/stream.js';
import { departments, online as onlineCount, solved, totals } from './parts/tally.js';

const page = document.getElementById('page');

let session = null;
let fair = null;
let live = null;
let online = 'connecting';
let tally = null;
let chosen = null;
let held = null;
let saying = null;
const door = { password: '', busy: false, problem: '', known: false };
const draw = drawnOncePerFrame(() => render(view(), page));
const learning = new Learning(draw);
const happenings = new Happenings();
const opened = new Opened(draw);

start();

async function start() {
  try {
    await finishSigningOut();
    const known = await staff.session();
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
    await open(await staff.signIn({ password: door.password }));
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
  saying = new Saying(fair.code, '', draw);
  saying.take(fair.words);
  live = new Live({ fair: fair.code, as: 'board' }, {
    snapshot: (questions) => {
      happenings.takeSnapshot(questions);
      held.refresh();
      draw();
    },
    entry: (frame) => {
      happenings.takeEntry(frame);
      held.take(frame.question);
      opened.take(frame.question);
      draw();
    },
    tally: (frame) => {
      tally = frame;
      draw();
    },
    connection: (now) => {
      online = now;
      draw();
    },
    poll: async () => {
      tally = await staff.tally(fair.code);
      draw();
    },
    words: (words) => saying.take(words),
    refused: leave,
  });
}

function leave() {
  if (live) live.stop();
  if (held) held.close();
  learning.close();
  opened.close();
  live = null;
  session = null;
  draw();
}

async function signOut() {
  await endSession();
  leave();
}

// Desks ---------------------------------------------------------------------------------------------------

const desks = () => [...fair.departments, { code: 'triage', name: t('triage.name') }];

const nameOf = (code) => (desks().find((desk) => desk.code === code) || { name: code }).name;

const placesToSay = () => [{ code: '', name: t('desk.word.everybody') },
  ...desks().map(({ code, name }) => ({ code, name: t('desk.word.whoWaits', { department: name }) }))];

const onDesks = {
  open: (code, role) => invite(code, role, {}),
  copy: async () => {
    chosen = Object.assign({}, chosen, { copied: await copied(chosen.url) });
    draw();
  },
  confirm: (confirming) => {
    chosen = Object.assign({}, chosen, { confirming });
    draw();
  },
  renew: () => invite(chosen.code, chosen.role, { renew: true }),
};

/** Until it is there no other desk's invite stands under this desk's name. */
async function invite(code, role, body) {
  const asked = { code, role };
  chosen = asked;
  draw();
  try {
    const opened = await staff.openDesk(fair.code, code, Object.assign({ role }, body));
    if (chosen === asked) chosen = Object.assign({ code, role }, opened);
  } catch (problem) {
    if (chosen === asked) chosen = { code, role, problem: problem.words };
  }
  draw();
}

/** On plain http a page has no clipboard of its own: the old way serves there. */
async function copied(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (ignored) {
      // the old way, then
    }
  }
  getSelection().selectAllChildren(page.querySelector('.invite .url'));
  return document.execCommand('copy');
}

// What waits, and what was learned ------------------------------------------------------------------------

const show = (name) => openDialog(page.querySelector(`dialog.${name}`));

const onHeld = {
  open: () => {
    held.open();
    show('held');
  },
  close: () => held.close(),
  approve: (question) => held.approve(question),
  turnDown: (question, text) => held.turnDown(question, text),
  keepPrivate: (question) => held.keepPrivate(question),
  drop: (question, text) => held.drop(question, text),
};

const onOpened = {
  open: ({ id }) => {
    opened.open(id);
    show('opened');
  },
  close: () => opened.close(),
  takeBack: (reason) => opened.takeBack(reason),
  release: () => opened.release(),
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
      ${heldButton((tally ? tally.total.held : 0) + (held ? held.withheld : 0), onHeld)}
      <button type="button" class="primary" data-test="desks" @click=${() => show('desks')}>
        ${t('board.openDesks')}</button>
      <button type="button" class="quiet" data-test="learning" @click=${onLearning.open}>${t('learning.title')}</button>
      <a class="button" href="/kiosk/${fair.code}" target="_blank" rel="noopener" data-test="kiosk">${t('kiosk.title')}</a>
      <a class="button" href="/calls/${fair.code}" target="_blank" rel="noopener" data-test="calls">${t('board.calls')}</a>
      <a class="button" href="/screen/${fair.code}" target="_blank" rel="noopener" data-test="screen">${t('board.screen')}</a>
      <button type="button" class="quiet" data-test="leave" @click=${signOut}>${t('board.leave')}</button>
    </header>
    ${banner('urgent', happenings.urgent, nameOf, onOpened)}
    ${banner('problem', happenings.problems, nameOf, onOpened)}
    <div class="board-said">${sayingPart(saying, placesToSay(), nameOf)}</div>
    <main class="board">
      ${tally ? html`${totals(tally.total)}` : nothing}
      <section class="board-departments" aria-labelledby="departments-title">
        <h2 id="departments-title">${t('board.departments')}</h2>
        ${tally ? solved(tally.total) : nothing}
        ${tally ? departments(tally.departments) : nothing}
      </section>
      <section class="board-stream" aria-labelledby="stream-title">
        <h2 id="stream-title">${t('board.stream')}</h2>
        ${stream(happenings.items, nameOf, onOpened)}
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
    ${openedDialog(opened, nameOf, onOpened)}
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
