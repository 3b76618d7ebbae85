import { byTime } from './order.js';

const MOST = 40;
const OPEN = ['held', 'waiting', 'claimed', 'asked-back'];
/** A question of a snapshot, as what happened to it last. */
const KINDS = { waiting: 'asked' };

/** What has just happened at a fair, and what of it is urgent and still open. Words it has of what is published alone. */
export class Happenings {
  constructor() {
    this._urgent = new Map();
    /** The newest first: [{key, at, kind, question}]. */
    this.items = [];
  }

  takeSnapshot(questions) {
    this.items = questions
      .map((question) => ({ key: question.id, at: question.updatedAt, kind: KINDS[question.state] || question.state, question }))
      .sort((one, other) => byTime(other.at, one.at)).slice(0, MOST);
    this._urgent.clear();
    questions.forEach((question) => this._takeUrgent(question));
  }

  /** What is published no more loses its words also where they stood before. */
  takeEntry({ seq, at, kind, question }) {
    this.items = [{ key: seq, at, kind, question },
      ...this.items.map((item) => (item.question.id === question.id && !isPublished(question)
        ? Object.assign({}, item, { question: withoutWords(item.question) }) : item))].slice(0, MOST);
    this._takeUrgent(question);
  }

  _takeUrgent(question) {
    if (question.urgent && OPEN.includes(question.state)) this._urgent.set(question.id, question);
    else this._urgent.delete(question.id);
  }

  /** Those that wait the longest first. */
  get urgent() {
    return [...this._urgent.values()].sort((one, other) => byTime(one.createdAt, other.createdAt));
  }
}

/** Whether everybody may read it. */
export function isPublished({ public: isPublic, answer, state }) {
  return Boolean(isPublic && answer) && ['answered', 'follow-up', 'closed'].includes(state);
}

function withoutWords(question) {
  return Object.assign({}, question, { text: '', answer: null });
}
