import { html, nothing } from '../lib/html.js';
import { clock, t } from '../lib/text.js';
import { attached } from './attached.js';
import { items } from './items.js';
import { words } from './words.js';

function basis(of) {
  return of ? `　${t('mine.basis', of)}${of.region ? `，${of.region}` : ''}${of.until ? `，${t('mine.basisUntil', of)}` : ''}` : '';
}

/** The answer in force as its reader's card shows it. @param more what else is drawn under its words */
export function answerBlock(given, more = nothing) {
  return html`<div class="answer">
    <p class="answer-head">${t('mine.said.answer')}${given.corrected ? html` <strong class="corrected">${t('mine.corrected')}</strong>` : nothing}</p>
    ${words(given, { hook: 'answer' })}
    ${attached(given.attachments)}
    ${more}
    ${items(given)}
    <p class="help" dir="auto">${t('mine.answeredBy', { by: given.by, time: clock(given.at) })}${basis(given.basis)}</p>
  </div>`;
}
