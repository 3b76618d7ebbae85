import { canRecord, withTheRest } from '../lib/attaching.js';
import { html } from '../lib/html.js';
import { t } from '../lib/text.js';

/**
 * Where somebody speaks or chooses pictures.
 *
 * @param place see lib/attaching.js
 */
export function attach(place) {
  const take = (event) => {
    const { files } = event.target;
    const chosen = Array.from(files);
    event.target.value = ''; // the same one may be chosen again
    withTheRest(place, (rest) => rest.take(place, chosen));
  };
  const come = () => withTheRest(place, (rest) => rest.draw(place, true));
  return html`<div class="attach"><div class="attach-row">
    ${canRecord ? html`<button type="button" data-test="speak" @click=${() => withTheRest(place, (rest) => rest.speak(place))}>
      ${t('attach.speak')}</button>` : fileInput('audio/*', 'attach.speak', come, take)}
    ${fileInput('image/*', 'attach.picture', come, take)}
  </div><div class="chosen" id="chosen-${place.about}" aria-live="polite"></div></div>`;
}

function fileInput(type, words, come, take) {
  return html`<label class="button"><input type="file" accept=${type} ?capture=${type === 'audio/*'} ?multiple=${type === 'image/*'}
    data-test=${type === 'audio/*' ? 'sound-file' : 'picture-file'} @click=${come} @change=${take}>${t(words)}</label>`;
}
