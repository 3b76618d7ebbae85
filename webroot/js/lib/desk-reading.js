import { isUnseen } from './desk-state.js';
import { staff } from './staff-api.js';

/** Who has not seen the answer by then may have to be rung up. */
const UNSEEN_MINUTES = 30;

/** What a desk's page asks for beside what is pushed: more of a long queue, and what is done or promised. */
export class DeskReading {
  /** @param {string} fair its code @param {DeskState} desk what it fills @param {boolean} isExpert who has only what was put to her */
  constructor(fair, desk, isExpert) {
    this._fair = fair;
    this._isExpert = isExpert;
    this._desk = desk;
    this._isReading = false;
  }

  async _once(read) {
    if (this._isReading) return;
    this._isReading = true;
    try {
      await read();
    } finally {
      this._isReading = false;
    }
  }

  /** Where few are left of those that the page was told of, and more wait, it asks for the next ones. */
  further(departments) {
    const code = departments.find((department) => this._desk.runsLow(department));
    return code ? this._once(async () => this._desk.addWaiting(code, await staff.desk(this._fair, code, 'waiting'))) : null;
  }

  /** @param {string} state that of the questions, or unseen: of those that are answered */
  async list(state, departments) {
    const is = state === 'unseen' ? isUnseen : (question) => question.state === state;
    const read = (code) => (state === 'unseen' ? staff.unseen(this._fair, code, UNSEEN_MINUTES) : staff.desk(this._fair, code, state));
    this._desk.takeList(state, this._isExpert ? (await staff.escalated(this._fair)).filter(is)
      : joined(await Promise.all(departments.map(read))));
  }

  open(departments) {
    return this._isExpert ? staff.escalated(this._fair)
      : Promise.all(departments.map((code) => staff.desk(this._fair, code))).then(joined);
  }
}

function joined(lists) {
  return [].concat(...lists);
}
