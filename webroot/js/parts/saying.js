import { html, liveValue, nothing, repeat } from '../lib/html.js';
import { clock, t } from '../lib/text.js';

const MINUTES = [15, 30, 60, 120, 240, 480];
const lasts = (minutes) => (minutes < 60 ? t('desk.word.minutes', { n: minutes }) : t('desk.word.hours', { n: minutes / 60 }));

/**
 * What is said to all who wait, and the form to say something.
 *
 * @param {Saying} saying
 * @param places where it can be said: [{code, name}]; code '' = everywhere
 * @param nameOf department code → name
 */
export function saying(saying, places, nameOf) {
  const codes = places.map(({ code }) => code);
  const heard = saying.words.filter(({ department }) => !department || codes.includes(department));
  return html`<section class="saying" aria-label=${t('desk.word.title')}>
    ${heard.length ? html`<ul>${repeat(heard, ({ id }) => id, (word) => html`
      <li data-test="word" data-id=${word.id}>
        <span><strong>${word.department ? nameOf(word.department) : t('word.all')}</strong>
          <span class="typed" dir="auto">${word.text}</span> <span class="help">${t('desk.word.until', { time: clock(word.until) })}</span></span>
        ${codes.includes(word.department || '') ? html`<button type="button" data-test="word-end" ?disabled=${saying.isBusy}
          @click=${() => saying.end(word)}>${t('desk.word.end')}</button>` : nothing}
      </li>`)}</ul>` : nothing}
    <details data-test="saying" ?open=${saying.isOpen} @toggle=${(event) => saying.change('isOpen', event.target.open)}><summary>${t('desk.word.title')}</summary>${form(saying, places)}</details>
  </section>`;
}

function form(saying, places) {
  const submit = (event) => {
    event.preventDefault();
    saying.say();
  };
  return html`<form @submit=${submit} novalidate>
    ${places.length > 1 ? html`<label for="word-place">${t('desk.word.where')}</label>
      <select id="word-place" data-test="word-place" @change=${(event) => saying.change('place', event.target.value)}>
        ${places.map(({ code, name }) => html`<option value=${code} ?selected=${code === saying.place}>${name}</option>`)}</select>` : nothing}
    <label for="word-text">${t('desk.word.text')}</label>
    <input id="word-text" maxlength="200" dir="auto" data-test="word-text" placeholder=${t('desk.word.example')}
      .value=${liveValue(saying.text)} @input=${(event) => saying.change('text', event.target.value)}>
    <label for="word-minutes">${t('desk.word.lasts')}</label>
    <select id="word-minutes" data-test="word-minutes" @change=${(event) => saying.change('minutes', Number(event.target.value))}>
      ${MINUTES.map((minutes) => html`<option value=${minutes} ?selected=${minutes === saying.minutes}>${lasts(minutes)}</option>`)}</select>
    ${saying.problem ? html`<p class="problem" role="alert">${saying.problem}</p>` : nothing}
    <div class="actions"><button class="primary" data-test="word-say" ?disabled=${saying.isBusy}>${t('desk.word.say')}</button></div>
  </form>`;
}
