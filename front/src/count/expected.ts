// The list that the phone takes along into a room: with it, a reading without a network is answered at once, as far as the
// list goes. The server's answer comes later and counts.

interface Item {
  asset: number;
  number: string;
  name: string;
  keys: string[];
}

/** A thing of the list. */
export interface Thing {
  key: string;
  label: string;
}

export class Expected {
  private readonly things = new Map<string, Thing>();

  /** Loads the list; from the copy of the last visit if there is no network. */
  async load(url: string): Promise<void> {
    try {
      const response = await fetch(url, { headers: { "hx-request": "true" } });
      if (!response.ok || response.headers.has("hx-redirect")) return;
      const { items } = (await response.json()) as { items: Item[] };
      for (const item of items) {
        const thing = { key: `a${item.asset}`, label: [item.number, item.name].filter(Boolean).join(" ") };
        this.things.set(`/a/${item.asset}`, thing);
        for (const key of item.keys) this.things.set(key, thing);
      }
    } catch {
      // Without a list every reading is answered when the network is back.
    }
  }

  /** The thing that is meant, if it is on the list. */
  find(text: string): Thing | undefined {
    return this.things.get(keyOf(text));
  }
}

/** What was read as the list spells it: the id of an address, or a number without spaces, width and case. */
export function keyOf(text: string): string {
  const plain = text.trim();
  const id = /\/(?:a|assets)\/(\d+)\/*(?:[?#].*)?$/.exec(plain)?.[1];
  if (id) return `/a/${id}`;
  return plain.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "").replaceAll(/[‐‑‒–—―−]/g, "-");
}
