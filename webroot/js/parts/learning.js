import { html, nothing, repeat } from '../lib/html.js';
import { clock, day, t } from '../lib/text.js';
import { dialog } from './dialog.js';
import { imports } from './imports.js';

/**
 * What triage has learned: its versions with their marks, what it may learn from, and the lessons it has drawn.
 *
 * @param learning {isOpen, versions, lessons, busy, problem, file}
 * @param on {close(), use(version), strike(lesson, struck), setFile(change), send()}
 */
export function learningDialog(learning, nameOf, on) {
  return dialog({
    name: 'learning',
    title: t('learning.title'),
    lead: t('learning.lead'),
    content: learning.isOpen ? html`
      ${learning.problem ? html`<p class="problem" role="alert">${learning.problem}</p>` : nothing}
      ${learning.versions ? versions(learning, on) : nothing}
      ${imports(learning.file, on)}
      ${learning.lessons ? lessons(learning, nameOf, on) : nothing}` : nothing,
    on,
  });
}

function versions({ versions: list, busy }, on) {
  return html`<section aria-labelledby="versions-title">
    <h3 id="versions-title">${t('learning.versions')}</h3>
    <table class="versions">
      <thead><tr>
        <th scope="col">${t('learning.version')}</th>
        <th scope="col">${t('learning.madeAt')}</th>
        <th scope="col">${t('learning.examples')}</th>
        <th scope="col">${t('learning.figures')}</th>
        <th scope="col">${t('learning.state')}</th>
      </tr></thead>
      <tbody>${repeat(list, ({ number }) => number, (version) => html`
        <tr data-test="version" data-number=${version.number} data-state=${version.state}>
          <th scope="row">${version.number ? t('learning.number', { n: version.number }) : t('learning.builtIn')}</th>
          <td>${version.madeAt ? `${day(version.madeAt)} ${clock(version.madeAt)}` : t('learning.asShipped')}</td>
          <td>${known(version.examples)}${version.lessons ? html` <span class="help">
            ${t('learning.ofLessons', { n: version.lessons })}</span>` : nothing}</td>
          <td>${figures(version.figures)}</td>
          <td>${standing(version, busy, on)}</td>
        </tr>`)}</tbody>
    </table>
  </section>`;
}

function figures(measured) {
  const { top1 = null, top3 = null } = measured || {};
  return top1 === null ? t('time.none') : t('learning.score', { first: percent(top1), three: percent(top3) });
}

function known(count) {
  return count === null || count === undefined ? t('time.none') : count;
}

/** @param {number} share 0 to 1 */
function percent(share) {
  return Math.round(share * 1000) / 10;
}

function standing(version, busy, on) {
  switch (version.state) {
    case 'in-use':
      return html`<strong class="in-use">${t('learning.inUse')}</strong>`;
    case 'rejected':
      return html`<span class="help">${t('learning.rejected')}</span>`;
    default:
      return html`<button type="button" data-test="use-version" ?disabled=${busy} @click=${() => on.use(version)}>
        ${t('learning.use')}</button>`;
  }
}

function lessons({ lessons: list, busy }, nameOf, on) {
  return html`<section aria-labelledby="lessons-title">
    <h3 id="lessons-title">${t('learning.lessons')}</h3>
    <p class="help">${list.length ? t('learning.lessonsLead') : t('learning.noLessons')}</p>
    <ul class="lessons">${repeat(list, ({ question }) => question, (lesson) => html`
      <li data-test="lesson" data-id=${lesson.question} data-struck=${lesson.struck ? 'yes' : 'no'}>
        <div>
          <p class="typed lesson-words" dir="auto">${lesson.text}</p>
          <p>→ <strong>${nameOf(lesson.department)}</strong></p>
          <p class="help">${lesson.ticket} · ${t(`learning.kind.${lesson.kind}`, {
            from: lesson.from ? nameOf(lesson.from) : '',
          })} <bdi>${lesson.by || ''}</bdi></p>
        </div>
        <button type="button" class="quiet" data-test=${lesson.struck ? 'restore' : 'strike'} ?disabled=${busy}
          @click=${() => on.strike(lesson, !lesson.struck)}>
          ${t(lesson.struck ? 'learning.restore' : 'learning.strike')}</button>
      </li>`)}</ul>
  </section>`;
}
