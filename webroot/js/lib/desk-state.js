import { byTime, inDeskOrder } from './order.js';

/** States in which something is still to be done. */
export const OPEN = ['waiting', 'claimed', 'asked-back'];
const FEW = 50;

/** What a desk's page knows of its questions, and what of that a volunteer is shown. */
export class DeskState {
  constructor(session) {
    this.session = session;
    this._questions = new Map();
    /** Answered ones, read when she asks for them; null = not read. */
    this._done = null;
    /** Department code → how many wait there of which the page was not told. */
    this._more = new Map();
    /** Number of the one that a colleague has taken while it was in front of her: it keeps its place in the queue. */
    this._kept = null;
  }

  /** @param {string|null} id in front of her, though it is in other hands */
  keepInPlace(id) {
    this._kept = id;
  }

  get(id) {
    return this._questions.get(id) || (this._done && this._done.get(id));
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
    if (stays) this._questions.set(question.id, question);
    else this._questions.delete(question.id);
    if (this._done && this._done.has(question.id)) this._done.set(question.id, question);
    return stays;
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
    questions.forEach((question) => this._questions.set(question.id, question));
    this._more.set(department, Math.max(0, waiting - this._told(department)));
  }

  /** @param questions answered ones, or null where they are shown no more */
  takeDone(questions) {
    this._done = questions && new Map(questions.map((question) => [question.id, question]));
  }

  /** Questions of which it is known, before their entries come, that nothing is left to be done. */
  drop(ids) {
    ids.forEach((id) => this._questions.delete(id));
  }

  _where(department, wanted) {
    return [...this._questions.values()]
      .filter((question) => (!department || question.department === department) && wanted(question))
      .sort(inDeskOrder);
  }

  /** @param {string} department '' = all */
  inHand(department) {
    return this._where(department, (question) => this.holds(question));
  }

  waiting(department) {
    return this._where(department, (question) => question.state === 'waiting' || this._isKept(question));
  }

  askedBack(department) {
    return this._where(department, (question) => question.state === 'asked-back');
  }

  withColleagues(department) {
    return this._where(department, (question) => this.isInOtherHands(question) && !this._isKept(question));
  }

  isInOtherHands(question) {
    return question.state === 'claimed' && !this.holds(question);
  }

  _isKept(question) {
    return question.id === this._kept && this.isInOtherHands(question);
  }

  /** The newest first; null = not read. */
  get done() {
    return this._done && [...this._done.values()].sort((one, other) => byTime(other.updatedAt, one.updatedAt));
  }

  /** How many wait, those of which the page was not told included. */
  countWaiting(department) {
    return this._told(department) + this._moreAt(department);
  }

  /** In the order in which the page shows them. */
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
