// What the counting page shows. The words come with the page, in the reader's language.
import { one } from "../dom";
import type { Happening } from "./queue";
import type { Counts, Said, State } from "./send";

interface Card {
  tone: string;
  word: string;
  label: string;
  more: string;
}

const TONES = ["is-good", "is-info", "is-soon", "is-now", "is-quiet"];

export class View {
  private readonly words: DOMStringMap;

  constructor(private readonly page: HTMLElement) {
    this.words = one<HTMLTemplateElement>("#count-words", page)?.dataset ?? {};
    for (const part of page.querySelectorAll<HTMLElement>("[data-count-script]")) part.hidden = false;
  }

  word(name: string): string {
    return this.words[name] ?? "";
  }

  get withSound(): boolean {
    return one<HTMLInputElement>("[data-count-sound]", this.page)?.checked ?? false;
  }

  /** The big answer to the last reading. */
  answer({ tone, word, label, more }: Card): void {
    const box = one("#count-answer", this.page);
    if (!box) return;
    const card = element("div", `count-card ${tone}`);
    const text = element("div", "");
    text.append(line("count-word", word));
    if (label) text.append(line("count-label", label));
    if (more) text.append(line("", more));
    card.append(...this.shape(tone), text);
    box.replaceChildren(card);
  }

  /** A reading that waits to be sent, at the top of the list. */
  pending(event: Happening, label: string): void {
    if (this.row(event.scan)) return;
    const template = one<HTMLTemplateElement>("#count-row", this.page);
    const row = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
    const list = one("#count-last", this.page);
    if (!row || !list) return;
    row.id = `scan-${event.scan}`;
    row.dataset.scan = event.scan;
    // The attribute, for in a template an address has nothing to be relative to.
    for (const form of row.querySelectorAll("form")) {
      form.setAttribute("action", (form.getAttribute("action") ?? "").replace("SCAN", event.scan));
    }
    this.fill(row, { tone: "is-quiet", word: this.word("unsent"), label, may_move: false, asset: null });
    one("[data-count-when]", row)?.replaceChildren(new Date(event.at).toLocaleTimeString());
    list.prepend(row);
    one("[data-count-empty]", this.page)?.remove();
  }

  /** Something about this reading waits to be sent. */
  waits(scan: string): void {
    const row = this.row(scan);
    if (row) this.chip(row, "is-quiet", this.word("unsent"));
  }

  /** The server's answer. */
  said(said: Said): void {
    this.answer(said);
    const row = this.row(said.scan);
    if (!row) return;
    if (said.is_undone) row.remove();
    else this.fill(row, said);
  }

  progress({ found, expected }: Counts): void {
    const bar = one<HTMLProgressElement>("#count-progress progress", this.page);
    const text = this.word("progress").replace("{found}", String(found)).replace("{expected}", String(expected));
    if (!bar) return;
    bar.max = Math.max(1, expected);
    bar.value = found;
    bar.setAttribute("aria-label", text);
    bar.nextElementSibling?.replaceChildren(text);
  }

  /** How the connection is and how much waits. */
  stands(state: State, count: number, others: number): void {
    const box = one("#count-state", this.page);
    if (!box) return;
    box.dataset.state = state;
    box.dataset.count = String(count);
    const tone = state === "sent" ? "is-good" : state === "sending" ? "is-info" : state === "offline" ? "is-soon" : "is-now";
    const much = count === 0 ? this.word("allsent") : this.word("unsentcount").replace("{count}", String(count));
    const chip = element("span", `state ${tone}`);
    chip.append(...this.shape(tone), much);
    const parts: (Node | string)[] = [chip];
    if (state !== "sent" && state !== "sending") parts.push(element("span", "", this.word(state)));
    if (state === "login") {
      const link = element("a", "button");
      link.setAttribute("href", `/login?next=${encodeURIComponent(location.pathname)}`);
      link.textContent = this.word("loginverb");
      parts.push(link);
    }
    if (others > 0) parts.push(element("span", "quiet", this.word("others").replace("{count}", String(others))));
    box.replaceChildren(...parts);
  }

  noCamera(): void {
    one("[data-count-camera]", this.page)?.remove();
    const why = one("[data-count-no-camera]", this.page);
    if (why) why.hidden = false;
  }

  private row(scan: string): HTMLElement | null {
    return one(`[data-scan="${CSS.escape(scan)}"]`, this.page);
  }

  private fill(row: HTMLElement, said: Omit<Card, "more"> & { may_move: boolean; asset: number | null }): void {
    this.chip(row, said.tone, said.word);
    const name = one("[data-count-label]", row);
    if (name && said.label) {
      if (said.asset === null) name.replaceChildren(said.label);
      else {
        const link = element("a", "", said.label);
        link.setAttribute("href", `/assets/${said.asset}`);
        name.replaceChildren(link);
      }
    }
    const move = one("[data-count-move]", row);
    if (move) move.hidden = !said.may_move;
  }

  private chip(row: HTMLElement, tone: string, word: string): void {
    const chip = one(".state", row);
    if (!chip) return;
    chip.className = `state ${tone}`;
    chip.replaceChildren(...this.shape(tone), word);
  }

  private shape(tone: string): Node[] {
    const known = TONES.includes(tone) ? tone : "is-quiet";
    const shape = one<HTMLTemplateElement>(`template[data-shape="${known}"]`, this.page);
    return shape ? [shape.content.cloneNode(true)] : [];
  }
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function line(className: string, text: string): HTMLElement {
  return element("p", className, text);
}
