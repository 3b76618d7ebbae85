import { byKeys } from './desk/by-keys.js';
import { Door } from './desk/door.js';
import { keepHolding } from './desk/holding.js';
import { listenForKeys } from './desk/keys.js';
import { Screens } from './desk/screens.js';
import { api } from './lib/api.js';
import { AsEverybody } from './lib/as-everybody.js';
import { drawChosen } from './lib/attaching.js';
import { drawnOncePerFrame, html, nothing, render } from './lib/html.js';
import { Calling } from './lib/calling.js';
import { DeskChoice } from './lib/desk-choice.js';
import { openDialog } from './lib/dialog.js';
import { signOut as endSession } from './lib/leave.js';
import { Live } from './lib/live.js';
import { filled } from './lib/ready.js';
import { Saying } from './lib/saying.js';
import { Packing } from './lib/packing.js';
import { t } from './lib/text.js';
import { Windowing } from './lib/windowing.js';
import { Work } from './lib/work.js';
import { wants } from './parts/colleagues.js';
import { deskBar } from './parts/desk-bar.js';
import { deskQuestion } from './parts/desk-question.js';
import { deskSide } from './parts/desk-side.js';
import { join } from './parts/join.js';
import { keysDialog } from './parts/keys-dialog.js';
import { Notices } from './parts/notices.js';
import { packingDialog } from './parts/packing.js';
import { undoBar } from './parts/undo.js';

const CLOCK_MILLIS = 15000;
const READS_PEOPLE_MILLIS = 20000;

const page = document.getElementById('page');
/** For so long what she has sent can be taken back: a setting of the hub's. */
const undoSeconds = Number(document.body.dataset.undoSeconds);
/** Where pictures and sounds can be chosen, as the page is drawn. */
let places = [];
const draw = drawnOncePerFrame(() => {
  places = [];
  render(view(), page);
  drawChosen(places);
  if (work && !work.question) screens.back(); // nothing is left to go on with
  showChosen();
  windowing.look();
  if (work) calling.look(work.desk.waiting(''), work.countWaiting(), work.desk.inHand(''));
});
const windowing = new Windowing(draw);
const calling = new Calling(draw);
const choice = new DeskChoice(draw);
const screens = new Screens(() => render(view(), page));
const news = new Notices(draw);
const everybody = new AsEverybody(draw);
const door = new Door(draw, open);

let session = null;
let fair = null;
let work = null;
let live = null;
let saying = null;
let packing = null;
let online = 'connecting';
let isLeaving = false;

door.open();
window.addEventListener('hashchange', async () => { // an invite that was pasted over the address of this page
  if (!location.hash) return;
  const before = session;
  if (work) await work.outbox.settle(); // what she was may end
  await door.open();
  if (work && door.problem) news.say(door.problem, 'problem');
  if (work && before && before.fair !== session.fair) news.say(t('desk.otherFair', { fair: fair.name }), 'news');
});
setInterval(draw, CLOCK_MILLIS); // how long they have waited
setInterval(() => {
  if (document.hidden) return;
  readPeople();
  if (work && work.lists.isUnseen) work.lists.readUnseen();
}, READS_PEOPLE_MILLIS);
document.addEventListener('visibilitychange', () => document.hidden && work && work.outbox.hurry());
window.addEventListener('pagehide', () => work && work.outbox.part());
keepHolding(
  () => (work && work.question && work.desk.holds(work.question) ? work.chosen : null),
  (ids) => live && live.beat(ids),
);
listenForKeys(byKeys(() => work, page, { onQuestion: () => onQuestion, canBeTaken, claim, focusOn, isExpert, writeWalkUp }));

async function open(known) {
  if (work) stop();
  door.problem = '';
  const wanted = new URLSearchParams(location.search).get('fair');
  fair = await api.fair(known.fair || wanted || (await api.fairs())[0].code);
  session = known;
  isLeaving = false;
  const departments = desks();
  saying = new Saying(fair.code, session.role === 'organizer' ? '' : departments[0], draw);
  saying.take(fair.words);
  packing = new Packing(fair.code, draw);
  work = new Work({ session, fair: fair.code, departments, nameOf, undoSeconds }, {
    changed: draw,
    say: (words, tone) => news.say(words, tone),
    signedOut: leave,
  });
  const handlers = {
    snapshot: (questions, seq, isAnew, more) => work && work.takeSnapshot(questions, more),
    entry: (frame) => work && work.takeEntry(frame),
    connection: (now) => {
      online = now;
      if (work && (now === 'online' || now === 'polling')) work.outbox.sendNow();
      draw();
    },
    words: (words) => saying.take(words),
    wanted: (frame) => work && work.colleagues.takeWanted(frame),
    refused: leave,
  };
  if (session.role !== 'organizer') {
    handlers.poll = () => Promise.all([work.read(), api.fair(fair.code).then(({ words }) => saying.take(words))]);
  }
  live = new Live({ fair: fair.code, as: 'desk', departments }, handlers);
  readPeople();
  draw();
}

function stop() {
  calling.forget();
  live.stop();
  work.close();
}

function readPeople() {
  if (work && !isExpert()) work.colleagues.read(work.department ? [work.department] : desks());
}

/** The session has ended: what she has written is there when she comes in again. */
function leave() {
  if (work) stop();
  live = null;
  work = null;
  session = null;
  door.problem = t('desk.signedOut');
  draw();
}

/** After her somebody else sits here: nothing of hers stays. */
async function signOut() {
  await work.outbox.settle();
  if (!work) return; // the session has ended meanwhile
  if (work.unsent.length && !isLeaving) {
    isLeaving = true;
    return draw();
  }
  work.forget();
  await endSession();
  leave();
  door.name = '';
  door.problem = '';
  return draw();
}

/** Who sees of all questions those that were put to her. */
function isExpert() {
  return session.role === 'expert';
}

function desks() {
  return session.role === 'organizer' || isExpert() ? targets().map((target) => target.code) : session.departments;
}

function targets() {
  return [...fair.departments, { code: 'triage', name: t('triage.name') }];
}

function nameOf(code) {
  const found = targets().find((target) => target.code === code);
  return found ? found.name : code;
}

function boothOf({ department }) {
  return (targets().find(({ code }) => code === department) || {}).booth || '';
}

// What the volunteer does ---------------------------------------------------------------------------------

function canBeTaken(question) {
  return ['waiting', 'asked-back'].includes(question.state) && !work.pending(question);
}

/** @param {string} mode what she is about to write, where she has said so */
async function claim(mode) {
  if (!(await work.act('claim'))) return;
  if (typeof mode === 'string' && mode !== 'answer') onQuestion.mode(mode);
  else focusOn('.hand textarea, .hand select');
}

function writeWalkUp() {
  work.booth.walkUp.change('isOpen', true);
  screens.back();
  focusOn('#walk-up-text');
}

/** At once: a frame later she may be somewhere else already, and would be torn away from there. */
function focusOn(selector) {
  render(view(), page);
  const element = page.querySelector(selector);
  if (element) element.focus();
}

/** Of a volunteer's speech every letter counts; what she speaks goes by the venue's network. */
const HERTZ = 16000;

function place(kind) {
  const about = work.chosen;
  const made = {
    about: `${kind}-${about}`,
    list: work.writing.attached(kind),
    change: (list) => work && work.writing.attach(about, kind, list),
    say: (words) => work && work.writing.say(words),
    hertz: HERTZ,
    fileHelp: t('attach.deskFileHelp'),
  };
  places.push(made);
  return made;
}

const onQuestion = {
  place,
  claim,
  release: () => work.release(),
  send: () => (work.writing.mode !== 'publish' || everybody.of(work.chosen)) && work.send(),
  change: (kind, value) => work.writing.set(kind, value),
  changePart: (kind, part) => work.writing.setPart(kind, part),
  changePiece: (index, part) => work.writing.setPiece(index, part),
  merge: (other) => work.mergeInto(other),
  changeBasis: (part) => work.writing.setBasis(part),
  setPublic: (yes) => work.writing.setPublic(yes),
  mode: (mode) => {
    choice.close();
    work.writing.setMode(mode);
    if (mode === 'escalation') work.readExperts();
    if (mode === 'publish') everybody.read(work.chosen);
    if (mode === 'handing') work.colleagues.read([work.question.department]);
    if (mode === 'call') work.writing.suggest('call', boothOf(work.question));
    work.writing.suggestParts(work.question, session.name);
    focusOn('.hand textarea, .hand select, .hand input, .hand button');
  },
  answerInPerson: () => work.booth.answerInPerson(),
  arrived: (came) => work.booth.tellOfCall('arrival', { came }),
  callAgain: () => work.booth.tellOfCall('call', { booth: work.question.call.booth }),
  hand: (colleague) => work.handTo(work.chosen, colleague),
  want: () => work.want(),
  takeAway: () => work.takeAway(),
  goOn: () => work.goOn(),
  useAnswer: (text) => {
    work.writing.useAnswer(text);
    focusOn('.hand textarea');
  },
  useReady: ({ text }) => {
    work.writing.useAnswer(filled(text, knownOf(work.question)));
    focusOn('#answer');
  },
  addReady: (shared) => work.ready.add(work.writing.draft('answer'), shared, knownOf(work.question)),
  removeReady: (answer) => work.ready.remove(answer),
  askBack: (text) => {
    work.writing.useAskBack(text);
    focusOn('.hand textarea');
  },
  passOn: (code) => {
    work.writing.passOn(code, t('desk.passOnReason', { department: nameOf(code) }));
    focusOn('#reason');
  },
  passOnByDuty: (duty, isLeft) => {
    work.writing.passOnByDuty(duty, nameOf(duty.department));
    if (!isLeft) focusOn('#reason');
  },
  chosen: (part, kind, next) => {
    work.writing.setPart(kind, part);
    if (next) focusOn(next);
  },
  findDuties: (words) => work.dutySearch.lookFor(words),
  findItems: (words) => work.itemSearch.lookFor(words),
  addItem: (item) => {
    work.writing.addItem(item);
    work.itemSearch.lookFor('');
    focusOn('#find-item');
  },
  dropItem: (code) => {
    work.writing.dropItem(code);
    focusOn('#find-item');
  },
  tick: (id, yes) => work.suggestions.tick(id, yes),
  takeBack: (item) => {
    work.takeBack(item);
    screens.open();
    focusOn('.hand textarea, .hand select');
  },
  drop: (item) => work.dropUnsent(item),
};

/** What a ready answer can be filled with. */
function knownOf(question) {
  return { village: question.village, ticket: question.ticket, booth: boothOf(question) };
}

const onWants = {
  grant: (want) => work.handTo(want.question, { id: want.by, name: want.name }),
  keep: (want) => work.colleagues.keep(want),
};

const onList = {
  walkUp: (isAnswered) => work.booth.takeWalkUp(isAnswered),
  pack: () => {
    packing.begin(work.department || placesToPack()[0].code);
    render(view(), page);
    openDialog(page.querySelector('dialog.packing'));
  },
  giveNumber: (service) => {
    work.booth.walkUp.use(service);
    work.booth.takeWalkUp(false);
  },
  choose: (question) => {
    work.choose(question);
    screens.open();
  },
  open: (tab) => work.lists.open(tab),
  showUnseen: (yes) => work.lists.showUnseen(yes),
  showPromised: (which) => work.lists.showPromised(which),
  lookFor: (words) => work.lists.lookFor(words),
  leaveSearch: () => {
    work.lists.leaveSearch();
    if (document.activeElement) document.activeElement.blur(); // the keys are hers again
  },
};

/** What was brought into sight last: she may look elsewhere after that. */
let shownLast = '';

/** The row of the question in front of her, once it is another one or stands somewhere else. */
function showChosen() {
  const group = work && work.question && work.lists.groups(work.department)
    .find(({ questions }) => questions && questions.some(({ id }) => id === work.chosen));
  const shown = group ? `${group.name} ${work.chosen}` : '';
  if (shown && shown !== shownLast) windowing.show(group.name, group.questions.findIndex(({ id }) => id === work.chosen));
  shownLast = shown;
}

/** Where she may say something to all who wait. */
function placesToSay() {
  const own = desks().map((code) => ({ code, name: t('desk.word.whoWaits', { department: nameOf(code) }) }));
  return session.role === 'organizer' ? [{ code: '', name: t('desk.word.everybody') }, ...own] : own;
}

/** All desks of hers but the one that finds out who answers. */
function placesToPack() {
  return desks().filter((code) => code !== 'triage').map((code) => ({ code, name: nameOf(code) }));
}

function filter(code) {
  work.filter(code);
  readPeople();
}

// What is seen --------------------------------------------------------------------------------------------

function view() {
  if (!session || !work || door.isOrganizers) {
    return join(door, { change: (field, value) => door.change(field, value), join: () => door.join(), stay: () => door.stay() });
  }
  const { question } = work;
  return html`
    ${deskBar({
      fair,
      name: session.name,
      online,
      calling,
      undo: work.undoable ? undoBar(work.undoable, undoSeconds, onQuestion) : null,
      said: news.list,
      leaving: { isAsked: isLeaving, unsent: work.unsent.length },
      on: { leave: signOut, stay: () => { isLeaving = false; draw(); } },
    })}
    ${wants(work.colleagues.wants, (id) => (work.desk.has(id) && !work.pending({ id }) ? work.desk.get(id).ticket : null), onWants)}
    <main class="desk" data-screen=${question ? screens.shown : 'list'}>
      <div class="side">${deskSide({
        work,
        isExpert: isExpert(),
        slipPath: (code) => `/kiosk/${encodeURIComponent(fair.code)}/tickets/${encodeURIComponent(code)}`,
        codes: desks(),
        nameOf,
        saying,
        places: placesToSay(),
        windowOf: (name) => windowing.of(name),
        on: Object.assign({ filter, takeBack: onQuestion.takeBack, drop: onQuestion.drop }, onList),
      })}</div>
      ${question ? html`<button type="button" class="quiet back" data-test="back" @click=${() => screens.back()}>${t('desk.back')}</button>` : nothing}
      ${question ? deskQuestion({
        question,
        thread: work.thread,
        suggested: work.suggestions,
        itemSearch: work.itemSearch,
        choice,
        dutySearch: work.dutySearch,
        held: work.desk.holds(question),
        writing: work.writing,
        isBusy: work.isBusy,
        pending: work.pending(question),
        isAskedFor: work.colleagues.asked.includes(question.id),
        isOrganizer: session.role === 'organizer',
        isExpert: isExpert(),
        experts: work.experts,
        everybody,
        ready: work.ready,
        people: work.colleagues.at(question.department),
        targets: targets(),
        nameOf,
        on: onQuestion,
      }) : html`<p class="pick">${t('desk.pick')}</p>`}
    </main>
    ${keysDialog()}
    ${isExpert() ? nothing : packingDialog(packing, placesToPack(), targets(), work.desk.countWaiting(packing.department))}`;
}
