import { api } from './lib/api.js';
import { drawnOncePerFrame, html, nothing, render, repeat } from './lib/html.js';
import { Live } from './lib/live.js';
import { t } from './lib/text.js';
import { Speaker } from './lib/speaker.js';
import { Wall } from './lib/wall.js';
import { connection } from './parts/connection.js';

const TRIES_AGAIN_AFTER_MILLIS = 3000;
const MOST_DEPARTMENTS = 8;
const MOST_TICKETS = 5;
/** So many answers stand on the wall, then the next ones. */
const ANSWERS_AT_ONCE = 3;
const WORDS_AT_ONCE = 3;
const MOST_CALLS = 4;
const TURNS_AFTER_MILLIS = 12000;

const code = decodeURIComponent(location.pathname.split('/')[2] || '');
const page = document.getElementById('page');
const draw = drawnOncePerFrame(() => render(view(), page));
const wall = new Wall();
/** Calls that were spoken, as their marks. */
const spoken = new Set();
const markOf = ({ id, at }) => `${id} ${at}`;
const speaker = new Speaker({
  changed: draw,
  spoken: (call) => {
    spoken.add(markOf(call));
    draw();
  },
  sentence: ({ ticket, booth }) => t('screen.callOut', { ticket: ticket.replace('-', ' '), booth }),
});

let fair = null;
let isMissing = false;
let online = 'connecting';
let turn = 0;
let isTold = false;
/** What is said to all who wait. */
let words = [];

start();
speaker.begin();
setInterval(() => {
  turn += 1;
  draw();
}, TURNS_AFTER_MILLIS);

async function start() {
  try {
    fair = await api.fair(code);
  } catch (problem) {
    if (problem.status === 404) isMissing = true;
    else setTimeout(start, TRIES_AGAIN_AFTER_MILLIS);
    return draw();
  }
  new Live({ fair: code, as: 'screen' }, {
    snapshot: (questions) => {
      wall.takeSnapshot(questions);
      isTold = true;
      draw();
    },
    entry: (frame) => {
      wall.takeEntry(frame);
      if (frame.kind === 'answered') turn = 0; // what was just answered is seen at once
      if (frame.kind === 'called') callOut(frame.question);
      draw();
    },
    words: (now) => {
      words = now;
      draw();
    },
    connection: (now) => {
      online = now;
      draw();
    },
    refused: () => {
      isMissing = true;
      draw();
    },
  });
  return draw();
}

function callOut({ id }) {
  const call = wall.calls.find((other) => other.id === id);
  if (call) speaker.say(call, () => wall.calls.some((other) => markOf(other) === markOf(call)));
}

// What is seen --------------------------------------------------------------------------------------------

function view() {
  if (isMissing) return html`<main class="wall-empty"><h1>${t('ask.noFair')}</h1></main>`;
  if (!fair) return nothing;
  return html`
    <header class="wall-head">
      <h1>${fair.name}</h1>
      <p>${fair.place}</p>
      ${speaker.isOn ? nothing : html`<button type="button" data-test="sound-on" title=${t('screen.soundHelp')}
        @click=${() => speaker.turnOn()}>${t('screen.soundOn')}</button>`}
      ${connection(online)}
    </header>
    ${wall.calls.length ? calls(wall.calls) : nothing}
    ${words.length ? said() : nothing}
    <main class="wall">
      <section class="wall-queues" aria-labelledby="queues-title">
        <h2 id="queues-title">${t('screen.queues')}</h2>
        ${isTold ? queues(wall.departments) : nothing}
      </section>
      <section class="wall-answers" aria-labelledby="answers-title">
        <h2 id="answers-title">${t('screen.answers')}</h2>
        ${isTold ? answers(wall.published) : nothing}
      </section>
      <aside class="wall-scan">
        <img src=${api.qrPath(code)} alt="" width="220" height="220">
        <p class="scan-title">${t('board.scan')}</p>
        <p class="help">${t('screen.scanHelp')}</p>
      </aside>
    </main>`;
}

/** Some at a time, the next ones after them. */
function said() {
  const first = (turn % Math.ceil(words.length / WORDS_AT_ONCE)) * WORDS_AT_ONCE;
  return html`<ul class="wall-words" aria-live="polite">${repeat(words.slice(first, first + WORDS_AT_ONCE), ({ id }) => id,
    ({ id, department, text }) => html`<li data-test="word" data-id=${id}>
      <strong>${department ? nameOf(department) : t('word.all')}</strong> <span class="typed" dir="auto">${text}</span></li>`)}</ul>`;
}

function calls(all) {
  const shown = all.slice(0, MOST_CALLS);
  return html`<section class="wall-calls" aria-label=${t('screen.calls')}><ul aria-live="polite">${repeat(shown, markOf, (call) => html`
    <li data-test="wall-call" data-id=${call.id} data-spoken=${spoken.has(markOf(call)) ? 'yes' : 'no'}>
      <strong>${call.ticket}</strong> <span dir="auto">${t('screen.call', call)}</span></li>`)}</ul>
    ${all.length > MOST_CALLS ? html`<p>${t('screen.moreCalls', { n: all.length - MOST_CALLS })}</p>` : nothing}</section>`;
}

function nameOf(department) {
  const found = fair.departments.find((other) => other.code === department);
  return found ? found.name : t('triage.name');
}

function queues(departments) {
  if (!departments.length) return html`<p class="empty">${t('screen.noQueue')}</p>`;
  return html`<table class="wall-table">
    <thead><tr><th scope="col">${t('board.department')}</th><th scope="col">${t('screen.seen')}</th>
      <th scope="col">${t('screen.waiting')}</th></tr></thead>
    <tbody>${repeat(departments.slice(0, MOST_DEPARTMENTS), (row) => row.code, (row) => html`
      <tr data-test="wall-row" data-code=${row.code}>
        <th scope="row">${nameOf(row.code)}</th>
        <td data-test="wall-seen">${tickets(row.seen)}</td>
        <td data-test="wall-waiting">${tickets(row.waiting)}</td>
      </tr>`)}</tbody>
  </table>
  ${departments.length > MOST_DEPARTMENTS ? html`<p class="help">
    ${t('screen.moreDepartments', { n: departments.length - MOST_DEPARTMENTS })}</p>` : nothing}`;
}

function tickets(list) {
  if (!list.length) return t('time.none');
  const more = list.length - MOST_TICKETS;
  return html`${list.slice(0, MOST_TICKETS).map((ticket) => html`<span class="wall-ticket">${ticket}</span> `)}${
    more > 0 ? html`<span class="help">${t('screen.moreTickets', { n: more })}</span>` : nothing}`;
}

function answers(published) {
  if (!published.length) return html`<p class="empty">${t('screen.noAnswers')}</p>`;
  const pages = Math.ceil(published.length / ANSWERS_AT_ONCE);
  const first = (turn % pages) * ANSWERS_AT_ONCE;
  return html`<ul class="wall-list">${repeat(published.slice(first, first + ANSWERS_AT_ONCE), ({ id }) => id, (question) => html`
    <li class="card" data-test="wall-answer" data-id=${question.id}>
      <p class="help">${nameOf(question.department)}</p>
      <p class="typed wall-asked" dir="auto">${question.text}</p>
      <p class="typed wall-answered" dir="auto">${question.answer.text}</p>
    </li>`)}</ul>`;
}
