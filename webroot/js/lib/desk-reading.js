import { staff } from './staff-api.js';

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

  /** @param {string} state that of the questions */
  async list(state, departments) {
    this._desk.takeList(state, this._isExpert ? (await staff.escalated(this._fair)).filter((question) => question.state === state)
      : joined(await Promise.all(departments.map((code) => staff.desk(this._fair, code, state)))));
  }

  open(departments) {
    return this._isExpert ? staff.escalated(this._fair)
      : Promise.all(departments.map((code) => staff.desk(this._fair, code))).then(joined);
  }
}

function joined(lists) {
  return [].concat(...lists);
}
