const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Two keys a question: the arrows choose, the return key takes up. @param on {step(by), take(), search()} */
export function listenForKeys(on) {
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input, textarea, select, dialog');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      if (on.search()) event.preventDefault();
    } else if (STEPS[event.key]) {
      if (on.step(STEPS[event.key])) event.preventDefault();
    } else if (event.key === 'Enter' && !event.target.closest('button:not(.row), summary, a')) {
      if (on.take()) event.preventDefault();
    }
  });
}
