// Sends what waits, in its order and in batches, until the server has answered for each.
import { forget, waiting, type Waiting } from "./queue";

/** What the server says about one happening. */
export interface Said {
  scan: string;
  tone: string;
  word: string;
  label: string;
  more: string;
  outcome: string | null;
  asset: number | null;
  may_move: boolean;
  is_refused: boolean;
  is_undone: boolean;
}

/** How far a room is. */
export interface Counts {
  found: number;
  expected: number;
}

/** How the connection is: everything sent, still sending, no network, logged out, or turned away. */
export type State = "sent" | "sending" | "offline" | "login" | "refused";

interface Listener {
  /** The state changed, or how many wait. */
  state(state: State, count: number, others: number): void;
  /** The server answered. */
  answered(answers: Said[], rooms: Record<string, Counts>): void;
}

const MOST = 50;
const PATIENCE = 15_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

export class Sender {
  private isBusy = false;
  private again = false;
  private pause = FIRST_PAUSE;
  private timer: number | undefined;
  private state: State = "sent";

  constructor(
    private readonly account: string,
    private readonly listener: Listener,
  ) {
    // A network that comes back, or a phone that wakes up: try at once.
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.hurry();
    });
    addEventListener("offline", () => void this.tell("offline"));
  }

  /** Sends now, whatever pause was agreed on. */
  hurry(): void {
    this.pause = FIRST_PAUSE;
    void this.flush();
  }

  /** Sends what waits. Called while sending, it sends once more afterwards. */
  async flush(): Promise<void> {
    if (this.isBusy) {
      this.again = true;
      return;
    }
    this.isBusy = true;
    clearTimeout(this.timer);
    try {
      do {
        this.again = false;
        await this.alone(() => this.sendAll());
      } while (this.again && this.state === "sent");
    } catch {
      await this.tell("offline").catch(() => {});
    } finally {
      this.isBusy = false;
    }
    if (this.state === "offline") {
      this.timer = window.setTimeout(() => void this.flush(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    }
  }

  /** Two tabs need not send the same. Where there are no locks they do, and the server counts it once. */
  private async alone(work: () => Promise<void>): Promise<void> {
    if (navigator.locks) await navigator.locks.request("omamori-count", work);
    else await work();
  }

  private async sendAll(): Promise<void> {
    // What one stocktaking's address refuses stays, and must not keep back what belongs to another.
    const refusing = new Set<string>();
    for (;;) {
      const own = (await waiting()).filter((one) => one.account === this.account && !refusing.has(one.send));
      const first = own[0];
      if (!first) return this.tell(refusing.size > 0 ? "refused" : "sent");
      await this.tell("sending");
      const batch = own.filter((one) => one.send === first.send).slice(0, MOST);
      const state = await this.sendBatch(first.send, batch);
      if (state === "refused") refusing.add(first.send);
      else if (state !== "sent") return this.tell(state);
      this.pause = FIRST_PAUSE;
    }
  }

  private async sendBatch(send: string, batch: Waiting[]): Promise<State> {
    const give = new AbortController();
    const patience = setTimeout(() => give.abort(), PATIENCE);
    let response: Response;
    try {
      response = await fetch(send, {
        method: "POST",
        // The answer of a door to a script: where to log in, instead of the login page itself.
        headers: { "content-type": "application/json", "hx-request": "true" },
        body: JSON.stringify({ events: batch.map((one) => one.event) }),
        signal: give.signal,
      });
      if (response.headers.has("hx-redirect") || response.redirected) return "login";
      // A server that is being restarted comes back; one that says no will say it again.
      if (response.status >= 500 || response.status === 429) return "offline";
      if (!response.ok) return "refused";
      const { answers, rooms } = (await response.json()) as { answers: Said[]; rooms: Record<string, Counts> };
      await forget(batch.slice(0, answers.length).map((one) => one.n));
      this.listener.answered(answers, rooms);
      return "sent";
    } catch {
      return "offline";
    } finally {
      clearTimeout(patience);
    }
  }

  /** Says how it stands. */
  async tell(state: State = this.state): Promise<void> {
    this.state = state;
    const all = await waiting();
    const own = all.filter((one) => one.account === this.account);
    this.listener.state(own.length === 0 && state === "sending" ? "sent" : state, own.length, all.length - own.length);
  }
}
