// What a phone keeps of the counting page, so that it opens again without a network: the page itself, its list, and the
// scripts and styles. The worker in `worker.ts` answers with it when the server cannot be reached.

/** The cache's name; logging out throws it away (see `app.ts`). */
export const CACHE = "omamori-count";
/** When an answer was kept. */
export const KEPT_AT = "x-omamori-kept-at";

/** Starts the worker. Only a secure connection has one; without it the queue still lives in the browser's database. */
export async function startWorker(script: string): Promise<boolean> {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return false;
  try {
    await navigator.serviceWorker.register(script, { scope: "/stocktakings/" });
    return true;
  } catch {
    return false;
  }
}

/** Keeps these addresses as they are now. What cannot be fetched keeps its older copy. */
export async function keepPages(addresses: string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const keep = async (address: string): Promise<void> => {
    const response = await fetch(address, { cache: "no-cache" });
    const isLogin = response.redirected || response.headers.has("hx-redirect");
    if (!response.ok || isLogin) return;
    await cache.put(address, dated(response));
  };
  await Promise.all(addresses.map((address) => keep(address).catch(() => {})));
}

function dated(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  return new Response(response.body, { status: response.status, headers });
}
