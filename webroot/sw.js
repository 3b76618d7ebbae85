/*
 * Keeps the page that a villager has opened, as it is for everybody, with the files that it names: so it opens at once, and
 * without a network. What is hers is kept by the page itself.
 */
const CACHE = 'huiwen';
const PAGE = /^\/f\/[^/]+$/;
const CHOOSES = /[?&]lang=/;
const NAMED = /\/s\/[\w.]+|\/icon\.svg/g;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/* A page has been opened for the first time, or has been at rest for a while: it may have become another one. */
self.addEventListener('message', (event) => event.waitUntil(keep(event.data.path, event.data.language)));

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) return;
  if (mode === 'navigate' && PAGE.test(pathname) && !search) event.respondWith(kept(shellOf(pathname), event.request));
  else if (mode === 'navigate' && PAGE.test(pathname) && CHOOSES.test(search)) event.respondWith(inAnotherLanguage(event.request));
  else if (pathname.startsWith('/s/') || pathname === '/icon.svg') event.respondWith(kept(pathname, event.request));
});

function shellOf(path) {
  return `${path}?shell`;
}

async function kept(address, request) {
  return (await caches.match(address)) || fetch(request);
}

/** What was kept is in the language of before. */
async function inAnotherLanguage(request) {
  const page = await fetch(request);
  if (page.ok) await (await caches.open(CACHE)).delete(shellOf(new URL(request.url).pathname));
  return page;
}

/**
 * A page is kept when all that it names is there; a network that fails leaves what was kept.
 *
 * @param {string} language in which it is wanted
 */
async function keep(path, language) {
  if (!PAGE.test(path)) return;
  try {
    const page = await fetch(`${shellOf(path)}&lang=${language}`, { credentials: 'omit', cache: 'no-cache' });
    if (page.status === 404) await (await caches.open(CACHE)).delete(shellOf(path));
    if (!page.ok) return;
    const cache = await caches.open(CACHE);
    const named = (await page.clone().text()).match(NAMED) || [];
    await Promise.all(named.map(async (file) => (await cache.match(file)) || cache.add(file)));
    await cache.put(shellOf(path), page);
    await dropUnnamed(cache);
  } catch (ignored) {
    // another time
  }
}

async function dropUnnamed(cache) {
  const requests = await cache.keys();
  const pages = await Promise.all(requests.filter(({ url }) => url.endsWith('?shell'))
    .map(async (request) => (await cache.match(request)).text()));
  const named = new Set([].concat(...pages.map((text) => text.match(NAMED) || [])));
  await Promise.all(requests.filter(({ url }) => !url.endsWith('?shell') && !named.has(new URL(url).pathname))
    .map((request) => cache.delete(request)));
}
