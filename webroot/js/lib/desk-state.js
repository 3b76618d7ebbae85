import { byTime, inQueueOrder } from './order.js';

/** States in which something is still to be done. */
export const OPEN = ['waiting', 'claimed', 'asked-back'];
const FEW = 50;

/** What a desk's page knows of its questions, and what of that a volunteer is shown. */
export class DeskState {
  #questions = new Map();
  /** Answered ones, read when she asks for them; null = not read. */
  #done = null;
  /** Department code → how many wait there of which the page was not told. */
  #more = new Map();

  constructor(session) {
    this.session = session;
  }

  get(id) {
    return this.#questions.get(id) || (this.#done && this.#done.get(id));
  }

  /** Whether something is still to be done with it here. */
  has(id) {
    return this.#questions.has(id);
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
    this.#more = new Map(Object.entries(more));
    this.#questions = new Map(questions
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
    const wasUntold = !isNew && !this.#questions.has(question.id) && this.#moreAt(question.department) > 0;
    if (wasUntold) this.#more.set(question.department, this.#moreAt(question.department) - 1);
    const stays = this.concerns(question, departments);
    if (stays) this.#questions.set(question.id, question);
    else this.#questions.delete(question.id);
    if (this.#done && this.#done.has(question.id)) this.#done.set(question.id, question);
    return stays;
  }

  #moreAt(department) {
    return this.#more.get(department) || 0;
  }

  /** Whether few are left of those that the page was told of, and more wait. */
  runsLow(department) {
    return this.#moreAt(department) > 0 && this.#told(department) < FEW;
  }

  #told(department) {
    let n = 0;
    this.#questions.forEach((question) => {
      if (question.state === 'waiting' && question.department === department) n += 1;
    });
    return n;
  }

  /** @param questions those that wait the longest, as many as the hub tells of at a time */
  addWaiting(department, questions) {
    const waiting = this.countWaiting(department);
    questions.forEach((question) => this.#questions.set(question.id, question));
    this.#more.set(department, Math.max(0, waiting - this.#told(department)));
  }

  /** @param questions answered ones, or null where they are shown no more */
  takeDone(questions) {
    this.#done = questions && new Map(questions.map((question) => [question.id, question]));
  }

  /** Questions of which it is known, before their entries come, that nothing is left to be done. */
  drop(ids) {
    ids.forEach((id) => this.#questions.delete(id));
  }

  #where(department, wanted) {
    return [...this.#questions.values()]
      .filter((question) => (!department || question.department === department) && wanted(question))
      .sort(inQueueOrder);
  }

  /** @param {string} department '' = all */
  inHand(department) {
    return this.#where(department, (question) => this.holds(question));
  }

  waiting(department) {
    return this.#where(department, (question) => question.state === 'waiting');
  }

  askedBack(department) {
    return this.#where(department, (question) => question.state === 'asked-back');
  }

  withColleagues(department) {
    return this.#where(department, (question) => question.state === 'claimed' && !this.holds(question));
  }

  /** The newest first; null = not read. */
  get done() {
    return this.#done && [...this.#done.values()].sort((one, other) => byTime(other.updatedAt, one.updatedAt));
  }

  /** How many wait, those of which the page was not told included. */
  countWaiting(department) {
    return this.#told(department) + this.#moreAt(department);
  }

  /** In the order in which the page shows them. */
  shown(department) {
    return [...this.inHand(department), ...this.waiting(department), ...this.askedBack(department)];
  }

  /** What to take up after this one: what waits behind it, else what waits, else whatever is hers. */
  after(question, department, isBusy) {
    const shown = this.shown(department).filter((other) => other.id !== question.id && !isBusy(other));
    return shown.find((other) => other.state === 'waiting' && question.createdAt && inQueueOrder(other, question) > 0)
      || shown.find((other) => other.state === 'waiting') || shown[0] || null;
  }
}
