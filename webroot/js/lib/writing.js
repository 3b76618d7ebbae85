import { forgetChosen, isRecording } from './attaching.js';
import { Drafts } from './drafts.js';
import { leftOpen } from './ready.js';
import { withMore } from './suggestions.js';
import { t } from './text.js';

/** What is not sent by the end of the day is not sent any more. */
const LASTS_MILLIS = 12 * 3600000;
const MOST_ITEMS = 10;
const MOST_OF_REASON = 200;
/** What a form of several fields begins with. */
const NOTHING_YET = { transfer: { department: '', reason: '' }, part: { department: '', text: '' },
  escalation: { expert: '', text: '' }, 'follow-up': { owner: '', due: '', text: '' },
  split: [{ text: '', department: '' }, { text: '', department: '' }] };
const MOST_PIECES = 5;
/** What is begun anew after a reload: nothing is written there, or all is where she begins anyway. */
const NOT_GONE_ON_WITH = ['answer', 'publish'];
/** With what pictures and sounds can go. */
const SPOKEN = ['answer', 'ask-back'];
/** Kinds of words, and what each is called on the wire. */
const COMMANDS = { answer: 'answer', 'ask-back': 'ask-back', note: 'notes', transfer: 'transfer', publication: 'publication', publish: 'publication',
  call: 'call', correction: 'correction', 'follow-up': 'follow-up', split: 'split', part: 'parts', escalation: 'escalation' };

/**
 * What a volunteer writes about the question in front of her: a draft for each kind of word, so that what is meant
 * for colleagues can never be sent to the asker.
 */
export class Writing {
  /** @param {string} fair its code */
  constructor(fair, changed) {
    this._question = null;
    /** The kind of word whose form is shown, one of COMMANDS. */
    this.mode = 'answer';
    this.problem = '';
    this._drafts = new Drafts(`desk.${fair}`, LASTS_MILLIS);
    /** Answers that were being written when their questions left the desk: [{question, ticket, text, why}]. */
    this.left = this._drafts.values('left');
    this._changed = changed;
  }

  /** @param {string|null} question number of the one that is in front of her now */
  about(question) {
    this._question = question;
    this.mode = question ? this._drafts.get(question, 'mode', 'answer') : 'answer';
    this.problem = '';
  }

  setMode(mode) {
    this.mode = mode;
    this.problem = '';
    this._drafts.set(this._question, 'mode', NOT_GONE_ON_WITH.includes(mode) ? '' : mode);
    this._changed();
  }

  /** @param kind a mode; 'transfer' is {department, reason}, 'follow-up' {owner, due, text}, 'split' [{text, department}] */
  draft(kind) {
    return this._drafts.get(this._question, kind, NOTHING_YET[kind] || '');
  }

  /** Changes some of the fields of a form of several. */
  setPart(kind, part) {
    this.set(kind, Object.assign({}, this.draft(kind), part));
  }

  /** Of what is to be split: changes some of the fields of a piece, the last one of which may be new. */
  setPiece(index, part) {
    const pieces = this.draft('split').slice();
    pieces[index] = Object.assign({ text: '', department: '' }, pieces[index], part);
    if (pieces.length <= MOST_PIECES) this.set('split', pieces);
  }

  get canHaveMorePieces() {
    return this.draft('split').length < MOST_PIECES;
  }

  set(kind, value) {
    this._drafts.set(this._question, kind, value);
    this.problem = '';
    this._changed();
  }

  /** Pictures and sounds that go with it. */
  attached(kind) {
    return this._drafts.get(this._question, `${kind}-attached`, []);
  }

  /** @param about number of the question, which need not be in front of her any more when a recording ends */
  attach(about, kind, list) {
    this._drafts.set(about, `${kind}-attached`, list);
    this.problem = '';
    this._changed();
  }

  /** What is to be written most often, where nothing is written yet. */
  suggest(kind, value) {
    if (!this.draft(kind)) this.set(kind, value);
  }

  /** The first piece is at the desk where the question is, by whom it is promised is she herself: mostly. */
  suggestParts(question, name) {
    if (this.mode === 'split' && !this.draft('split')[0].department) this.setPiece(0, { department: question.department });
    if (this.mode === 'follow-up' && !this.draft('follow-up').owner) this.setPart('follow-up', { owner: name });
    if (this.mode === 'correction') this.suggest('correction', question.answer.text);
  }

  /** Whether the answer may be shown to everybody. */
  get isPublic() {
    return this._drafts.get(this._question, 'public', true);
  }

  setPublic(yes) {
    this.set('public', yes ? '' : false);
  }

  /** 四办 items that go with the answer: [{code, title}]. */
  get items() {
    return this._drafts.get(this._question, 'items', []);
  }

  addItem({ code, title }) {
    const others = this.items.filter((item) => item.code !== code);
    if (others.length < MOST_ITEMS) this.set('items', [...others, { code, title }]);
  }

  dropItem(code) {
    const left = this.items.filter((item) => item.code !== code);
    this.set('items', left.length ? left : '');
  }

  useAnswer(text) {
    this.set('answer', withMore(this.draft('answer'), text));
    this.setMode('answer');
  }

  useAskBack(text) {
    this.set('ask-back', withMore(this.draft('ask-back'), text));
    this.setMode('ask-back');
  }

  passOn(department, reason) {
    this.set('transfer', { department, reason });
    this.setMode('transfer');
  }

  /** To whose duty it is; what she has written herself stays after it. */
  passOnByDuty({ matter, department, level }, name) {
    const own = this.draft('transfer').reason.trim();
    const why = t('desk.dutyReason', { matter, department: name, level });
    const isOwn = own && !own.startsWith(t('desk.dutyReasonBegins'));
    this.passOn(department, (isOwn ? `${why}。${own}` : why).slice(0, MOST_OF_REASON));
  }

  say(problem) {
    this.problem = problem;
    this._changed();
  }

  /** What is still to be written, in words, or ''. */
  get lack() {
    const draft = this.draft(this.mode);
    if (isRecording()) return t('attach.wait');
    if (this.mode === 'answer' && leftOpen(draft)) return t('desk.ready.leftOpen', { places: leftOpen(draft) });
    if (this.mode === 'split') {
      return draft.every(({ text }) => text.trim()) ? draft.every(({ department }) => department) ? '' : t('desk.noDepartment')
        : t('desk.empty.split');
    }
    if (this.mode === 'follow-up') {
      return !draft.owner.trim() ? t('desk.noOwner') : !draft.due ? t('desk.noDue') : draft.text.trim() ? '' : t('desk.empty.follow-up');
    }
    if (this.mode === 'escalation') return draft.expert ? '' : t('desk.noExpert');
    if (this.mode === 'publish') return '';
    if (this.mode === 'part') return draft.department ? '' : t('desk.noDepartment');
    if (this.mode !== 'transfer') return draft.trim() ? '' : t(`desk.empty.${this.mode}`);
    if (!draft.department) return t('desk.noDepartment');
    return draft.reason.trim() ? '' : t('desk.noReason');
  }

  /** The command of what is written in the form that is shown. @param {string[]} also others that are answered too */
  command(also) {
    return { kind: this.mode, name: COMMANDS[this.mode], body: this._body(also), attached: this.attached(this.mode) };
  }

  /** What was said face to face, with the line about it that is written, or none. @param {string[]} also as of a command */
  spoken(also) {
    const text = this.draft('answer');
    return { kind: 'answer', name: 'answer', attached: this.attached('answer'),
      body: Object.assign(text.trim() ? this._answer(text, also) : {}, { inPerson: true }) };
  }

  _body(also) {
    const draft = this.draft(this.mode);
    if (this.mode === 'transfer') return { department: draft.department, reason: draft.reason };
    if (this.mode === 'publish') return { public: true };
    if (this.mode === 'publication') return { public: false, reason: draft };
    if (this.mode === 'call') return { booth: draft };
    if (['follow-up', 'part', 'escalation'].includes(this.mode)) return draft;
    if (this.mode === 'split') {
      return { texts: draft.map(({ text }) => text), departments: draft.map(({ department }) => department) };
    }
    return this.mode === 'answer' ? this._answer(draft, also) : { text: draft };
  }

  /** What the answer stands on: {document, region, until}, each '' where nothing is written. */
  get basis() {
    return this._drafts.get(this._question, 'basis', { document: '', region: '', until: '' });
  }

  setBasis(part) {
    const basis = Object.assign({}, this.basis, part);
    this.set('basis', Object.keys(basis).some((field) => basis[field]) ? basis : '');
  }

  _answer(text, also) {
    const body = { text };
    if (!this.isPublic) body.public = false;
    if (also.length) body.also = also;
    if (this.basis.document.trim()) body.basis = this.basis;
    if (this.items.length) body.serviceItems = this.items.map(({ code }) => code);
    return body;
  }

  /** The question has left the desk: what was being written about it is shown until she drops it. @param why in words */
  leave({ id, ticket }, why) {
    const text = this._drafts.get(id, 'answer');
    if (!text.trim()) return;
    this._dropLeft(id);
    const left = { question: id, ticket, text, why };
    this._drafts.set(id, 'left', left);
    this.left = [...this.left, left];
  }

  /** It is in its form again. */
  takeUp(question) {
    this._dropLeft(question);
  }

  _dropLeft(question) {
    this.left = this.left.filter((other) => other.question !== question);
    this._drafts.drop(question, 'left');
  }

  /** It was sent: there is nothing of it to be written any more. */
  done(question, kind) {
    this._drafts.drop(question, kind);
    this._drafts.drop(question, `${kind}-attached`);
    this._drafts.drop(question, 'mode');
    if (kind === 'answer') {
      ['public', 'items', 'basis'].forEach((part) => this._drafts.drop(question, part));
      this._dropLeft(question);
    }
    if (question === this._question) this.mode = 'answer';
  }

  forget() {
    forgetChosen([].concat(...SPOKEN.map((kind) => [].concat(...this._drafts.values(`${kind}-attached`)))));
    this._drafts.dropAll();
    this.left = [];
  }
}
