import { html, nothing } from '../lib/html.js';
import { t } from '../lib/text.js';

const KINDS = ['examples', 'duties', 'answers', 'service-items'];
const MOST_REFUSED = 5;
/** The hub names no more than these. */
const MOST_NAMED = 100;

/**
 * Where a county brings what it has: labelled questions, its list of duties, answers that it gives already.
 *
 * @param file {kind, partial, busy, problem, answer: {rows, added, changed, refused} or null}
 * @param on {setFile({kind}, {chosen} or {partial}), send()}
 */
export function imports(file, on) {
  const submit = (event) => {
    event.preventDefault();
    on.send();
  };
  return html`<section aria-labelledby="imports-title">
    <h3 id="imports-title">${t('imports.title')}</h3>
    <form class="imports" @submit=${submit} novalidate>
      <div><label for="import-kind">${t('imports.what')}</label>
        <select id="import-kind" data-test="import-kind" ?disabled=${file.busy}
          @change=${(event) => on.setFile({ kind: event.target.value })}>
          ${KINDS.map((kind) => html`<option value=${kind} ?selected=${file.kind === kind}>
            ${t(`imports.kind.${kind}`)}</option>`)}
        </select></div>
      <div><label for="import-file">${t('imports.file')}</label>
        <input id="import-file" type="file" accept=".csv,text/csv" data-test="import-file" aria-describedby="import-help"
          ?disabled=${file.busy} @change=${(event) => on.setFile({ chosen: event.target.files[0] || null })}></div>
      <label class="check"><input type="checkbox" data-test="import-partial" .checked=${file.partial} ?disabled=${file.busy}
        @change=${(event) => on.setFile({ partial: event.target.checked })}>
        <span>${t('imports.partial')}</span></label>
      <button class="primary" data-test="import-send" ?disabled=${file.busy}>
        ${t(file.busy ? 'imports.sending' : 'imports.send')}</button>
      <p class="help" id="import-help">${t(`imports.columns.${file.kind}`)}</p>
    </form>
    ${file.problem ? html`<p class="problem" role="alert">${file.problem}</p>` : nothing}
    <div role="status">${file.answer ? result(file.answer) : nothing}</div>
  </section>`;
}

/** What a file has brought; of one that was refused it is only known which lines are wrong. */
function result({ rows, added, changed, refused }) {
  return html`
    <p data-test="import-result">${added === undefined ? t('imports.rows', { rows })
      : t('imports.done', { rows, added, changed })}</p>
    ${refused.length ? html`<p>${t(refused.length < MOST_NAMED ? 'imports.refused' : 'imports.refusedMany',
        { n: refused.length })}</p>
      <ul class="refused">${refused.slice(0, MOST_REFUSED).map(({ line, detail }) => html`
        <li data-test="import-refused" dir="auto">${t('imports.line', { line, detail })}</li>`)}</ul>` : nothing}`;
}
