// The service worker of the counting pages, and of nothing else: the network comes first; only when the server cannot be
// reached does it answer with what the page kept (see `count/kept.ts`). It never answers for anything that changes.
import { CACHE, KEPT_AT } from "./count/kept";

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetch extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Scope {
  addEventListener(kind: "install" | "activate", run: (event: Extendable) => void): void;
  addEventListener(kind: "fetch", run: (event: Fetch) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}

const scope = self as unknown as Scope;

/** A page that is older is not shown: who counts has seen the server since. */
const OLDEST = 24 * 60 * 60 * 1_000;
const PATIENCE = 8_000;
const PAGES = /^\/stocktakings\/\d+\/rooms\/\d+\/(?:counting|expected)$/;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(kept(request, fetch(request)));
  else if (PAGES.test(url.pathname)) event.respondWith(kept(request, patient(request)));
});

/** The network's answer; if there is none, what was kept. */
async function kept(request: Request, network: Promise<Response>): Promise<Response> {
  try {
    return await network;
  } catch (problem) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(new URL(request.url).pathname);
    const age = Date.now() - Number(found?.headers.get(KEPT_AT) ?? 0);
    if (!found || age > OLDEST) throw problem;
    return found;
  }
}

/** A network that does not answer is none. A page's own request cannot be given up, only no longer waited for. */
function patient(request: Request): Promise<Response> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  return Promise.race([fetch(request), late]);
}
