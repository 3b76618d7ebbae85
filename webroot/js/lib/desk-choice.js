/** Before which characters, in the order of their sounds, those begin that start with each letter. */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST_OF_LETTER = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const bySound = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
/** A syllable as codes are spelt, its n or ng not taken from the next one; “on” ends with g. */
const SYLLABLE = /(?:[zcs]h|[b-df-hj-np-tw-z])?(?:i?ong|[aeiouv]+(?:ng?(?![aeiouv]))?)/g;

function letterOf(character) {
  for (let i = LETTERS.length - 1; i >= 0; i -= 1) {
    if (bySound.compare(character, FIRST_OF_LETTER[i]) >= 0) return LETTERS[i];
  }
  return character;
}

/** The first letters of what a name's characters sound like: yb of 医保. */
export function lettersOf(name) {
  return [...name].map((character) => (/[\u3400-\u9fff]/.test(character) ? letterOf(character) : character.toLowerCase())).join('');
}

/** The first letters of a code's syllables: yb of yibao. */
export function lettersOfCode(code) {
  return (code.match(SYLLABLE) || []).map((syllable) => syllable[0]).join('');
}

/** How well a department is what was typed, 0 the best; -1 where it is not. */
function fits({ code, name }, typed) {
  if (name.startsWith(typed)) return 0;
  if (name.includes(typed)) return 1;
  if (code.startsWith(typed) || lettersOf(name).startsWith(typed)) return 2;
  return lettersOfCode(code).startsWith(typed) ? 3 : -1;
}

/** Those departments that are meant by what was typed, the likeliest first: by name, by its first letters, or by code. */
export function meant(departments, words) {
  const typed = words.trim().toLowerCase().replace(/[\s'’]/g, '');
  if (!typed) return departments;
  const found = departments.map((department, at) => ({ department, at, fit: fits(department, typed) })).filter(({ fit }) => fit >= 0);
  return found.sort((one, other) => one.fit - other.fit || one.at - other.at).map(({ department }) => department);
}

/** In which field a department is being chosen, what is typed there, and at which of those that are meant she is: one field at a time. */
export class DeskChoice {
  constructor(changed) {
    this._changed = changed;
    this._field = null;
    this.words = '';
    this.at = 0;
    this._isPressed = false;
    this._isLeft = false;
    addEventListener('mousedown', () => {
      this._isPressed = true;
    }, true);
    addEventListener('mouseup', () => {
      this._isPressed = false;
      setTimeout(() => this._isLeft && this.close(), 0); // after the click
    }, true);
  }

  /** The list is there until what she presses is let go: nothing moves from under her finger. */
  leave() {
    if (this._isPressed) this._isLeft = true;
    else this.close();
  }

  isOpen(field) {
    return this._field === field;
  }

  open(field) {
    if (!this.isOpen(field)) this._set(field, '', 0);
  }

  type(field, words) {
    this._set(field, words, 0);
  }

  /** @param most how many there are */
  move(by, most) {
    this._set(this._field, this.words, Math.min(Math.max(0, most - 1), Math.max(0, this.at + by)));
  }

  close() {
    if (this._field !== null) this._set(null, '', 0);
  }

  _set(field, words, at) {
    Object.assign(this, { _field: field, _isLeft: false, words, at });
    this._changed();
  }
}
