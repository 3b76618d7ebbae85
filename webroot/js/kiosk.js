import { Touch } from './lib/idle.js';
import { staff } from './lib/staff-api.js';
import { t } from './lib/text.js';

const ENDS_AFTER_MILLIS = 30 * 60000;

const door = document.getElementById('kiosk-door');
const print = document.querySelector('[data-test="print"]');

/** By the pass that an organizer shows. */
function comeIn(invite) {
  const problem = door.querySelector('.problem');
  door.addEventListener('submit', async (event) => {
    event.preventDefault();
    const name = door.elements.name.value.trim();
    problem.textContent = !invite ? t('kiosk.noPass') : name ? '' : t('desk.nameNeeded');
    if (problem.textContent) return;
    try {
      await staff.signIn({ invite, name });
      location.replace(location.pathname);
    } catch (refused) {
      problem.textContent = refused.words;
    }
  });
}

/** Nothing is left to be read by the next one; who came in for the kiosk alone is out. */
async function end() {
  document.getElementById('page').textContent = '';
  try {
    if ((await staff.session()).role === 'kiosk') await staff.signOut();
  } catch (ignored) {
    // she is out already, or will be: the hub ends what is not used
  }
  location.replace(location.pathname.split('/').slice(0, 3).join('/'));
}

if (door) {
  const invite = new URLSearchParams(location.hash.slice(1)).get('invite') || '';
  if (invite) history.replaceState(null, '', location.pathname); // not left to be read off the screen
  comeIn(invite);
  addEventListener('hashchange', () => location.reload()); // a pass that is opened where the page is open already
}
if (!door) new Touch().whenIdle(ENDS_AFTER_MILLIS, end);
if (print) print.addEventListener('click', () => window.print());
