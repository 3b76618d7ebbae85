import { api } from './api.js';
import { forgetChosen, isRecording } from './attaching.js';
import { Drafts } from './drafts.js';
import { Mine } from './mine.js';
import { Outbox } from './outbox.js';
import { forget, keep, recall } from './store.js';
import { t } from './text.js';

export const LONGEST_QUESTION = 1000;
const LONGEST_OF = { name: 40, village: 60, phone: 20 };
const LOOK_FOR_SIMILAR_AFTER_MILLIS = 400;
const LEAST_TO_LOOK_FOR = 4;
const MOST_SIMILAR = 3;
const SHOWN_AT_ONCE = 50;
const NOTHING_SIMILAR = { answered: [], open: [] };
const EMPTY_DRAFT = { text: '', department: '', name: '', village: '', phone: '', isPrivate: null, attached: [] };

/** Characters as the hub counts them: an emoji is one. */
export function lengthOf(text) {
  return Array.from(text).length;
}

/** Who has spoken or photographed has said enough. */
function wordsWith(text, attached) {
  if (text.trim() || !attached.length) return text;
  return t(attached.some(({ type }) => type.startsWith('audio/')) ? 'attach.spoken' : 'attach.photographed');
}

/** What a villager does on her page: what she writes, what she has said and waits to be sent, what she is told. */
export class Asking {
  /**
   * @param {string} code of the fair
   * @param {number} forgetsAfterMillis what is unfinished, and who she is
   * @param asked question → it has a ticket now
   */
  constructor(code, forgetsAfterMillis, changed, asked) {
    this._code = code;
    this._asked = asked;
    this._changed = changed;
    this._looking = 0;
    this._isLooking = false;
    this._lookedFor = '';
    /** What this page adds to a question: number → {confirming, problem}. */
    this._ui = new Map();
    this.mine = new Mine();
    this.isWriting = false;
    this._isPutAway = false;
    this.problem = '';
    /** Answers to what she is writing, and questions of others that wait for the same: {answered, open}. */
    this.similar = NOTHING_SIMILAR;
    /** Whether such a question is private unless she says otherwise. */
    this.isMatterPrivate = false;
    /** How many published questions are shown. */
    this.shown = SHOWN_AT_ONCE;
    this._drafts = new Drafts(`ask.${code}`, forgetsAfterMillis);
    this._supported = recall(`supported.${code}`, []);
    this.draft = Object.assign({}, EMPTY_DRAFT, this._drafts.get('new', 'ask', {}));
    /** Whether this phone keeps what she writes. */
    this.isKept = keep('kept', 1);
    forget('kept');
    this._outbox = new Outbox(`ask.${code}`, {
      changed,
      sent: (question, item) => this._sent(question, item),
      refused: (item, problem) => this._refused(item, problem),
    });
  }

  open() {
    this._outbox.open();
  }

  sendNow() {
    this._outbox.sendNow();
  }

  /** The hub is out of reach: what she says waits on this phone. */
  cannotSend() {
    this._outbox.putOff();
  }

  // What comes from the hub -------------------------------------------------------------------------------

  /** What the hub knew when it rendered the page, threads included. */
  takeRendered({ mine, published, followed = [], mineSeq }) {
    this.mine.takeSnapshot([...mine, ...published], mineSeq, false);
    this.mine.takeFollowed(followed);
    this._changed();
  }

  takeSnapshot(questions, seq, isAnew) {
    this.mine.takeSnapshot(questions, seq, isAnew);
    this._changed();
    // a snapshot has no threads: they are read once, and followed from then on
    this.readMine().catch(() => {}); // the questions are there without them; the next snapshot tries again
  }

  async readMine() {
    (await api.mine(this._code)).forEach((question) => this.mine.take(question));
    this._changed();
    await this.readFollowed();
  }

  /** What is not published is not pushed: whether it was answered is asked for, as long as there is any. */
  async readFollowed() {
    if (!this.mine.followed.length && !this._supported.length) return;
    this.mine.takeFollowed(await api.followed(this._code));
    this._changed();
  }

  forgetMine() {
    this.mine.clear();
    this._changed();
  }

  /** Where nothing is pushed. */
  async read() {
    const [, others] = await Promise.all([this.readMine(), api.published(this._code)]);
    this.mine.takePublished(others);
    this._changed();
  }

  takeEntry(frame) {
    this.mine.takeEntry(frame);
    this._changed();
  }

  takeAhead(ahead) {
    this.mine.takeAhead(ahead);
    this._changed();
  }

  // What she writes ---------------------------------------------------------------------------------------

  /** What she had written before this script came, and whether she had asked for the form. */
  takeWritten(written, isWriting) {
    if (Object.keys(written).length > 0) this._setDraft(Object.assign({}, this.draft, written));
    this.isWriting = isWriting || Boolean(written.text);
    this._changed();
  }

  /** @param isComposing whether an input method is still at it */
  change(field, value, isComposing) {
    this._setDraft(Object.assign({}, this.draft, { [field]: value }));
    this.problem = '';
    if (field === 'text') {
      clearTimeout(this._looking);
      if (!isComposing) this._looking = setTimeout(() => this._lookForSimilar(), LOOK_FOR_SIMILAR_AFTER_MILLIS);
    }
    this._changed();
  }

  _setDraft(draft) {
    this.draft = draft;
    this._drafts.set('new', 'ask', draft);
  }

  /** One at a time: what she has written meanwhile is looked for next. */
  async _lookForSimilar() {
    if (this._isLooking) return;
    const words = this.draft.text.trim();
    if (lengthOf(words) < LEAST_TO_LOOK_FOR || lengthOf(words) > LONGEST_QUESTION) {
      this._takeSimilar({});
    } else {
      this._isLooking = true;
      const found = await api.similar(this._code, words).catch(() => ({})); // it is a help, not worth a word where it fails
      this._isLooking = false;
      if (this.draft.text.trim() !== words) return this._lookForSimilar();
      this._takeSimilar(found);
      this._lookedFor = words;
    }
    return this._changed();
  }

  _takeSimilar({ questions = [], open = [], private: isPrivate = false }) {
    this.similar = { answered: questions.slice(0, MOST_SIMILAR), open: open.filter(({ follows }) => !follows) };
    this.isMatterPrivate = isPrivate;
  }

  /** What others ask is what she wants to know: she waits for their answer, and need not ask. */
  follow(question) {
    this.mine.takeOther(Object.assign({}, question, { follows: true }));
    this.support(question);
    forgetChosen(this.draft.attached);
    this._setDraft(Object.assign({}, this.draft, { text: '', isPrivate: null, attached: [] }));
    this._takeSimilar({});
    this.isWriting = false;
    this._changed();
  }

  attach(attached) {
    this._setDraft(Object.assign({}, this.draft, { attached }));
    this.say('');
  }

  /** Why something could not be done. */
  say(problem) {
    this.problem = problem;
    this._changed();
  }

  /** Whether the form stands there, where there is something else to see as well: what has words is not taken away. */
  get showsForm() {
    return this.isWriting || !this._isPutAway && Boolean(this.draft.text.trim());
  }

  write() {
    this.isWriting = true;
    this._isPutAway = false;
    this._changed();
  }

  stopWriting() {
    this.isWriting = false;
    this._isPutAway = true;
    this._changed();
  }

  /** Who she is and what she has begun to write is on this phone no more: it may be somebody else's. */
  forgetPerson() {
    forgetChosen([].concat(this.draft.attached, ...this._drafts.values('attached')));
    this._drafts.dropAll();
    this.draft = Object.assign({}, EMPTY_DRAFT);
    this._takeSimilar({});
    this.problem = '';
    this._changed();
  }

  /** @returns {boolean} whether it goes out */
  send() {
    const { department, name, village, phone, isPrivate, attached } = this.draft;
    const text = wordsWith(this.draft.text, attached);
    const tooMany = lengthOf(text) - LONGEST_QUESTION;
    const long = Object.keys(LONGEST_OF).find((field) => lengthOf(this.draft[field].trim()) > LONGEST_OF[field]);
    this.problem = isRecording() ? t('attach.wait') : !text.trim() ? t('ask.empty') : tooMany > 0 ? t('ask.tooLong', { n: tooMany })
      : long ? t('ask.fieldTooLong', { field: t(`ask.${long}`), n: LONGEST_OF[long] }) : '';
    if (!this.problem) {
      const body = { text };
      if (department) body.department = department;
      if (name.trim()) body.name = name.trim();
      if (village.trim()) body.village = village.trim();
      if (phone.trim()) body.phone = phone.trim();
      if (isPrivate !== null) body.public = !isPrivate; // untouched, the hub goes by how sensitive the matter is
      else if (this.isMatterPrivate && this._lookedFor !== text.trim()) body.public = false; // what she was shown holds
      clearTimeout(this._looking);
      // who she is stays for the next question, for a while; what she asked does not
      this._setDraft(Object.assign({}, EMPTY_DRAFT, { name, village, phone }));
      this._takeSimilar({});
      this.isWriting = false;
      this._outbox.add({ kind: 'ask', path: api.askPath(this._code), body, attached, fair: this._code });
    }
    this._changed();
    return !this.problem;
  }

  // What she has said -------------------------------------------------------------------------------------

  /** Questions that the hub has not acknowledged. */
  get asked() {
    return this._outbox.items.filter(({ kind }) => kind === 'ask');
  }

  /** A question that was not taken comes back into the form. */
  edit(item) {
    const { text, department = '', name = '', village = '', phone = '', public: wish } = item.body;
    this._setDraft({ text, department, name, village, phone, isPrivate: wish === undefined ? null : !wish,
      attached: item.attached || [] });
    this._outbox.remove(item.key);
    this.write();
  }

  /** The words of a question that was turned down come back into the form. */
  askAnew({ text }) {
    this._setDraft(Object.assign({}, this.draft, { text }));
    this.write();
  }

  drop(item) {
    this._outbox.remove(item.key);
    forgetChosen(item.attached);
  }

  /** @returns {{reply: string, confirming: boolean, problem: string, pending: object[]}} */
  uiOf({ id }) {
    return Object.assign({
      reply: this._drafts.get(id, 'reply'),
      attached: this._drafts.get(id, 'attached', []),
      pending: this._outbox.items.filter(({ question }) => question === id),
    }, this._ui.get(id));
  }

  _setUi(id, change) {
    this._ui.set(id, Object.assign({}, this._ui.get(id), change));
    this._changed();
  }

  /** What she has chosen beside a question and not sent. */
  setUi({ id }, change) {
    this._setUi(id, change);
  }

  setReply({ id }, text) {
    this._drafts.set(id, 'reply', text);
    this._setUi(id, { problem: '' });
  }

  /** Pictures and sounds to go with it. */
  setReplyAttached({ id }, list) {
    this._drafts.set(id, 'attached', list);
    this._setUi(id, { problem: '' });
  }

  reply(question) {
    const attached = this._drafts.get(question.id, 'attached', []);
    const text = wordsWith(this._drafts.get(question.id, 'reply'), attached);
    if (!text.trim()) return;
    if (isRecording()) return this._setUi(question.id, { problem: t('attach.wait') });
    this._drafts.drop(question.id, 'reply');
    this._drafts.drop(question.id, 'attached');
    this.act(question, 'messages', { text }, attached);
  }

  confirm({ id }, confirming) {
    this._setUi(id, { confirming });
  }

  /** Says something about one of her questions, once however often it is touched. */
  act({ id }, kind, body, attached = []) {
    if (kind !== 'messages' && this._outbox.find(id, kind)) return;
    this._setUi(id, { problem: '', confirming: '', grade: null });
    this._outbox.add({ kind, question: id, path: api.actPath(id, kind), body, attached, fair: this._code });
  }

  isSupported({ id, follows }) {
    return Boolean(follows) || this._supported.includes(id);
  }

  support(question) {
    this._setSupported([...this._supported, question.id]);
    this.act(question, 'support');
  }

  _setSupported(ids) {
    this._supported = ids;
    keep(`supported.${this._code}`, ids);
    this._changed();
  }

  showMore() {
    this.shown += SHOWN_AT_ONCE;
    this._changed();
  }

  _sent(question, { kind, attached }) {
    forgetChosen(attached);
    if (kind === 'support') this.mine.takeOther(question);
    else this.mine.take(question);
    this._changed();
    if (kind === 'ask') this._asked(question);
  }

  /** What was refused is said beside its question; her words are in the form again. */
  _refused({ key, kind, question, body, attached }, { words }) {
    if (kind === 'ask') return; // it stands in a card of its own
    this._outbox.remove(key);
    if (kind === 'support') return this._setSupported(this._supported.filter((id) => id !== question));
    if (kind === 'messages') {
      this._drafts.set(question, 'reply', body.text);
      this._drafts.set(question, 'attached', attached);
    }
    this._setUi(question, { problem: words });
  }
}
