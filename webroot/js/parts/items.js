import { html, nothing } from '../lib/html.js';

/** Where the 四办 cards of an answer stand: lib/items.js puts them in, as the hub draws them. */
export function items({ serviceItems, at }) {
  return serviceItems && serviceItems.length
    ? html`<div class="items" data-items=${serviceItems.join(',')} data-at=${at}></div>` : nothing;
}
