import { html, nothing } from '../lib/html.js';
import { langOf, t } from '../lib/text.js';

const CHINESE = /^(zh|cmn)\b/i;

/** A Chinese voice of this phone. Android's WebView, and so WeChat, has none; elsewhere they are known a while after they are asked for. */
function voice() {
  const { speechSynthesis } = window;
  return speechSynthesis ? speechSynthesis.getVoices().find(({ lang }) => CHINESE.test(lang)) : undefined;
}

voice();

/** Has Chinese words read aloud, where the phone can. */
export function listen(text) {
  if (langOf(text) !== 'zh-Hans' || !voice()) return nothing;
  return html`<button type="button" class="quiet" data-test="listen" @click=${() => say(text)}>${t('mine.listen')}</button>`;
}

function say(text) {
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { voice: voice(), lang: 'zh-CN' }));
}
