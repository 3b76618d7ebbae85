import { inviteIn, pastedInvite } from '../lib/invite.js';
import { finishSigningOut } from '../lib/leave.js';
import { staff } from '../lib/staff-api.js';
import { forgetUnder, keep, recall } from '../lib/store.js';
import { t } from '../lib/text.js';

const CONFLICT = 409;
const NOT_SIGNED_IN = 401;

/** @returns the session of this browser, or null */
function whoIsThere() {
  return staff.session().catch((problem) => {
    if (problem.status === NOT_SIGNED_IN) return null;
    throw problem;
  });
}

/** How a volunteer comes in: by an invite that stands in the address or is pasted, and her name. */
export class Door {
  /** @param entered (session) → a promise: she is in */
  constructor(changed, entered) {
    this._changed = changed;
    this._entered = entered;
    this.name = recall('volunteer', '');
    this.invite = '';
    /** Whether the invite came with the address. */
    this.invited = false;
    /** Whether this browser is an organizer's, who would be one no more: she is asked first. */
    this.isOrganizers = false;
    this.busy = false;
    this.problem = '';
  }

  /** Looks who is there already. */
  async open() {
    const invite = inviteIn(location.search + location.hash);
    if (invite) {
      this.invite = invite;
      this.invited = true;
      this.problem = '';
      const fair = new URLSearchParams(location.search).get('fair');
      // not left to be read off the screen
      history.replaceState(null, '', location.pathname + (fair && !inviteIn(fair) ? `?fair=${encodeURIComponent(fair)}` : ''));
    }
    try {
      await finishSigningOut();
      const session = await whoIsThere();
      if (session && !invite) await this._entered(session);
      else if (session && session.role === 'organizer') this.isOrganizers = true;
      else if (session) await this._enter(session.name);
    } catch (problem) {
      this._refused(problem);
    }
    this._changed();
  }

  async _enter(name) {
    const credentials = { invite: pastedInvite(this.invite), name };
    if (this.isOrganizers) credentials.replace = true;
    const session = await staff.signIn(credentials);
    if (name !== recall('volunteer', name)) forgetUnder('draft.'); // somebody else's
    keep('volunteer', name);
    this.isOrganizers = false;
    await this._entered(session);
  }

  /** What was wrong with the invite; another one can be pasted in its place. */
  _refused(problem) {
    this.problem = problem.words;
    if (problem.status === NOT_SIGNED_IN) this.invited = false;
  }

  change(field, value) {
    this[field] = value;
    this.problem = '';
    this._changed();
  }

  /** The organizer stays what she is. */
  stay() {
    location.assign('/board');
  }

  async join() {
    if (this.busy) return;
    if (!this.name.trim() || !this.invite.trim()) {
      this.problem = t(this.invite.trim() ? 'desk.nameNeeded' : 'desk.inviteNeeded');
      return this._changed();
    }
    this.busy = true;
    this._changed();
    try {
      await this._enter(this.name.trim());
    } catch (problem) {
      // who is signed in as an organizer is asked before she is one no more
      if (problem.status === CONFLICT && !this.isOrganizers) this.isOrganizers = true;
      else this._refused(problem);
    }
    this.busy = false;
    this._changed();
  }
}
