import { staff } from './staff-api.js';

/** Whoever serves more desks than these sees colleagues of the one that she has chosen. */
const MOST_DESKS = 4;

/** Who else works at her desks, who of them asks for what she holds, and for what of theirs she has asked. */
export class Colleagues {
  /** @param {string} fair its code @param {string} own number of her session */
  constructor(fair, own, changed) {
    this._fair = fair;
    this._own = own;
    this._changed = changed;
    /** Department code → [{id, name, holding, online}]. */
    this._people = new Map();
    /** What is asked of her: [{question, by, name}]. */
    this.wants = [];
    /** Numbers of the questions for which she has asked. */
    this.asked = [];
  }

  /** @param departments codes of the desks that are shown */
  async read(departments) {
    if (departments.length > MOST_DESKS) return;
    try {
      const lists = await Promise.all(departments.map((code) => staff.people(this._fair, code)));
      this._people = new Map(departments.map((code, n) => [code, lists[n]]));
    } catch (ignored) {
      // it is read again in a while
    }
    this._changed();
  }

  /** Those of a desk but herself, who has a page open first. */
  at(department) {
    const others = (this._people.get(department) || []).filter(({ id }) => id !== this._own);
    return [...others.filter(({ online }) => online), ...others.filter(({ online }) => !online)];
  }

  /** Who of them has a page open, each once. */
  get present() {
    const all = new Map();
    this._people.forEach((people, department) => this.at(department).filter(({ online }) => online).forEach((one) => all.set(one.id, one)));
    return [...all.values()];
  }

  /** @param {{question, by, name}} frame */
  takeWanted({ question, by, name }) {
    this.wants = [...this.wants.filter((want) => want.question !== question || want.by !== by), { question, by, name }];
    this._changed();
  }

  /** She goes on with it herself. */
  keep(wanted) {
    this.wants = this.wants.filter((want) => want !== wanted);
    this._changed();
  }

  /** It is in other hands, or in nobody's: what was asked for is settled. */
  settle(question) {
    this.wants = this.wants.filter((want) => want.question !== question);
    this.asked = this.asked.filter((id) => id !== question);
  }

  /** Asks its holder for it. */
  async want({ id }) {
    this.asked = [...this.asked, id];
    this._changed();
    try {
      return await staff.act(id, 'wanting');
    } catch (problem) {
      this.asked = this.asked.filter((other) => other !== id);
      throw problem;
    } finally {
      this._changed();
    }
  }
}
