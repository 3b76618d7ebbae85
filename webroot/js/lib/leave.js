import { staff } from './staff-api.js';
import { forget, forgetUnder, keep, recall } from './store.js';

/** Signs out, and leaves nothing of who sat here on the device; without a network it is finished when a page is opened. */
export async function signOut() {
  forgetUnder('draft.', 'volunteer');
  keep('leaving', true);
  await finishSigningOut().catch(() => {});
}

/** Finishes what the network has cut short; fails where it does so again. */
export async function finishSigningOut() {
  if (!recall('leaving', false)) return;
  try {
    await staff.signOut();
  } catch (problem) {
    if (problem.status === 0 || problem.status >= 500) throw problem;
  }
  forget('leaving');
}
