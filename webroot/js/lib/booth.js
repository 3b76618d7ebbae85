import { api } from './api.js';
import { leftOpen } from './ready.js';
import { staff } from './staff-api.js';
import { t } from './text.js';
import { WalkUp } from './walk-up.js';

/** What a volunteer does with whoever stands before her: answered face to face, called, or here without a phone. */
export class Booth {
  /** @param {Work} work @param {{fair: string, departments: string[]}} where @param on as the work's */
  constructor(work, { fair, departments }, on) {
    this._work = work;
    this._fair = fair;
    this._departments = departments;
    this._on = on;
    this.walkUp = new WalkUp(fair, departments[0], on.changed);
  }

  /** Counted as any answer, with the line that is written or without. */
  answerInPerson() {
    const { question, writing, suggestions } = this._work;
    if (!question || this._work.isBusy || this._work.pending(question)) return;
    const draft = writing.draft('answer');
    writing.say(draft.trim() && leftOpen(draft) ? t('desk.ready.leftOpen', { places: leftOpen(draft) }) : '');
    if (writing.problem) return;
    const { kind, name, body, attached } = writing.spoken(suggestions.ticked);
    this._work.give({ kind, question: question.id, ticket: question.ticket, path: api.actPath(question.id, name), body, attached,
      fair: this._fair });
  }

  /** Who was called has come, or has not; or is called once more. @param {string} command call or arrival */
  async tellOfCall(command, body) {
    const work = this._work;
    const { question } = work;
    if (!question || work.isBusy) return;
    work.isBusy = true;
    try {
      work.desk.take(await staff.act(question.id, command, body), this._departments);
    } catch (problem) {
      this._on.say(problem.words, 'problem');
    }
    work.isBusy = false;
    this._on.changed();
  }

  /** Somebody is here who has no phone. @param isAnswered whether she has her answer already */
  takeWalkUp(isAnswered) {
    const body = this.walkUp.body(isAnswered);
    if (body) {
      this._work.outbox.add({ kind: 'walk-up', ticket: t('kind.walk-up'), path: staff.walkUpPath(this._fair), body, attached: [],
        fair: this._fair });
    }
  }
}
