/** States in which something is still to be done. */
export const OPEN = ['waiting', 'claimed', 'asked-back'];

/** What a desk's page knows of its questions, and what of that a volunteer is shown. */
export class DeskState {
  questions = new Map();

  constructor(session) {
    this.session = session;
  }

  holds(question) {
    return question.state === 'claimed' && question.holder === this.session.id;
  }

  /** Whether this page has anything to do with the question any more. */
  concerns(question, departments) {
    return departments.includes(question.department) && OPEN.includes(question.state);
  }

  replaceAll(questions, departments) {
    this.questions = new Map(questions
      .filter((question) => this.concerns(question, departments))
      .map((question) => [question.id, question]));
  }

  /** Takes a question as it is now. @returns {boolean} whether it is still here */
  take(question, departments) {
    const stays = this.concerns(question, departments);
    if (stays) this.questions.set(question.id, question);
    else this.questions.delete(question.id);
    return stays;
  }

  /** Questions of which it is known, before their entries come, that nothing is left to be done. */
  drop(ids) {
    ids.forEach((id) => this.questions.delete(id));
  }

  #where(department, wanted) {
    return [...this.questions.values()]
      .filter((question) => (!department || question.department === department) && wanted(question))
      .sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
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
    return this.#where(department, (question) => question.state === 'claimed' && !this.holds(question)).length;
  }

  /** In the order in which the page shows them. */
  shown(department) {
    return [...this.inHand(department), ...this.waiting(department), ...this.askedBack(department)];
  }
}
