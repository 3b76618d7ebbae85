import { watchItems } from './lib/items.js';

watchItems();
