import { api } from './lib/api.js';
import { DeskState } from './lib/desk-state.js';
import { drawnOncePerFrame, html, render } from './lib/html.js';
import { Live } from './lib/live.js';
import { forget, keep, recall } from './lib/store.js';
import { Suggestions, withMore } from './lib/suggestions.js';
import { t } from './lib/text.js';
import { connection } from './parts/connection.js';
import { deskFilter } from './parts/desk-filter.js';
import { deskQuestion } from './parts/desk-question.js';
import { join } from './parts/join.js';
import { Notices, notices } from './parts/notices.js';
import { queue } from './parts/queue.js';

const page = document.getElementById('page');
const CLOCK_MILLIS = 15_000;
const NEW_FORM = { mode: 'answer', answer: '', text: '', department: '', reason: '', isPublic: true, busy: false, problem: '' };

const door = { name: recall('volunteer', ''), invite: '', invited: false, busy: false, problem: '' };
let session = null;
let fair = null;
let desk = null;
let live = null;
let online = 'connecting';
let department = '';
let chosen = null;
let thread = null;
let form = { ...NEW_FORM };
const draw = drawnOncePerFrame(() => render(view(), page));
const news = new Notices(draw);
const suggestions = new Suggestions(draw);

start();

// Coming in -----------------------------------------------------------------------------------------------

async function start() {
  const invite = new URLSearchParams(location.hash.slice(1)).get('invite');
  if (invite) {
    door.invite = invite;
    door.invited = true;
    history.replaceState(null, '', location.pathname + location.search); // not left to be read off the screen
  }
  try {
    session = await api.session();
    if (invite) await enter(session.name);
    else await open();
  } catch (problem) {
    if (problem.status !== 401) door.problem = problem.words;
    session = null;
  }
  draw();
}

async function enter(name) {
  session = await api.signIn({ invite: inviteOf(door.invite), name });
  keep('volunteer', name);
  await open();
}

/** What was pasted may be the whole link. */
function inviteOf(text) {
  return text.trim().replace(/^.*#invite=/, '');
}

const onDoor = {
  change: (field, value) => {
    door[field] = value;
    door.problem = '';
    draw();
  },
  join: async () => {
    if (door.busy) return;
    if (!door.name.trim() || !door.invite.trim()) {
      door.problem = t(door.invite.trim() ? 'desk.nameNeeded' : 'desk.inviteNeeded');
      return draw();
    }
    door.busy = true;
    draw();
    try {
      await enter(door.name.trim());
    } catch (problem) {
      session = null;
      door.problem = problem.words;
    }
    door.busy = false;
    draw();
  },
};

async function open() {
  const wanted = new URLSearchParams(location.search).get('fair');
  fair = await api.fair(session.fair || wanted || (await api.fairs())[0].code);
  desk = new DeskState(session);
  live = new Live({ fair: fair.code, as: 'desk', departments: desks() }, {
    snapshot: (questions) => {
      desk.replaceAll(questions, desks());
      settle();
    },
    entry: takeEntry,
    connection: (now) => {
      online = now;
      draw();
    },
    refused: leave,
  });
  draw();
}

function leave() {
  if (live) live.stop();
  live = null;
  session = null;
  chosen = null;
  suggestions.lookFor(null);
  draw();
}

async function signOut() {
  await api.signOut().catch(() => {});
  leave();
}

function desks() {
  return session.role === 'organizer' ? targets().map((target) => target.code) : session.departments;
}

function targets() {
  return [...fair.departments, { code: 'triage', name: t('triage.name') }];
}

function nameOf(code) {
  const found = targets().find((target) => target.code === code);
  return found ? found.name : code;
}

// What comes from the hub ---------------------------------------------------------------------------------

function takeEntry({ kind, question, message }) {
  const before = desk.questions.get(question.id);
  const stays = desk.take(question, desks());
  const mine = desk.holds(question);
  suggestions.take(question);
  if (chosen === question.id) {
    if (message && thread && !thread.some((known) => known.at === message.at)) thread = [...thread, message];
    if (kind === 'claimed' && !mine) lose(question, t('desk.took', { name: question.claimedBy, ticket: question.ticket }));
    else if (!stays && !form.busy) lose(question, t('desk.gone', { ticket: question.ticket }));
  }
  if (kind === 'replied' && before) news.say(t('desk.replied', { ticket: question.ticket }), 'news');
  draw();
}

/** What was in front of her is somebody else's now: on to the next one. */
function lose(question, words) {
  news.say(words, 'problem');
  choose(next(question));
}

/** After a snapshot what was chosen may be gone. */
function settle() {
  if (chosen && !desk.questions.has(chosen)) choose(null);
  if (!chosen) {
    const [hers] = desk.inHand(department);
    if (hers) choose(hers);
  }
  draw();
}

function next(question) {
  const shown = desk.shown(department).filter((other) => other.id !== question.id);
  return shown.find((other) => other.createdAt > question.createdAt && other.state === 'waiting')
    || shown.find((other) => other.state === 'waiting') || shown[0] || null;
}

// What the volunteer does ---------------------------------------------------------------------------------

function choose(question) {
  chosen = question ? question.id : null;
  thread = null;
  form = { ...NEW_FORM, answer: chosen ? recall(`answer.${chosen}`, '') : '' };
  suggestions.lookFor(chosen);
  if (chosen) readThread(chosen);
  draw();
}

async function readThread(id) {
  try {
    const { messages } = await api.question(id);
    if (chosen === id) thread = messages;
  } catch {
    if (chosen === id) thread = []; // the question itself stands there all the same
  }
  draw();
}

function setForm(change) {
  form = { ...form, ...change };
  draw();
}

/** Sends a command about the chosen question, once however often it is pressed. */
async function act(command, body, after) {
  const question = desk.questions.get(chosen);
  if (!question || form.busy) return;
  setForm({ busy: true, problem: '' });
  try {
    const now = await api.act(question.id, command, body);
    desk.take(now, desks());
    form.busy = false;
    after(now, question);
  } catch (problem) {
    form.busy = false;
    if (problem.claimedBy) {
      lose(question, t('desk.took', { name: problem.claimedBy, ticket: question.ticket }));
    } else {
      setForm({ problem: problem.words });
    }
  }
  draw();
}

function doneWith(words) {
  return (now, question) => {
    news.say(words, 'done');
    choose(desk.holds(now) ? now : next(question));
  };
}

const on = {
  change: (field, value) => {
    setForm({ [field]: value, problem: '' });
    if (field === 'answer') keep(`answer.${chosen}`, value);
  },
  mode: (mode) => {
    setForm({ mode, problem: '' });
    focusOn('.hand textarea, .hand select');
  },
  claim: () => act('claim', undefined, () => focusOn('#answer')),
  release: () => {
    const { ticket } = desk.questions.get(chosen);
    act('release', undefined, doneWith(t('desk.released', { ticket })));
  },
  send: () => {
    const question = desk.questions.get(chosen);
    const { ticket } = question;
    if (form.mode === 'transfer') {
      if (!form.department || !form.reason.trim()) return setForm({ problem: t('desk.emptyText') });
      const words = t('desk.transferred', { ticket, department: nameOf(form.department) });
      return act('transfer', { department: form.department, reason: form.reason }, doneWith(words));
    }
    const text = form.mode === 'answer' ? form.answer : form.text;
    if (!text.trim()) return setForm({ problem: t('desk.emptyText') });
    if (form.mode === 'ask-back') return act('ask-back', { text }, doneWith(t('desk.askedBack', { ticket })));
    if (form.mode === 'note') {
      return act('notes', { text }, () => {
        news.say(t('desk.noted'), 'done');
        setForm({ mode: 'answer', text: '' });
      });
    }
    return sendAnswer(chosen, ticket, text);
  },
  useAnswer: (text) => {
    setForm({ mode: 'answer' });
    on.change('answer', withMore(form.answer, text));
    focusOn('#answer');
  },
  askBack: (text) => {
    setForm({ mode: 'ask-back', text: form.mode === 'ask-back' ? withMore(form.text, text) : text, problem: '' });
    focusOn('.hand textarea');
  },
  passOn: (code) => {
    const reason = t('desk.passOnReason', { department: nameOf(code) });
    setForm({ mode: 'transfer', department: code, reason, problem: '' });
    focusOn('#reason');
  },
  tick: (id, yes) => suggestions.tick(id, yes),
};

function sendAnswer(id, ticket, text) {
  const also = suggestions.ticked;
  const body = { text, ...(form.isPublic ? {} : { public: false }), ...(also.length ? { also } : {}) };
  return act('answer', body, (now, before) => {
    forget(`answer.${id}`);
    desk.drop((now.also || []).filter(wasDone).map((other) => other.id)); // none of them is to be the next one
    doneWith(answered(ticket, now.also))(now, before);
  });
}

const wasDone = ({ status }) => status === 200;

/** @param also what became of the same question of others: [{id, status}] */
function answered(ticket, also = []) {
  const done = also.filter(wasDone).length;
  const words = done ? t('desk.answeredAlso', { ticket, n: done }) : t('desk.answered', { ticket });
  return done < also.length ? words + t('desk.alsoFailed', { n: also.length - done }) : words;
}

function focusOn(selector) {
  requestAnimationFrame(() => {
    const element = page.querySelector(selector);
    if (element) element.focus();
  });
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, dialog');
  if (!desk || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step) {
    const shown = desk.shown(department);
    const at = shown.findIndex((question) => question.id === chosen);
    const target = shown[Math.min(shown.length - 1, Math.max(0, at + step))];
    if (target) choose(target);
    event.preventDefault();
  } else if (event.key === 'Enter' && chosen && !event.target.closest('button:not(.row), summary')) {
    const question = desk.questions.get(chosen);
    if (question && question.state !== 'claimed') on.claim();
    event.preventDefault();
  }
});

setInterval(draw, CLOCK_MILLIS); // how long they have waited

// What is seen --------------------------------------------------------------------------------------------

function view() {
  if (!session || !desk) return join(door, onDoor);
  const question = desk.questions.get(chosen);
  return html`
    <header class="bar">
      <h1>${t('desk.title')}</h1>
      <p class="bar-fair">${fair.name}</p>
      ${connection(online)}
      <p class="who"><bdi>${session.name}</bdi></p>
      <button type="button" class="quiet" @click=${signOut}>${t('desk.leave')}</button>
    </header>
    <main class="desk" data-chosen=${question ? 'yes' : 'no'}>
      <div class="side">
        ${deskFilter({
          codes: desks(),
          chosen: department,
          nameOf,
          waiting: (code) => desk.waiting(code).length,
          on: { filter },
        })}
        ${queue({
          groups: [
            { title: t('desk.inHand'), questions: desk.inHand(department) },
            { title: t('desk.queue'), questions: desk.waiting(department) },
            { title: t('desk.waitingBack'), questions: desk.askedBack(department) },
          ],
          chosen,
          nameOf: desks().length > 1 ? nameOf : () => '',
          colleagues: desk.withColleagues(department),
          now: Date.now(),
          on: { choose },
        })}
        <p class="help keys">${t('desk.keys')}</p>
      </div>
      ${question ? deskQuestion({
        question, thread, suggested: suggestions, held: desk.holds(question), form, targets: targets(), nameOf, on,
      }) : html`<p class="pick">${t('desk.pick')}</p>`}
    </main>
    ${notices(news.list)}`;
}

function filter(code) {
  department = code;
  draw();
}
