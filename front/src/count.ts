// The page one counts with. Each reading is written into the browser's own database first, shown at once, and sent in the
// background until the server has answered for it; so a bad network, a closed page or an ended session loses nothing.
import { Camera } from "./count/camera";
import { Expected, keyOf } from "./count/expected";
import { feel } from "./count/feel";
import { keepPages, startWorker } from "./count/kept";
import { freshId, keep, waiting, type Happening } from "./count/queue";
import { Sender, type Counts, type Said, type State } from "./count/send";
import { View } from "./count/view";
import { on, one } from "./dom";

/** After so long without another reading the copy for a time without a network is brought up to date. */
const SETTLED = 4_000;

class Counting {
  private readonly view: View;
  private readonly sender: Sender;
  private readonly expected = new Expected();
  private readonly here = new Map<string, string>();
  private readonly send: string;
  private readonly place: number;
  private readonly account: string;
  private hasWorker = false;
  private timer: number | undefined;

  constructor(private readonly page: HTMLElement) {
    this.view = new View(page);
    this.send = page.dataset.send ?? "";
    this.place = Number(page.dataset.place);
    this.account = page.dataset.account ?? "";
    this.sender = new Sender(this.account, {
      state: (state, count, others) => this.stands(state, count, others),
      answered: (answers, rooms) => this.answered(answers, rooms),
    });
  }

  async begin(): Promise<void> {
    this.listen();
    await this.showWaiting();
    await this.sender.tell(navigator.onLine ? "sending" : "offline");
    void this.sender.flush();
    this.hasWorker = await startWorker(this.page.dataset.worker ?? "");
    await this.expected.load(this.page.dataset.expected ?? "");
    this.refresh();
    this.page.dataset.ready = "true";
  }

  private listen(): void {
    on("submit", "[data-count-form]", (form, event) => {
      event.preventDefault();
      const field = one<HTMLInputElement>("[name=typed]", form);
      const text = field?.value.trim() ?? "";
      if (field) field.value = "";
      field?.focus();
      if (text) void this.read(text, "typed");
    });
    on("submit", "#count-last form", (form, event) => {
      const scan = form.closest<HTMLElement>("[data-scan]")?.dataset.scan;
      const act = new URL((form as HTMLFormElement).action).pathname.split("/").pop();
      if (!scan || !act) return;
      event.preventDefault();
      void this.act(scan, act, new FormData(form as HTMLFormElement));
    });
    const camera = this.camera();
    if (camera) {
      on("click", "[data-count-camera]", (button) => void this.toggle(camera, button));
    }
  }

  /** A reading: kept, shown, sent. */
  private async read(text: string, source: Happening["source"]): Promise<void> {
    const event = this.happening("read", freshId(), { text, source });
    try {
      await keep(this.send, this.account, event);
    } catch {
      this.view.answer({ tone: "is-now", word: this.view.word("full"), label: text, more: "" });
      return;
    }
    this.judge(event);
    this.view.pending(event, this.expected.find(text)?.label ?? text);
    void this.sender.flush();
  }

  /** What the list alone can say; the server's answer replaces it. */
  private judge(event: Happening): void {
    const thing = this.expected.find(event.text);
    const key = thing?.key ?? keyOf(event.text);
    const label = thing?.label ?? event.text;
    const [tone, word] = this.here.has(key)
      ? ["is-info", "again"]
      : thing
        ? ["is-good", "listed"]
        : ["is-quiet", "unlisted"];
    if (!this.here.has(key)) this.here.set(key, event.scan);
    this.view.answer({ tone, word: this.view.word(word), label, more: this.view.word("waits") });
    if (!navigator.onLine) feel(tone, this.view.withSound);
  }

  private async act(scan: string, act: string, data: FormData): Promise<void> {
    const text = (name: string): string => String(data.get(name) ?? "");
    const kinds: Record<string, Happening["kind"]> = { undoing: "undo", move: "move", remark: "remark" };
    const kind = kinds[act];
    if (!kind) return;
    const event = this.happening(kind, scan, { condition: text("condition"), note: text("note") });
    await keep(this.send, this.account, event);
    if (kind === "undo") this.forgetKey(scan);
    this.view.waits(scan);
    void this.sender.flush();
  }

  private forgetKey(scan: string): void {
    for (const [key, own] of this.here) if (own === scan) this.here.delete(key);
  }

  private happening(kind: Happening["kind"], scan: string, more: Partial<Happening>): Happening {
    const now = new Date().toISOString();
    return { kind, scan, place: this.place, text: "", at: now, source: "typed", condition: "", note: "", ...more };
  }

  /** After a reload: what still waits is shown as waiting. */
  private async showWaiting(): Promise<void> {
    for (const { event, send, account } of await waiting()) {
      if (send !== this.send || event.place !== this.place || account !== this.account) continue;
      if (event.kind === "read") this.view.pending(event, event.text);
      else this.view.waits(event.scan);
    }
  }

  private stands(state: State, count: number, others: number): void {
    this.view.stands(state, count, others);
  }

  private answered(answers: Said[], rooms: Record<string, Counts>): void {
    for (const said of answers) this.view.said(said);
    const last = answers[answers.length - 1];
    if (last) feel(last.tone, this.view.withSound);
    const room = rooms[String(this.place)];
    if (room) this.view.progress(room);
    this.refresh();
  }

  /** Brings the kept copy up to date once nobody has read anything for a while. */
  private refresh(): void {
    if (!this.hasWorker) return;
    clearTimeout(this.timer);
    const files = [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>("script[src], link[href]")];
    const addresses = files.map((file) => ("src" in file ? file.src : file.href));
    const kept = [location.pathname, this.page.dataset.expected ?? "", this.page.dataset.wasm ?? "", ...addresses];
    this.timer = window.setTimeout(() => {
      void keepPages(kept.map((address) => new URL(address, location.href).pathname)).then(() => {
        this.page.dataset.kept = "true";
      });
    }, SETTLED);
  }

  private camera(): Camera | undefined {
    const [box, video] = [one("#count-camera"), one<HTMLVideoElement>("#count-camera video")];
    if (!box || !video || !Camera.isPossible()) {
      this.view.noCamera();
      return undefined;
    }
    return new Camera(box, video, this.page.dataset.wasm ?? "", (text) => void this.read(text, "camera"));
  }

  private async toggle(camera: Camera, button: HTMLElement): Promise<void> {
    if (camera.isOpen) {
      camera.close();
    } else {
      try {
        await camera.open();
      } catch {
        camera.close();
        this.view.answer({ tone: "is-now", word: this.view.word("camera"), label: "", more: "" });
      }
    }
    button.setAttribute("aria-pressed", String(camera.isOpen));
  }
}

const page = one("[data-count]");
if (page) void new Counting(page).begin();
