import { canRecord } from '../lib/attaching.js';
import { LONGEST_SECONDS } from '../lib/attachments/chooser.js';
import { html, nothing, render } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * What was chosen and is not sent, in its place of the page; and the recording that goes on.
 *
 * @param state {isRecording, seconds, isTouched, problem, urlOf(id), on: {stop(), cancel(), remove(id)}}
 */
export function drawChosen({ about, list, fileHelp }, state) {
  const element = document.getElementById(`chosen-${about}`);
  if (element) render(chosen(list, fileHelp || t('attach.fileHelp'), state), element);
}

function chosen(list, fileHelp, { isRecording, seconds, problem, urlOf, isTouched, on }) {
  return html`${isRecording ? recording(seconds, on) : nothing}
    ${problem ? html`<p class="problem" role="alert" data-test="attach-problem">${problem}</p>` : nothing}
    ${list.map(({ id, type }, index) => html`<div class="picked" data-test="chosen">
      ${type.startsWith('audio/') ? html`<audio controls src=${urlOf(id) || nothing} aria-label=${t('attach.sound')}></audio>`
        : html`<img src=${urlOf(id) || nothing} alt=${t('attach.number', { n: index + 1 })}>`}
      <button type="button" class="quiet" data-test="remove" @click=${() => on.remove(id)}>${t('attach.remove')}</button>
    </div>`)}
    ${canRecord || !isTouched ? nothing : html`<p class="help" data-test="file-help">${fileHelp}</p>`}`;
}

function recording(seconds, on) {
  return html`<div class="recording" data-test="recording">
    <p role="timer">${seconds === null ? t('attach.allow') : t('attach.recording', { n: seconds, most: LONGEST_SECONDS })}</p>
    <button type="button" class="primary wide" data-test="stop" @click=${on.stop}>${t('attach.stop')}</button>
    <button type="button" class="quiet" data-test="cancel-recording" @click=${on.cancel}>${t('attach.cancel')}</button>
  </div>`;
}
