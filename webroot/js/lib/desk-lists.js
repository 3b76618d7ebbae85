import { byDue, isOverdue } from './due.js';
import { staff } from './staff-api.js';

/** Who types on is not searched for at each letter. */
const TYPING_MILLIS = 200;
/** Tabs whose questions are not pushed: they are read when she opens them. */
const READ = ['answered', 'follow-up'];

/** So many desks are asked for what was done there before she opens it. */
const FEW_DESKS = 3;
/** The hub tells of no more at once. */
const MOST_READ = 500;

/** What the list on the left shows: the queue, what is in hand, what is done or promised, or what she searches for. */
export class DeskLists {
  /** @param {{changed: () => void, say: (words, tone) => void}} on */
  constructor(fair, departments, desk, reading, on) {
    this._fair = fair;
    this._departments = departments;
    this._desk = desk;
    this._reading = reading;
    this._on = on;
    this._timer = 0;
    this._narrowed = '';
    /** queue, working, answered or follow-up. */
    this.tab = 'queue';
    /** Of what is answered only what its asker has not seen. */
    this.onlyUnseen = false;
    /** Of what is promised: all, mine or overdue. */
    this.follow = 'all';
    /** What she searches for; '' = nothing. */
    this.words = '';
  }

  get isSearching() {
    return Boolean(this.words.trim());
  }

  /** Whether it is shown what nobody has seen. */
  get isUnseen() {
    return this.tab === 'answered' && this.onlyUnseen && !this.isSearching;
  }

  open(tab) {
    this.tab = tab;
    this.leaveSearch();
    if (READ.includes(tab)) this._read(tab);
    if (tab === 'answered') this.readUnseen();
  }

  showUnseen(yes) {
    this.onlyUnseen = yes;
    this.readUnseen();
    this._on.changed();
  }

  /** With time more is unseen for long. */
  readUnseen() {
    return this._read('unseen');
  }

  /** After a break. */
  refresh() {
    READ.filter((state) => state === this.tab || this._departments.length <= FEW_DESKS).forEach((state) => this._read(state));
    if (this.isUnseen) this.readUnseen();
    if (this.isSearching) this.lookFor(this.words);
  }

  async _read(state) {
    const departments = this._narrowed ? [this._narrowed] : this._departments;
    try {
      await this._reading.list(state, departments);
    } catch (problem) {
      this._on.say(problem.words, 'problem');
    }
    this._on.changed();
  }

  /** Only what is at this desk. @param {string} department '' = all of hers */
  narrow(department) {
    this._narrowed = department;
    READ.forEach((state) => (state === this.tab ? this._read(state) : this._desk.takeList(state, null)));
    this._desk.takeList('unseen', null);
    if (this.tab === 'answered') this.readUnseen();
    if (this.isSearching) this.lookFor(this.words);
  }

  lookFor(words) {
    clearTimeout(this._timer);
    this.words = words;
    if (this.isSearching) this._timer = setTimeout(() => this._search(words), TYPING_MILLIS);
    else this._desk.takeList('found', null);
    this._on.changed();
  }

  leaveSearch() {
    this.lookFor('');
  }

  async _search(words) {
    try {
      const found = await staff.search(this._fair, words.trim(), this._narrowed);
      if (this.words === words) this._desk.takeList('found', found);
    } catch (problem) {
      if (this.words === words) this._on.say(problem.words, 'problem');
    }
    this._on.changed();
  }

  /**
   * What is shown, in its order.
   *
   * @returns [{name, questions, count}]; count is of those that the page was not told of as well, questions is null where they
   *     are still being read
   */
  groups(department) {
    const desk = this._desk;
    const group = (name, questions, count) => ({ name, questions, count: count === undefined ? (questions || []).length : count });
    if (this.isSearching) return [group('found', desk.list('found'))];
    switch (this.tab) {
      case 'working':
        return [group('inHand', desk.inHand(department)), group('waitingBack', desk.askedBack(department)),
          group('colleagues', desk.withColleagues(department))];
      case 'answered':
        if (this.isUnseen) return [group('unseen', desk.list('unseen'))];
        return [group(this.tab, desk.list(this.tab))];
      case 'follow-up':
        return [group(this.tab, this._promised(this.follow))];
      default:
        return [group('inHand', desk.inHand(department)), group('queue', desk.waiting(department), this._waiting(department)),
          group('colleagues', desk.withColleagues(department))];
    }
  }

  /** What is promised, what is due first on top; null = not read. */
  _promised(which) {
    const list = this._desk.list('follow-up');
    return list && list.filter(this._wanted(which)).sort(byDue);
  }

  _wanted(which) {
    if (which === 'overdue') return isOverdue;
    const { name } = this._desk.session;
    return which === 'mine' ? ({ followUp }) => Boolean(followUp) && followUp.owner === name : () => true;
  }

  /** How many there are of what is promised: {all, mine, overdue}; null = not read. */
  get promised() {
    const list = this._desk.list('follow-up');
    const count = (which) => list.filter(this._wanted(which)).length;
    return list && { all: list.length, mine: count('mine'), overdue: count('overdue') };
  }

  showPromised(which) {
    this.follow = which;
    this._on.changed();
  }

  _waiting(department) {
    const codes = department ? [department] : this._departments;
    return codes.reduce((sum, code) => sum + this._desk.countWaiting(code), 0);
  }

  /** How many there are of each; null = not known yet. */
  counts(department) {
    const desk = this._desk;
    const known = (list) => list && (list.length < MOST_READ ? list.length : `${MOST_READ}+`);
    return {
      queue: this._waiting(department),
      working: [desk.inHand(department), desk.askedBack(department), desk.withColleagues(department)]
        .reduce((sum, list) => sum + list.length, 0),
      answered: known(desk.list('answered')),
      'follow-up': known(desk.list('follow-up')),
      unseen: known(desk.list('unseen')),
    };
  }

  shown(department) {
    return [].concat(...this.groups(department).map(({ questions }) => questions || []));
  }

  /** Shows the list in which this question stands, unless it is in the one that is shown. */
  bring(question, department) {
    if (this.shown(department).some(({ id }) => id === question.id)) return;
    const tab = tabOf(question, this._desk);
    if (tab === 'follow-up') this.follow = 'all';
    if (!tab || (tab === this.tab && !this.isSearching)) return;
    if (READ.includes(tab) && !this._desk.list(tab)) return;
    this.tab = tab;
    this.leaveSearch();
  }
}

function tabOf(question, desk) {
  if (question.state === 'waiting' || desk.holds(question)) return 'queue';
  if (question.state === 'claimed' || question.state === 'asked-back') return 'working';
  return READ.includes(question.state) ? question.state : '';
}
