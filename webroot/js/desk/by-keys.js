import { openDialog } from '../lib/dialog.js';

/**
 * What each key does with what is in front of her, for listenForKeys.
 *
 * @param {() => Work|null} now her work, while she is in
 * @param {HTMLElement} page
 * @param does {onQuestion(): what her touches do, canBeTaken(question), claim(mode), focusOn(selector), isExpert(), writeWalkUp()}
 */
export function byKeys(now, page, does) {
  /** Runs with her work and the question in front of her. @returns {boolean} whether there is one, and it said that the key was its */
  const withQuestion = (run) => {
    const work = now();
    const question = work && work.question;
    return question ? run(work, question) !== false : false;
  };
  /** Takes it up to do something with it, unless she has gone on meanwhile. */
  const claimFor = async (work, question, run) => {
    if (await work.act('claim') && now() === work && work.chosen === question.id) run();
  };
  return {
    step: (by) => {
      if (now()) now().step(by);
      return Boolean(now());
    },
    search: () => {
      const field = document.getElementById('search');
      if (field) field.focus();
      return Boolean(field);
    },
    help: () => {
      const dialog = page.querySelector('dialog.keys');
      if (dialog) openDialog(dialog);
      return Boolean(dialog);
    },
    act: (mode) => withQuestion((work, question) => {
      if (work.desk.holds(question) && !work.pending(question)) {
        if (mode) does.onQuestion().mode(mode);
        else does.focusOn('.hand textarea, .hand select');
      } else if (does.canBeTaken(question)) {
        does.claim(mode || 'answer');
      }
    }),
    undo: () => {
      const item = now() && now().undoable;
      if (item) does.onQuestion().takeBack(item);
      return Boolean(item);
    },
    insert: (n) => withQuestion((work, question) => {
      const suggested = work.suggestions.answers[n];
      if (!suggested || work.pending(question)) return false;
      const use = () => does.onQuestion().useAnswer(suggested.answer.text);
      if (work.desk.holds(question)) use();
      else if (does.canBeTaken(question)) claimFor(work, question, use);
      return true;
    }),
    inPerson: () => withQuestion((work, question) => {
      if (does.isExpert() || !(does.canBeTaken(question) || work.desk.holds(question))) return false;
      work.booth.answerInPerson();
      return true;
    }),
    arrived: (came) => withQuestion((work, { call }) => {
      if (!call || call.came === came) return false;
      does.onQuestion().arrived(came);
      return true;
    }),
    walkUp: () => {
      if (!now() || does.isExpert()) return false;
      does.writeWalkUp();
      return true;
    },
    take: () => withQuestion((work, question) => {
      if (does.canBeTaken(question)) does.claim();
      else if (work.desk.isInOtherHands(question)) work.goOn();
    }),
  };
}
