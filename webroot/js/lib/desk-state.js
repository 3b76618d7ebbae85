import { byTime, inDeskOrder } from './order.js';

/** States in which something is still to be done. */
export const OPEN = ['waiting', 'claimed', 'asked-back'];
const FEW = 50;
const LISTS = ['answered', 'follow-up', 'unseen', 'found'];
/** Lists in the hub's own order. */
const IN_ORDER = ['unseen', 'found'];

/** Whether it is answered and its asker has not seen that. */
export function isUnseen({ state, answer, part, rating }) {
  return state === 'answered' && Boolean(answer) && !answer.seenAt && !part && !rating;
}

/** What a desk's page knows of its questions, and what of that a volunteer is shown. */
export class DeskState {
  constructor(session) {
    this.session = session;
    this._questions = new Map();
    /** What is read when she asks for it, by what it is: questions in that state, or those that were found; null = not read. */
    this._lists = { answered: null, 'follow-up': null, unseen: null, found: null };
    /** Department code → how many wait there of which the page was not told. */
    this._more = new Map();
    /** What was put in order since the last change: a long queue is shown again and again. */
    this._ordered = new Map();
    /** Number of the one that a colleague has taken while it was in front of her: it keeps its place in the queue. */
    this._kept = null;
  }

  /** @param {string|null} id in front of her, though it is in other hands */
  keepInPlace(id) {
    this._kept = id;
    this._ordered.clear();
  }

  get(id) {
    return this._questions.get(id) || LISTS.map((name) => this._lists[name]).filter(Boolean).map((list) => list.get(id)).find(Boolean);
  }

  /** Whether something is still to be done with it here. */
  has(id) {
    return this._questions.has(id);
  }

  holds(question) {
    return question.state === 'claimed' && question.holder === this.session.id;
  }

  /** Whether this page has anything to do with the question any more. */
  concerns(question, departments) {
    return departments.includes(question.department) && OPEN.includes(question.state);
  }

  /** @param more department code → how many more wait there than are told */
  replaceAll(questions, departments, more = {}) {
    this._more = new Map(Object.entries(more));
    this._ordered.clear();
    this._questions = new Map(questions
      .filter((question) => this.concerns(question, departments))
      .map((question) => [question.id, question]));
  }

  /**
   * Takes a question as it is now.
   *
   * @param isNew whether it has just come to this desk
   * @returns {boolean} whether it is still here
   */
  take(question, departments, isNew = true) {
    const wasUntold = !isNew && !this._questions.has(question.id) && this._moreAt(question.department) > 0;
    if (wasUntold) this._more.set(question.department, this._moreAt(question.department) - 1);
    const stays = this.concerns(question, departments);
    this._ordered.clear();
    if (stays) this._questions.set(question.id, question);
    else this._questions.delete(question.id);
    this._takeIntoLists(question, departments);
    return stays;
  }

  _takeIntoLists(question, departments) {
    LISTS.forEach((name) => {
      const list = this._lists[name];
      if (!list) return;
      const isKnown = list.has(question.id) || !IN_ORDER.includes(name);
      const belongs = isKnown && (name === 'found' || departments.includes(question.department)
        && (name === 'unseen' ? isUnseen(question) : question.state === name));
      if (belongs) list.set(question.id, question);
      else list.delete(question.id);
    });
  }

  _moreAt(department) {
    return this._more.get(department) || 0;
  }

  /** Whether few are left of those that the page was told of, and more wait. */
  runsLow(department) {
    return this._moreAt(department) > 0 && this._told(department) < FEW;
  }

  _told(department) {
    let n = 0;
    this._questions.forEach((question) => {
      if (question.state === 'waiting' && question.department === department) n += 1;
    });
    return n;
  }

  /** @param questions those that wait the longest, as many as the hub tells of at a time */
  addWaiting(department, questions) {
    const waiting = this.countWaiting(department);
    this._ordered.clear();
    questions.forEach((question) => this._questions.set(question.id, question));
    this._more.set(department, Math.max(0, waiting - this._told(department)));
  }

  /** @param {string} name what they are @param questions null = they are shown no more */
  takeList(name, questions) {
    this._lists[name] = questions && new Map(questions.map((question) => [question.id, question]));
  }

  /** Questions of which it is known, before their entries come, that nothing is left to be done. */
  drop(ids) {
    this._ordered.clear();
    ids.forEach((id) => this._questions.delete(id));
  }

  _where(department, name, wanted) {
    const key = `${name} ${department}`;
    if (!this._ordered.has(key)) {
      this._ordered.set(key, [...this._questions.values()]
        .filter((question) => (!department || question.department === department) && wanted(question))
        .sort(inDeskOrder));
    }
    return this._ordered.get(key);
  }

  /** @param {string} department '' = all */
  inHand(department) {
    return this._where(department, 'inHand', (question) => this.holds(question));
  }

  waiting(department) {
    return this._where(department, 'waiting', (question) => question.state === 'waiting' || this._isKept(question));
  }

  askedBack(department) {
    return this._where(department, 'askedBack', (question) => question.state === 'asked-back');
  }

  withColleagues(department) {
    return this._where(department, 'colleagues', (question) => this.isInOtherHands(question) && !this._isKept(question));
  }

  isInOtherHands(question) {
    return question.state === 'claimed' && !this.holds(question);
  }

  _isKept(question) {
    return question.id === this._kept && this.isInOtherHands(question);
  }

  /** What was found in its order, the rest with the newest first; null = not read. */
  list(name) {
    const list = this._lists[name] && [...this._lists[name].values()];
    return list && !IN_ORDER.includes(name) ? list.sort((one, other) => byTime(other.updatedAt, one.updatedAt)) : list;
  }

  /** How many wait, those of which the page was not told included. */
  countWaiting(department) {
    return this._told(department) + this._moreAt(department);
  }

  /** What she can go on with, in the order in which it is shown. */
  shown(department) {
    return [...this.inHand(department), ...this.waiting(department), ...this.askedBack(department)];
  }

  /** What to take up after this one: what waits behind it, else what waits, else whatever is hers. */
  after(question, department, isBusy) {
    const shown = this.shown(department).filter((other) => other.id !== question.id && !isBusy(other) && !this.isInOtherHands(other));
    return shown.find((other) => other.state === 'waiting' && question.createdAt && inDeskOrder(other, question) > 0)
      || shown.find((other) => other.state === 'waiting') || shown[0] || null;
  }
}
