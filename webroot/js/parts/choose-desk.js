import { meant } from '../lib/desk-choice.js';
import { html, liveValue, nothing, repeat } from '../lib/html.js';
import { isOfInputMethod } from '../lib/keys.js';
import { t } from '../lib/text.js';

const NO_MORE = () => [];

/**
 * A field for one of many departments: who types some of its name, its first letters or its code is left with those that are meant.
 *
 * @param field its number on the page @param hook by which tests find it; left out: as the field is called
 * @param hint what can be typed, in words @param chosen code of the department, '' = none yet
 * @param targets [{code, name}] @param more words → further options: {code, name, hint, more, isShut}
 * @param {DeskChoice} choice
 * @param on (code, more, isLeft): one was chosen; isLeft where she is somewhere else already @param lookFor (words): further ones are looked for
 */
export function chooseDesk({ field, hook = `${field}-department`, label, hint = t('desk.chooseHint'), chosen, targets, more = NO_MORE, choice, on,
  lookFor = NO_MORE }) {
  const isOpen = choice.isOpen(field);
  const meantNow = () => (choice.isOpen(field) ? [...meant(targets, choice.words), ...more(choice.words)] : []);
  const options = meantNow();
  const known = targets.find(({ code }) => code === chosen);
  const choose = (option) => {
    if (!option || option.isShut) return;
    choice.close();
    on(option.code, option.more);
  };
  const type = (words) => {
    choice.type(field, words);
    lookFor(words);
  };
  const steps = (event, by) => {
    event.preventDefault();
    if (!choice.isOpen(field)) return choice.open(field);
    choice.move(by, meantNow().length);
    const next = document.getElementById(optionId(field, choice.at));
    return next && next.scrollIntoView({ block: 'nearest' });
  };
  const keys = (event) => {
    if (isOfInputMethod(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') steps(event, 1);
    else if (event.key === 'ArrowUp') steps(event, -1);
    else if (event.key === 'Enter' && choice.isOpen(field)) {
      event.preventDefault(); // which would send the form
      choose(meantNow()[choice.at]); // a key may come before the page is drawn anew
    } else if (event.key === 'Escape' && choice.isOpen(field) && choice.words) {
      event.stopPropagation();
      choice.close();
    }
  };
  const leave = () => {
    if (!choice.isOpen(field)) return;
    const [only, another] = meantNow();
    if (choice.words.trim() && only && !another && !only.isShut) on(only.code, only.more, true); // who types on means what is left
    choice.leave();
  };
  return html`<div class="choose"><label for=${field}>${label}</label>
    <input id=${field} role="combobox" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="60" dir="auto" data-test=${hook} data-code=${chosen}
      aria-autocomplete="list" aria-expanded=${isOpen ? 'true' : 'false'} aria-controls="${field}-list"
      aria-activedescendant=${isOpen && options.length ? optionId(field, choice.at) : ''} placeholder=${hint}
      .value=${liveValue(isOpen ? choice.words : known ? known.name : '')}
      @focus=${() => choice.open(field)} @click=${() => choice.open(field)} @input=${(event) => type(event.target.value)} @keydown=${keys} @blur=${leave}>
    <ul id="${field}-list" role="listbox" class="choices-open" aria-label=${label} ?hidden=${!isOpen}
      @mousedown=${(event) => event.preventDefault()}>${repeat(options, (option) => `${option.code} ${option.name}`, (option, at) =>
        choiceOf(field, option, at, { isNext: at === choice.at, isChosen: option.code === chosen && !option.more, choose }))}</ul>
    ${isOpen && !options.length ? html`<p class="help" role="status" data-test="no-department">${t('desk.chooseNone')}</p>` : nothing}
  </div>`;
}

function choiceOf(field, option, at, { isNext, isChosen, choose }) {
  return html`<li id=${optionId(field, at)} role="option" data-test="department-option" data-code=${option.code} aria-selected=${isNext ? 'true' : 'false'}
    aria-disabled=${option.isShut ? 'true' : 'false'} @click=${() => choose(option)}>
    <span>${option.name}</span>${isChosen ? html` <span class="help">${t('desk.chosen')}</span>` : nothing}
    ${option.hint ? html`<span class="help">${option.hint}</span>` : nothing}</li>`;
}

function optionId(field, at) {
  return `${field}-option-${at}`;
}
