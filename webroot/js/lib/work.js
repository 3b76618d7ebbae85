import { api } from './api.js';
import { forgetChosen } from './attaching.js';
import { Booth } from './booth.js';
import { Colleagues } from './colleagues.js';
import { DeskLists } from './desk-lists.js';
import { DeskReading } from './desk-reading.js';
import { DeskState } from './desk-state.js';
import { doneWords, wasDone, whyNot } from './outcomes.js';
import { Ready } from './ready.js';
import { staff } from './staff-api.js';
import { Suggestions } from './suggestions.js';
import { t } from './text.js';
import { merged } from './thread.js';
import { UndoOutbox } from './undo.js';
import { WordSearch } from './word-search.js';
import { Writing } from './writing.js';

/** Words that stay with their question: after them she is still at it. */
const STAYS_AFTER = ['note', 'publication', 'publish', 'call', 'correction', 'split', 'part'];
/** What others hear or get at once, and nothing takes back: it stands for some seconds in which she can. */
const UNDOABLE = ['answer', 'correction', 'ask-back', 'transfer', 'follow-up', 'split', 'part', 'merge', 'escalation'];
/** Kinds of entries by which a question comes to a desk. */
const COMES_NEW = ['asked', 'approved', 'transferred', 'reopened', 'rated', 'split'];

/**
 * A volunteer's work: the questions of her desks, the one in front of her, and what she has sent of it, which goes
 * out by itself when the network is back.
 */
export class Work {
  /**
   * @param {{session, fair: string, departments: string[], nameOf: (code) => string, undoSeconds: number}} where
   * @param {{changed: () => void, say: (words, tone) => void, signedOut: () => void}} on
   */
  constructor({ session, fair, departments, nameOf, undoSeconds }, on) {
    this._fair = fair;
    this._session = session;
    /** Experts to whom she can put a question: [{id, name}]; null = not read. */
    this.experts = null;
    this._departments = departments;
    this._nameOf = nameOf;
    this._on = on;
    /** Code of the desk that is shown; '' = all. */
    this.department = '';
    /** Number of the question in front of her, or null. */
    this.chosen = null;
    /** What was said about it; null = not read yet. */
    this.thread = null;
    /** Of which question in front of her, and whose hands, she was told that it is there. */
    this._toldOf = null;
    /** Whether an answer of the hub is awaited. */
    this.isBusy = false;
    this.desk = new DeskState(session);
    this._reading = new DeskReading(fair, this.desk, session.role === 'expert');
    this.colleagues = new Colleagues(fair, session.id, on.changed);
    /** What she looks at on the left. */
    this.lists = new DeskLists(fair, departments, this.desk, this._reading, on);
    this.suggestions = new Suggestions(on.changed);
    this.itemSearch = new WordSearch(staff.serviceItems, on.changed);
    this.dutySearch = new WordSearch(staff.duties, on.changed);
    this.ready = new Ready(fair, on.changed);
    this.booth = new Booth(this, { fair, departments }, on);
    this.writing = new Writing(fair, on.changed);
    /** What she has sent. */
    this.outbox = new UndoOutbox(`desk.${fair}.${session.name}`, {
      changed: on.changed,
      sent: (question, item) => this._sent(question, item),
      saved: (item) => this._saved(item),
      refused: (item, problem) => this._refused(item, problem),
      signedOut: on.signedOut,
    }, undoSeconds * 1000);
    this.outbox.open();
  }

  /** It ends here; what is on its way stays kept. */
  close() {
    this.outbox.close();
    this.suggestions.lookFor(null);
  }

  /** What she has written is on this device no more. */
  forget() {
    this.outbox.items.forEach(({ attached }) => forgetChosen(attached));
    this.outbox.removeAll();
    this.writing.forget();
  }

  /** How many wait at all of her desks. */
  countWaiting() {
    return this._departments.reduce((sum, code) => sum + this.desk.countWaiting(code), 0);
  }

  get question() {
    return this.chosen ? this.desk.get(this.chosen) : undefined;
  }

  /** What she has sent and the hub has not acknowledged, or was writing when its question left the desk. */
  get unsent() {
    const left = this.writing.left.map(({ question, ticket, text, why }) => ({ key: `left-${question}`, question, ticket, kind: 'answer',
      state: 'refused', words: why, body: { text }, isLeft: true }));
    return [...this.outbox.items.filter(({ state }) => state !== 'sending' && state !== 'undoable'), ...left];
  }

  /** What she has sent last and can still take back, or undefined. */
  get undoable() {
    return this.outbox.undoable.find(({ question }) => this.desk.get(question));
  }

  /** What is on its way about a question, or undefined. */
  pending({ id }) {
    return this.outbox.items.find(({ question, state }) => question === id && state !== 'refused');
  }

  // What comes from the hub -------------------------------------------------------------------------------

  /** @param more department code → how many more wait there than are told */
  takeSnapshot(questions, more = {}) {
    this.desk.replaceAll(questions, this._departments, more);
    if (this.chosen && this.question) this._readThread(this.chosen);
    else this.choose(this.desk.inHand(this.department).find((question) => !this.pending(question)) || null);
    this._readFurther();
    this.lists.refresh();
  }

  /** Where nothing is pushed. */
  async read() {
    this.takeSnapshot(await this._reading.open(this._departments));
  }

  takeEntry({ seq, kind, question, message, reason }) {
    const before = this.desk.get(question.id);
    const wasHers = Boolean(before) && this.desk.holds(before);
    const stays = this.desk.take(question, this._departments, COMES_NEW.includes(kind));
    this.suggestions.take(question);
    this._readFurther();
    if (before && !stays && !this.pending(question)) this.writing.leave(question, t('desk.gone', { ticket: question.ticket }));
    if (this.chosen === question.id) this._takeChosen(seq, kind, question, message);
    if (!before || before.holder !== question.holder) this.colleagues.settle(question.id);
    this._tellOfHands(before, wasHers, question);
    if (kind === 'replied' && before) this._on.say(t('desk.replied', { ticket: question.ticket }), 'news');
    if (!before && stays && question.urgent) this._on.say(t('desk.urgentCame', { ticket: question.ticket }), 'problem');
    if (!before && stays && question.problem && kind === 'transferred') this._on.say(t('desk.problemCame', { ticket: question.ticket }), 'problem');
    if (kind === 'released' && wasHers && reason && reason !== 'put-back') {
      this._on.say(t(`desk.releasedBy.${reason}`, { ticket: question.ticket }), 'problem');
    }
    this._on.changed();
  }

  /** It went from hand to hand. */
  _tellOfHands(before, wasHers, question) {
    const isHers = this.desk.holds(question);
    if (isHers && before && this.desk.isInOtherHands(before)) this._on.say(t('desk.handed', { ticket: question.ticket }), 'news');
    if (wasHers && this.desk.isInOtherHands(question) && this.chosen !== question.id) {
      this._on.say(t('desk.handedAway', { ticket: question.ticket, name: question.claimedBy }), 'news');
    }
  }

  _takeChosen(seq, kind, question, message) {
    if (message) this.thread = merged(this.thread, [Object.assign({ seq }, message)]);
    if (kind === 'claimed' && !this.desk.holds(question)) {
      this._stayAt(question, question.claimedBy);
    } else if (!this.question && !this.pending(question)) {
      this._lose(question, t('desk.gone', { ticket: question.ticket }));
    }
  }

  /** Who of the experts is there now. */
  async readExperts() {
    this.experts = null;
    try {
      this.experts = await staff.experts(this._fair);
    } catch (problem) {
      this._on.say(problem.words, 'problem');
    }
    this._on.changed();
  }

  async _readFurther() {
    try {
      await this._reading.further(this._departments);
    } catch (ignored) {
      // the next entry tries again
    }
    this._on.changed();
  }

  // What is in front of her -------------------------------------------------------------------------------

  choose(question) {
    this.chosen = question ? question.id : null;
    this.desk.keepInPlace(question && !this.desk.isInOtherHands(question) ? question.id : null);
    this._toldOf = null;
    if (question) this.lists.bring(question, this.department);
    this.thread = null;
    this.isBusy = false;
    this.writing.about(this.chosen);
    this.itemSearch.lookFor('');
    if (this._session.role !== 'expert') { // who has only what was put to her
      this.suggestions.lookFor(this.chosen && this.desk.has(this.chosen) ? this.chosen : null);
      this.ready.lookAt(question ? question.department : null);
    }
    if (this.chosen) this._readThread(this.chosen);
    this._on.changed();
  }

  /** Moves up or down in what is shown. */
  step(by) {
    const shown = this.lists.shown(this.department);
    const at = shown.findIndex((question) => question.id === this.chosen);
    const target = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (target) this.choose(target);
  }

  async _readThread(id) {
    try {
      const { messages, name, phone } = await staff.question(id);
      if (this.chosen === id) this.thread = merged(this.thread, messages);
      const known = this.desk.get(id);
      if (known && (name || phone)) this.desk.take(Object.assign({}, known, { name, phone }), this._departments);
    } catch (ignored) {
      if (this.chosen === id) this.thread = this.thread || []; // the question itself stands there all the same
    }
    this._on.changed();
  }

  /** What is in front of her a colleague has taken: it stays there, in its place, until she goes on. */
  _stayAt({ id, ticket }, name) {
    const isKnown = this._toldOf === id + name;
    this._toldOf = id + name;
    if (!isKnown) this._on.say(t('desk.took', { name, ticket }), 'problem');
  }

  goOn() {
    this.choose(this._next(this.question));
  }

  /** What was in front of her is not at her desk any more: on to the next one. */
  _lose(question, words) {
    this._on.say(words, 'problem');
    this.choose(this._next(question));
  }

  _next(question) {
    return this.desk.after(question, this.department, (other) => Boolean(this.pending(other)) || this._isAnsweredAlong(other));
  }

  /** Whether what is on its way answers it too. */
  _isAnsweredAlong({ id }) {
    return this.outbox.items.some(({ state, body }) => state !== 'refused' && (body.also || []).includes(id));
  }

  filter(department) {
    this.department = department;
    this.lists.narrow(department);
    this._on.changed();
  }

  // What she does -----------------------------------------------------------------------------------------

  /** Takes the question up, or gives it back: at once or not at all. @returns {Promise<boolean>} whether it was done */
  async act(command) {
    const { question } = this;
    if (!question || this.isBusy) return false;
    this.isBusy = true;
    this.writing.say('');
    try {
      this.desk.take(await staff.act(question.id, command), this._departments);
      this.isBusy = false;
      if (command === 'claim') this._readThread(question.id); // now she may see who asks
      return true;
    } catch (problem) {
      this.isBusy = false;
      if (problem.claimedBy) {
        this.desk.take(Object.assign({}, question, { state: 'claimed', claimedBy: problem.claimedBy, holder: null }), this._departments);
        this._stayAt(question, problem.claimedBy);
      }
      else this.writing.say(problem.words);
      return false;
    } finally {
      this._on.changed();
    }
  }

  async release() {
    const { question } = this;
    if (!(await this.act('release'))) return;
    this._on.say(t('desk.released', { ticket: question.ticket }), 'done');
    this.choose(this._next(question));
  }

  /** Gives what she holds to a colleague, who has asked for it or not. @param id of the question */
  async handTo(id, colleague) {
    const question = this.desk.get(id);
    if (!question || this.isBusy || this.pending(question)) return;
    this.isBusy = true;
    this.writing.setMode('answer');
    try {
      const now = await staff.act(id, 'handing', { to: colleague.id });
      this.isBusy = false;
      this.colleagues.settle(id);
      this.desk.take(now, this._departments);
      this._on.say(t('desk.handedTo', { ticket: question.ticket, name: colleague.name }), 'done');
      if (this.chosen === id) this.choose(this._next(question));
    } catch (problem) {
      this.isBusy = false;
      this._on.say(problem.words, 'problem');
    }
    this._on.changed();
  }

  async want() {
    try {
      await this.colleagues.want(this.question);
    } catch (problem) {
      this._on.say(problem.words, 'problem');
    }
  }

  /** An organizer takes it out of other hands. */
  takeAway() {
    return this.act('release');
  }

  /** Sends what is written in the form that is shown, once however often it is pressed. */
  send() {
    const { question } = this;
    if (!question || this.isBusy || this.pending(question)) return;
    this.writing.say(this.writing.lack);
    if (this.writing.problem) return;
    const { kind, name, body, attached } = this.writing.command(this.suggestions.ticked);
    if (kind === 'transfer') this.suggestions.lookFor(null); // it is another desk's to look for
    this.give({ kind, question: question.id, ticket: question.ticket, path: api.actPath(question.id, name), body, attached,
      fair: this._fair });
  }

  /** Where it stands for a while she goes on at once; else once it is acknowledged. */
  give(command) {
    this.isBusy = true;
    const { state } = UNDOABLE.includes(command.kind) ? this.outbox.addUndoable(command) : this.outbox.add(command);
    if (state !== 'undoable') return;
    this.isBusy = false;
    if (!STAYS_AFTER.includes(command.kind)) this.choose(this._next(this.question));
    this._on.changed();
  }

  /** Its asker is given the answers of that question from now on. */
  mergeInto({ id, ticket }) {
    const { question } = this;
    if (!question || this.isBusy || this.pending(question)) return;
    this.give({ kind: 'merge', question: question.id, ticket: question.ticket, path: api.actPath(question.id, 'merge'),
      body: { into: id }, into: ticket, fair: this._fair });
  }

  /** Acknowledged: now or, where the network was away, some time later. */
  _sent(now, item) {
    const { kind, question, attached } = item;
    forgetChosen(attached);
    if (kind === 'walk-up') {
      this.booth.walkUp.given(now);
      return;
    }
    const before = this.desk.get(question) || now;
    this.writing.done(question, kind);
    this.desk.drop((now.also || []).filter(wasDone).map((other) => other.id)); // none of them is to be the next one
    this.desk.take(now, this._departments);
    this._on.say(doneWords(item, now, this._nameOf), 'done');
    if (this.chosen === question) {
      this.isBusy = false;
      if (STAYS_AFTER.includes(kind) && this.question) this._readThread(question);
      else this.choose(this.desk.holds(now) ? now : this._next(before));
    }
    this._on.changed();
  }

  /** The network is away: it goes out by itself, and she goes on. */
  _saved({ question, ticket, state, isUndoable }) {
    const isAtIt = this.chosen === question && this.isBusy;
    if (isAtIt || isUndoable && state === 'sending') this._on.say(t('desk.saved', { ticket }), 'news');
    if (isAtIt) this.choose(this._next(this.question || { id: question }));
  }

  async _refused(item, problem) {
    const { key, question, ticket } = item;
    const words = await whyNot(item, problem);
    const isChosen = this.chosen === question;
    if (isChosen) this.isBusy = false;
    if (problem.status === 409 || !this.desk.get(question)) {
      // it is no longer hers to say: her words stand among what was not sent until she drops them
      this.outbox.explain(key, words);
      this._on.say(words, 'problem');
      if (isChosen) this.choose(this._next(this.question || { id: question }));
    } else {
      this.outbox.remove(key); // the words are in their form
      if (isChosen) this.writing.say(words);
      else this._on.say(`${ticket} ${words}`, 'problem');
    }
    this._on.changed();
  }

  /** What was not sent is in its form again. */
  takeBack({ key, question, kind, isLeft, body }) {
    const known = this.desk.get(question);
    if (!known) return;
    if (isLeft) this.writing.takeUp(question);
    else this.outbox.remove(key);
    this.choose(known);
    this.writing.setMode(kind === 'merge' ? 'answer' : kind);
    if (body.also) this.suggestions.lookFor(question, body.also);
  }

  dropUnsent({ key, question, kind, attached, isLeft }) {
    forgetChosen(attached);
    this.writing.done(question, kind);
    if (isLeft) this._on.changed();
    else this.outbox.remove(key);
  }
}
