import { html } from '../lib/html.js';
import { t } from '../lib/text.js';
import { dialog } from './dialog.js';

const KEYS = [['j', '↓'], ['k', '↑'], ['c', '回车'], ['a'], ['b'], ['t'], ['n'], ['d'], ['z'], ['p'], ['y'], ['u'], ['w'], ['/'], ['Esc'], ['Ctrl + 回车'], ['1…3'],
  ['Alt + 1…9'], ['?']];

/** What each key does at the desk. */
export function keysDialog() {
  return dialog({
    name: 'keys',
    title: t('desk.keysTitle'),
    lead: t('desk.keysLead'),
    content: html`<dl class="keys-list">${KEYS.map((keys) => html`<div>
      <dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${t(`desk.key.${keys[0]}`)}</dd></div>`)}</dl>`,
  });
}
