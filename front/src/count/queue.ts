// What was done and not yet acknowledged, in the browser's own database: written before anything is sent, and deleted
// only when the server has answered for it.

/** One thing that somebody did while counting, as it is sent. */
export interface Happening {
  kind: "read" | "undo" | "remark" | "move";
  /** The id of the reading, made here, so that sending it twice counts it once. */
  scan: string;
  place: number;
  text: string;
  /** When, by this device's clock. */
  at: string;
  source: "typed" | "camera";
  condition: string;
  note: string;
}

/** A happening that waits. */
export interface Waiting {
  /** The order in which things were done. */
  n: number;
  /** Where it is sent. */
  send: string;
  /** Whose it is: another's is not sent in the reader's name. */
  account: string;
  event: Happening;
}

const NAME = "omamori-count";
const STORE = "waiting";

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "n", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // A failed opening is tried again the next time.
  opened.catch(() => (opened = undefined));
  return opened;
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const open = await database();
  return new Promise((resolve, reject) => {
    // Only what has reached the disk may be shown as kept.
    const transaction = open.transaction(STORE, mode, { durability: "strict" });
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Keeps a happening; resolves once it is on the disk. */
export async function keep(send: string, account: string, event: Happening): Promise<void> {
  await within("readwrite", (store) => store.add({ send, account, event }));
}

/** Everything that waits, in its order. */
export function waiting(): Promise<Waiting[]> {
  return within("readonly", (store) => store.getAll() as IDBRequest<Waiting[]>);
}

/** Forgets what was answered for. */
export async function forget(numbers: number[]): Promise<void> {
  if (numbers.length === 0) return;
  await within("readwrite", (store) => {
    const requests = numbers.map((n) => store.delete(n));
    return requests[requests.length - 1]!;
  });
}

/** A UUID, also where the connection is not secure and the browser has no `randomUUID`. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
