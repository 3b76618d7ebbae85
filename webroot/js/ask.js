import { api } from './lib/api.js';
import { Asking } from './lib/asking.js';
import { drawChosen } from './lib/attaching.js';
import { drawnOncePerFrame, html, nothing, render, repeat } from './lib/html.js';
import { Touch } from './lib/idle.js';
import { later } from './lib/later.js';
import { Live } from './lib/live.js';
import { News } from './lib/news.js';
import { keepState, knownState, replaceRendered, whenNobodyWrites, writtenSoFar } from './lib/rendered.js';
import { day, langOf, language, nextLanguage, t } from './lib/text.js';
import { nextSize, setType, showType, typeSize } from './lib/type.js';
import { askForm } from './parts/ask-form.js';
import { connection } from './parts/connection.js';
import { bareQuestion, pendingQuestion } from './parts/pending.js';
import { published, similar } from './parts/published.js';

const FORGETS_AFTER_MILLIS = 30 * 60000;
const TRIES_AGAIN_AFTER_MILLIS = 2000;
const KEEPS_EVERY_MILLIS = 5000;
const ASKS_AFTER_FOLLOWED_MILLIS = 60000;
/** Long after she has begun to read: a newer page is for the next time. */
const LOOKS_FOR_NEWER_AFTER_MILLIS = 20000;

const code = decodeURIComponent(location.pathname.split('/')[2] || '');
const page = document.getElementById('page');
/** Where pictures and sounds can be chosen, as the page is drawn. */
let places = [];
const drawNow = () => {
  places = [];
  render(view(), page);
  drawChosen(places);
};
const draw = drawnOncePerFrame(() => {
  if (isDrawn) drawNow();
});
/** Since the page was kept last. */
let hasChanged = true;
const asking = new Asking(code, FORGETS_AFTER_MILLIS, () => {
  hasChanged = true;
  draw();
}, ({ id }) => afterDrawing(() => {
  const { activeElement } = document;
  if (!activeElement || !/^(TEXTAREA|INPUT|SELECT)$/.test(activeElement.tagName)) lookAt(id);
}));

const known = knownState(code);

const news = new News((kind) => t(`news.${kind}`), () => draw());

let fair = known.fair || null;
/** What is said to all who wait, at whatever desk; what a phone has kept of it is old. */
let words = known.isOfNow ? fair.words : [];
let isMissing = false;
let hasNoCookie = false;
let online = 'connecting';
let live = null;
let isDrawn = false;
/** What draws her questions, once it is here. */
let cards = null;
let coming = null;
/** In which her questions stand. */
let order = [];

async function start() {
  if (known.isOfNow) listen(); // what is pushed needs no cookie that is sure to be kept
  if (!fair || !fair.cookie || !known.isOfNow) {
    try {
      let now = await api.fair(code);
      // the page has given this phone its cookie, or where the phone had kept the page, this call: the next says whether it is kept
      if (now.cookie === false) now = await api.fair(code);
      if (fair && fair.me && fair.me !== now.me) forgetWhoWasHere();
      fair = now;
      takeWords(now.words);
    } catch (problem) {
      if (problem.status === 404) isMissing = true;
      else setTimeout(start, Math.max(TRIES_AGAIN_AFTER_MILLIS, problem.retryAfterSeconds * 1000));
      online = problem.status === 0 ? 'offline' : 'connecting';
      asking.cannotSend();
      return draw();
    }
  }
  hasNoCookie = fair.cookie === false;
  draw();
  if (hasNoCookie) return;
  // from here on the hub knows whose phone this is: what she has asked is hers, and can be sent
  asking.open();
  listen();
  if (!known.isOfNow && asking.mine.asked.some(({ answer }) => answer)) asking.readMine().catch(() => {}); // what no push tells: whether it is time to ask her something
}

function takeWords(now) {
  words = now;
  draw();
}

/** What was kept is somebody else's: of this phone's cookie the hub knows nothing of it. */
function forgetWhoWasHere() {
  Object.assign(known, { seq: null });
  asking.forgetMine();
}

function listen() {
  if (live) return;
  live = new Live({ fair: code, as: 'asker' }, {
    snapshot: (questions, seq, isAnew) => asking.takeSnapshot(questions, seq, isAnew),
    entry: (frame) => {
      asking.takeEntry(frame);
      if (frame.question.mine) news.take(frame.question, frame.kind);
      else if (asking.mine.follows(frame.question.id) && frame.question.answer) {
        news.take({ id: frame.question.id, ticket: t('followed.title') }, frame.kind);
      }
    },
    beat: ({ ahead = {} }) => asking.takeAhead(ahead),
    poll: () => Promise.all([asking.read(), api.fair(code).then((now) => takeWords(now.words))]),
    words: takeWords,
    connection: (now) => {
      online = now;
      if (now === 'online' || now === 'polling') asking.sendNow();
      if (now === 'online') askAfterFollowed();
      draw();
    },
    refused: () => {
      isMissing = true;
      draw();
    },
  }, { seq: known.seq, epoch: known.fair ? known.fair.epoch : undefined });
  setInterval(keepPage, KEEPS_EVERY_MILLIS);
  setInterval(() => {
    if (!document.hidden && asking.mine.followed.some(({ answer }) => !answer)) askAfterFollowed();
  }, ASKS_AFTER_FOLLOWED_MILLIS);
  addEventListener('pagehide', keepPage);
  keepShell();
}

function askAfterFollowed() {
  asking.readFollowed().catch(() => {}); // it is asked for again in a while
}

/** For when it opens without a network. */
function keepPage() {
  const { seq, epoch } = live;
  if (seq === null || isMissing || !hasChanged) return;
  hasChanged = false;
  keepState(code, { fair: Object.assign({}, fair, { epoch }), seq, mineSeq: seq, mine: asking.mine.asked,
    followed: asking.mine.followed,
    published: asking.mine.published.slice(0, asking.shown) });
}

/** In a village's plain http there is no service worker, nor in WeChat on iOS: there a visit is a visit. */
function keepShell() {
  if (!navigator.serviceWorker) return;
  const wait = navigator.serviceWorker.controller && !location.search ? LOOKS_FOR_NEWER_AFTER_MILLIS : 0;
  navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(({ active }) => {
    setTimeout(() => active.postMessage({ path: location.pathname, language }), wait);
  }).catch(() => {}); // it may not keep anything: a visit is a visit
}

// What is seen --------------------------------------------------------------------------------------------

const [nextTag, nextName] = nextLanguage();

/** As it is called in the language of the page. */
function named(department) {
  return language === 'mn-Mong' && department.nameMn ? Object.assign({}, department, { name: department.nameMn }) : department;
}

function view() {
  if (isMissing) {
    return html`<main class="phone"><h1>${t('ask.noFair')}</h1><p>${t('ask.noFairHelp')}</p></main>`;
  }
  const shown = fair ? Object.assign({}, fair, { departments: fair.departments.map(named) }) : { name: t('app.name'), place: '', departments: [] };
  const hasMine = !asking.mine.isEmpty || asking.asked.length > 0;
  return html`
    <header class="phone fair">
      <p class="tools">
        <button type="button" class="quiet" data-test="type" @click=${larger}>
          ${nextSize(typeSize()) > 1 ? t('type.larger') : t('type.normal')}</button>
        <a class="button quiet" data-test="language" lang=${nextTag} href="/f/${encodeURIComponent(code)}?lang=${nextTag}">${nextName}</a>
        ${connection(online)}
      </p>
      <h1 lang=${langOf(shown.name)}>${shown.name}</h1>
      ${shown.startsAt ? html`<p class="help"><span lang=${langOf(shown.place)}>${shown.place}</span> · ${day(shown.startsAt)}</p>` : nothing}
    </header>
    ${newsBar()}
    <main class="phone">
      ${words.length ? told(shown) : nothing}
      ${hasNoCookie ? noCookie() : html`
        ${hasMine ? mine(shown) : nothing}
        ${canAsk(shown) ? !hasMine || asking.showsForm ? form(shown, hasMine) : html`
          <button type="button" class="primary wide" data-test="again" @click=${write}>${t('ask.again')}</button>`
          : html`<p class="card" data-test="not-open">${whyNot(shown)}</p>`}
        ${published({
          fair: encodeURIComponent(code),
          questions: asking.mine.published,
          most: asking.shown,
          nameOf: (department) => deskOf(department).name,
          isSupported: (question) => asking.isSupported(question),
          on: { support: (question) => asking.support(question), more: () => asking.showMore() },
        })}`}
    </main>`;
}

/** Leads to the card that has changed. */
function newsBar() {
  if (!news.items.length) return nothing;
  const [{ id, ticket, kind }] = news.items;
  return html`<div class="news" role="status"><button type="button" class="primary wide" data-test="news" @click=${() => look(id)}>
    ${t('news.look', { ticket, what: t(`news.${kind}`) })}</button></div>`;
}

function look(id) {
  news.seen(id);
  afterDrawing(() => lookAt(id));
}

function afterDrawing(run) {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

/** The card comes into sight, and whoever reads by ear or keyboard is there. */
function lookAt(id) {
  const card = document.getElementById(`q-${id}`);
  if (!card) return;
  card.scrollIntoView({ block: 'start' });
  card.querySelector('[data-test="ticket"]').focus();
}

function larger() {
  setType(nextSize(typeSize()));
  draw();
}

function noCookie() {
  return html`<section class="card" role="alert" data-test="no-cookie">
    <h2>${t('ask.noCookie')}</h2>
    <p>${t('ask.noCookieHelp')}</p>
    <button type="button" class="primary wide" @click=${start}>${t('ask.tryAgain')}</button>
  </section>`;
}

const IS_OVER = ['over', 'closed'];

function canAsk({ state }) {
  return state !== 'not-begun' && !IS_OVER.includes(state);
}

function whyNot({ state, startsAt }) {
  return state === 'not-begun' ? t('ask.notBegun', { day: day(startsAt) }) : t('ask.closed');
}

function write() {
  asking.write();
  requestAnimationFrame(() => {
    const text = document.getElementById('text');
    if (!text) return;
    text.scrollIntoView({ block: 'center' });
    text.focus();
  });
}

function form(shown, canCancel) {
  return askForm({
    draft: asking.draft,
    departments: shown.departments,
    problem: asking.problem,
    isKept: asking.isKept,
    place: place({ about: 'new', list: asking.draft.attached, change: (list) => asking.attach(list), say: (words) => asking.say(words) }),
    isMatterPrivate: asking.isMatterPrivate || shown.departments.some((desk) => desk.code === asking.draft.department && desk.sensitive),
    similar: similar(asking.similar, (question) => {
      asking.follow(question);
      afterDrawing(() => lookAt(question.id));
    }),
    on: {
      change: (field, value, isComposing) => {
        bringCards();
        asking.change(field, value, isComposing);
      },
      clear: () => asking.forgetPerson(),
      cancel: canCancel ? () => asking.stopWriting() : null,
      send: () => {
        if (asking.send()) scrollTo(0, 0);
      },
    },
  });
}

function place(made) {
  places.push(made);
  return made;
}

const onMine = {
  place: (question, { attached }) => place({ about: question.id, list: attached, change: (list) => asking.setReplyAttached(question, list),
    say: (problem) => asking.setUi(question, { problem }) }),
  replyText: (question, text) => asking.setReply(question, text),
  reply: (question) => asking.reply(question),
  rate: (question, grade, word) => asking.act(question, 'rating', word ? { grade, comment: word } : { grade }),
  grade: (question, grade) => asking.setUi(question, { grade, chips: [], word: '' }),
  chip: (question, chip) => {
    const { chips } = asking.uiOf(question);
    asking.setUi(question, { chips: chips.includes(chip) ? chips.filter((other) => other !== chip) : [...chips, chip] });
  },
  rateWord: (question, word) => asking.setUi(question, { word }),
  confirm: (question, confirming) => asking.confirm(question, confirming),
  withdraw: (question) => asking.act(question, 'withdrawal'),
  erase: (question) => asking.act(question, 'erasure'),
  takeBack: (question) => asking.act(question, 'publication', { public: false }),
  drop: (item) => asking.drop(item),
  askAnew: (question) => {
    asking.askAnew(question);
    write();
  },
};

/** The newest change on top, but nothing moves while she writes in a card. */
function shownInOrder() {
  const { list } = asking.mine;
  const { activeElement } = document;
  const isAtIt = activeElement && activeElement.closest && activeElement.closest('.mine') && /^(TEXTAREA|INPUT)$/.test(activeElement.tagName);
  if (!isAtIt && !list.some((question) => asking.uiOf(question).reply)) order = list.map(({ id }) => id);
  return list.sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}

/** Of a fair as it is shown: department code → desk. */
function desksOf({ departments }) {
  const desks = new Map(departments.map((department) => [department.code, department]));
  return (department) => desks.get(department) || { name: t('triage.name') };
}

function told(shown) {
  bringCards();
  return cards ? cards.told(words, asking.mine.asked, desksOf(shown)) : nothing;
}

function mine(shown) {
  const deskOf = desksOf(shown);
  const isOpen = canAsk(shown);
  bringCards();
  return html`<section aria-labelledby="mine-title" aria-live="polite">
    <h2 id="mine-title">${t('mine.title')}</h2>
    <ul class="questions">
      ${repeat([...asking.asked].reverse(), (item) => item.key, (item) => pendingQuestion(item, {
        edit: () => {
          asking.edit(item);
          write();
        },
        drop: () => asking.drop(item),
      }))}
      ${repeat(shownInOrder(), (question) => question.id, (question) => (!cards ? bareQuestion(question)
        : !question.mine ? cards.followedQuestion(question) : cards.myQuestion({
        question,
        desk: deskOf(question.department),
        nameOf: (department) => deskOf(department).name,
        hub: (shown.url || location.href).replace(/\/f\/[^/]*$/, ''),
        ui: asking.uiOf(question),
        canAsk: isOpen,
        on: onMine,
      })))}
    </ul>
  </section>`;
}

/** Comes with the page where she has asked before, else while she writes. */
function bringCards() {
  coming = coming || later('cards').then((script) => {
    const at = document.activeElement && document.activeElement.closest('.mine');
    cards = script.cards;
    draw();
    if (at) afterDrawing(() => lookAt(at.dataset.id)); // where she was
  }, () => new Promise((resolve) => {
    setTimeout(resolve, TRIES_AGAIN_AFTER_MILLIS);
  }).then(() => {
    coming = null;
    return bringCards();
  }));
  return coming;
}

function takeOver() {
  whenNobodyWrites(() => {
    asking.takeWritten(writtenSoFar(), new URLSearchParams(location.search).has('ask'));
    isDrawn = true;
    replaceRendered(page, drawNow);
  });
}

// The page begins -----------------------------------------------------------------------------------------

showType();
asking.takeRendered(known);
if (asking.mine.isEmpty && !words.length) takeOver();
else bringCards().then(takeOver); // until then the page works as it was rendered
start();
addEventListener('online', () => {
  if (!live) start();
});
new Touch().whenIdle(FORGETS_AFTER_MILLIS, () => asking.forgetPerson());
