import { isOfInputMethod } from './keys.js';
/** Names a dialog that the engine does not keep above the page by itself; the style sheet does it then. */
const BY_STYLE = 'dialog-by-style';

/** Whom the focus goes back to: dialog → element. */
const openers = new WeakMap();

/** Whether the engine has dialogs of its own (Chrome 37, Safari 15.4). */
function isNative(dialog) {
  return typeof dialog.showModal === 'function';
}

/** Opens a dialog over the page. @param {HTMLElement} dialog a <dialog>, whatever the engine makes of it */
export function openDialog(dialog) {
  if (dialog.hasAttribute('open')) return;
  if (isNative(dialog)) {
    dialog.showModal();
    return;
  }
  openers.set(dialog, document.activeElement);
  dialog.classList.add(BY_STYLE);
  dialog.setAttribute('role', 'dialog');
  dialog.setAttribute('aria-modal', 'true');
  dialog.setAttribute('open', '');
  const first = dialog.querySelector('button, input, select, textarea, a');
  if (first) first.focus();
}

/** Closes it; its event `close` follows. */
export function closeDialog(dialog) {
  if (!dialog.hasAttribute('open')) return;
  if (isNative(dialog)) {
    dialog.close();
    return;
  }
  dialog.removeAttribute('open');
  const opener = openers.get(dialog);
  if (opener) opener.focus();
  dialog.dispatchEvent(new Event('close'));
}

/** A listener for keys in a dialog: an engine that has dialogs of its own does this itself. */
export function closeOnEscape(event) {
  if (event.key === 'Escape' && !isOfInputMethod(event) && !isNative(event.currentTarget)) closeDialog(event.currentTarget);
}
