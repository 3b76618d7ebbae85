import { api } from './api.js';
import { Drafts } from './drafts.js';
import { Mine } from './mine.js';
import { Outbox } from './outbox.js';
import { forget, keep, recall } from './store.js';
import { t } from './text.js';

export const LONGEST_QUESTION = 1000;
const LOOK_FOR_SIMILAR_AFTER_MILLIS = 400;
const LEAST_TO_LOOK_FOR = 4;
const MOST_SIMILAR = 3;
const SHOWN_AT_ONCE = 50;
const EMPTY_DRAFT = { text: '', department: '', name: '', village: '', phone: '', isPrivate: null };

/** Characters as the hub counts them: an emoji is one. */
export function lengthOf(text) {
  return Array.from(text).length;
}

/** What a villager does on her page: what she writes, what she has said and waits to be sent, what she is told. */
export class Asking {
  #code;
  #changed;
  #drafts;
  #outbox;
  #looking = 0;
  /** What this page adds to a question: number → {confirming, problem}. */
  #ui = new Map();
  #supported;
  mine = new Mine();
  draft;
  isWriting = false;
  problem = '';
  similar = [];
  /** How many published questions are shown. */
  shown = SHOWN_AT_ONCE;
  /** Whether this phone keeps what she writes. */
  isKept = true;

  /** @param {string} code of the fair @param {number} forgetsAfterMillis what is unfinished, and who she is */
  constructor(code, forgetsAfterMillis, changed) {
    this.#code = code;
    this.#changed = changed;
    this.#drafts = new Drafts(`ask.${code}`, forgetsAfterMillis);
    this.#supported = recall(`supported.${code}`, []);
    this.draft = { ...EMPTY_DRAFT, ...this.#drafts.get('new', 'ask', {}) };
    this.isKept = keep('kept', 1);
    forget('kept');
    this.#outbox = new Outbox(`ask.${code}`, {
      changed,
      sent: (question, item) => this.#sent(question, item),
      refused: (item, problem) => this.#refused(item, problem),
    });
  }

  open() {
    this.#outbox.open();
  }

  sendNow() {
    this.#outbox.sendNow();
  }

  // What comes from the hub -------------------------------------------------------------------------------

  takeSnapshot(questions, seq, isAnew) {
    this.mine.takeSnapshot(questions, seq, isAnew);
    this.#changed();
    // a snapshot has no threads: they are read once, and followed from then on
    this.#readMine().catch(() => {}); // the questions are there without them; the next snapshot tries again
  }

  async #readMine() {
    (await api.mine(this.#code)).forEach((question) => this.mine.take(question));
    this.#changed();
  }

  /** Where nothing is pushed. */
  async read() {
    const [, others] = await Promise.all([this.#readMine(), api.published(this.#code)]);
    this.mine.takePublished(others);
    this.#changed();
  }

  takeEntry(frame) {
    this.mine.takeEntry(frame);
    this.#changed();
  }

  takeAhead(ahead) {
    this.mine.takeAhead(ahead);
    this.#changed();
  }

  // What she writes ---------------------------------------------------------------------------------------

  change(field, value) {
    this.#setDraft({ ...this.draft, [field]: value });
    this.problem = '';
    if (field === 'text') {
      clearTimeout(this.#looking);
      this.#looking = setTimeout(() => this.#lookForSimilar(), LOOK_FOR_SIMILAR_AFTER_MILLIS);
    }
    this.#changed();
  }

  #setDraft(draft) {
    this.draft = draft;
    this.#drafts.set('new', 'ask', draft);
  }

  async #lookForSimilar() {
    const words = this.draft.text.trim();
    if (lengthOf(words) < LEAST_TO_LOOK_FOR || lengthOf(words) > LONGEST_QUESTION) {
      this.similar = [];
    } else {
      try {
        const found = await api.similar(this.#code, words);
        if (this.draft.text.trim() === words) this.similar = found.slice(0, MOST_SIMILAR);
      } catch {
        this.similar = []; // it is a help, not worth a word where it fails
      }
    }
    this.#changed();
  }

  write() {
    this.isWriting = true;
    this.#changed();
  }

  stopWriting() {
    this.isWriting = false;
    this.#changed();
  }

  /** Who she is and what she has begun to write is on this phone no more: it may be somebody else's. */
  forgetPerson() {
    this.#drafts.dropAll();
    this.draft = { ...EMPTY_DRAFT };
    this.similar = [];
    this.problem = '';
    this.#changed();
  }

  /** @returns {boolean} whether it goes out */
  send() {
    const { text, department, name, village, phone, isPrivate } = this.draft;
    const tooMany = lengthOf(text) - LONGEST_QUESTION;
    this.problem = !text.trim() ? t('ask.empty') : tooMany > 0 ? t('ask.tooLong', { n: tooMany }) : '';
    if (!this.problem) {
      const body = { text };
      if (department) body.department = department;
      if (name.trim()) body.name = name.trim();
      if (village.trim()) body.village = village.trim();
      if (phone.trim()) body.phone = phone.trim();
      if (isPrivate !== null) body.public = !isPrivate; // untouched, the hub goes by how sensitive the matter is
      clearTimeout(this.#looking);
      // who she is stays for the next question, for a while; what she asked does not
      this.#setDraft({ ...EMPTY_DRAFT, name, village, phone });
      this.similar = [];
      this.isWriting = false;
      this.#outbox.add({ kind: 'ask', path: api.askPath(this.#code), body });
    }
    this.#changed();
    return !this.problem;
  }

  // What she has said -------------------------------------------------------------------------------------

  /** Questions that the hub has not acknowledged. */
  get asked() {
    return this.#outbox.items.filter(({ kind }) => kind === 'ask');
  }

  /** A question that was not taken comes back into the form. */
  edit(item) {
    const { text, department = '', name = '', village = '', phone = '', public: wish } = item.body;
    this.#setDraft({ text, department, name, village, phone, isPrivate: wish === undefined ? null : !wish });
    this.drop(item);
    this.write();
  }

  /** The words of a question that was turned down come back into the form. */
  askAnew({ text }) {
    this.#setDraft({ ...this.draft, text });
    this.write();
  }

  drop(item) {
    this.#outbox.remove(item.key);
  }

  /** @returns {{reply: string, confirming: boolean, problem: string, pending: object[]}} */
  uiOf({ id }) {
    return {
      reply: this.#drafts.get(id, 'reply'),
      pending: this.#outbox.items.filter(({ question }) => question === id),
      ...this.#ui.get(id),
    };
  }

  #setUi(id, change) {
    this.#ui.set(id, { ...this.#ui.get(id), ...change });
    this.#changed();
  }

  setReply({ id }, text) {
    this.#drafts.set(id, 'reply', text);
    this.#setUi(id, { problem: '' });
  }

  reply(question) {
    const text = this.#drafts.get(question.id, 'reply');
    if (!text.trim()) return;
    this.#drafts.drop(question.id, 'reply');
    this.act(question, 'messages', { text });
  }

  confirm({ id }, confirming) {
    this.#setUi(id, { confirming });
  }

  /** Says something about one of her questions, once however often it is touched. */
  act({ id }, kind, body) {
    if (kind !== 'messages' && this.#outbox.find(id, kind)) return;
    this.#setUi(id, { problem: '', confirming: false });
    this.#outbox.add({ kind, question: id, path: api.actPath(id, kind), body });
  }

  isSupported({ id, follows }) {
    return Boolean(follows) || this.#supported.includes(id);
  }

  support(question) {
    this.#setSupported([...this.#supported, question.id]);
    this.act(question, 'support');
  }

  #setSupported(ids) {
    this.#supported = ids;
    keep(`supported.${this.#code}`, ids);
    this.#changed();
  }

  showMore() {
    this.shown += SHOWN_AT_ONCE;
    this.#changed();
  }

  #sent(question, { kind }) {
    if (kind === 'support') this.mine.takeOther(question);
    else this.mine.take(question);
    this.#changed();
  }

  /** What was refused is said beside its question; her words are in the form again. */
  #refused({ key, kind, question, body }, { words }) {
    if (kind === 'ask') return; // it stands in a card of its own
    this.#outbox.remove(key);
    if (kind === 'support') return this.#setSupported(this.#supported.filter((id) => id !== question));
    if (kind === 'messages') this.#drafts.set(question, 'reply', body.text);
    this.#setUi(question, { problem: words });
  }
}
