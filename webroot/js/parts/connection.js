import { html } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * Whether the page hears the hub, in words that frighten nobody.
 *
 * @param {'online'|'connecting'|'polling'|'offline'} state
 */
export function connection(state) {
  return html`<span class="connection" role="status" data-test="connection" data-state=${state}>
    ${t(`connection.${state}`)}
  </span>`;
}
