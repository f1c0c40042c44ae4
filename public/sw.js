// Keeps one build of Tierlab whole, so that it works without a connection, and never mixes two builds: a new one is
// fetched beside it and takes over when the page says so, or when no page is open any more.
const VERSION = "__VERSION__";
const FILES = [
  "__FILES__",
];
// Several copies of Tierlab may live under one origin.
const MINE = `tierlab ${new URL(self.registration.scope).pathname} `;
const CACHE = MINE + VERSION;

self.addEventListener("install", (event) => {
  const fetched = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((name) => new Request(name, { cache: "no-cache" })));
  };
  event.waitUntil(fetched());
});

self.addEventListener("activate", (event) => {
  const begun = async () => {
    const others = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
    await Promise.all(others.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(begun());
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const within = request.method === "GET" && request.url.startsWith(self.registration.scope);
  if (!within) return;
  const answered = async () => {
    const cache = await caches.open(CACHE);
    const name = request.mode === "navigate" && new URL(request.url).href.split(/[?#]/)[0] === self.registration.scope ? "index.html" : request;
    // The worker's build stands behind a question mark.
    return (await cache.match(name, { ignoreSearch: true })) ?? fetch(request);
  };
  event.respondWith(answered());
});
