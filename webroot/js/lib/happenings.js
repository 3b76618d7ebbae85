import { byTime } from './order.js';

const MOST = 40;
const OPEN = ['held', 'waiting', 'claimed', 'asked-back'];
/** A question of a snapshot, as what happened to it last. */
const KINDS = { waiting: 'asked', 'follow-up': 'followed-up' };

/** What has just happened at a fair, and what of it is urgent, or nobody wants, and still open. Words it has of what is published alone. */
export class Happenings {
  constructor() {
    this._urgent = new Map();
    this._problems = new Map();
    /** The newest first: [{key, at, kind, question}]. */
    this.items = [];
  }

  takeSnapshot(questions) {
    this.items = questions
      .map((question) => ({ key: question.id, at: question.updatedAt, kind: KINDS[question.state] || question.state, question }))
      .sort((one, other) => byTime(other.at, one.at)).slice(0, MOST);
    [this._urgent, this._problems].forEach((marked) => marked.clear());
    questions.forEach((question) => this._takeMarked(question));
  }

  /** What is published no more loses its words also where they stood before. */
  takeEntry({ seq, at, kind, question }) {
    this.items = [{ key: seq, at, kind, question },
      ...this.items.map((item) => (item.question.id === question.id && !isPublished(question)
        ? Object.assign({}, item, { question: withoutWords(item.question) }) : item))].slice(0, MOST);
    this._takeMarked(question);
  }

  _takeMarked(question) {
    const isOpen = OPEN.includes(question.state);
    [[this._urgent, question.urgent], [this._problems, question.problem]].forEach(([marked, isMarked]) => {
      if (isMarked && isOpen) marked.set(question.id, question);
      else marked.delete(question.id);
    });
  }

  /** Those that wait the longest first. */
  get urgent() {
    return oldestFirst(this._urgent);
  }

  /** 问题工单 that are still open, the same way. */
  get problems() {
    return oldestFirst(this._problems);
  }
}

function oldestFirst(questions) {
  return [...questions.values()].sort((one, other) => byTime(one.createdAt, other.createdAt));
}

/** Whether everybody may read it. */
export function isPublished({ public: isPublic, answer, state }) {
  return Boolean(isPublic && answer) && ['answered', 'follow-up', 'closed'].includes(state);
}

function withoutWords(question) {
  return Object.assign({}, question, { text: '', answer: null });
}
