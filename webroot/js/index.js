import { api } from './lib/api.js';
import { html, render } from './lib/html.js';
import { day, t } from './lib/text.js';

const page = document.getElementById('page');

start();

async function start() {
  try {
    const fairs = await api.fairs();
    if (fairs.length === 1) {
      location.replace(`/f/${fairs[0].code}`);
    } else {
      show(fairs);
    }
  } catch (problem) {
    render(html`<main class="phone"><p class="problem">${problem.words}</p></main>`, page);
  }
}

function show(fairs) {
  render(html`<main class="phone">
    <h1>${t('fairs.title')}</h1>
    ${fairs.length ? '' : html`<p>${t('fairs.none')}</p>`}
    <ul class="fairs">${fairs.map((fair) => html`
      <li><a class="card" href="/f/${fair.code}"><strong>${fair.name}</strong>
        <span class="help">${fair.place} · ${day(fair.startsAt)}</span></a></li>`)}
    </ul>
  </main>`, page);
}
