// The palette: ⌘K or Ctrl+K, then type; arrows choose, Enter opens. Results come from the server as HTML.
import { all, on, one } from "./dom";

const PAUSE = 120;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | undefined;
/** Whether results for what stands in the box are still to come, and whether Enter was pressed meanwhile. */
let waiting = false;
let opensWhenFound = false;

const dialog = (): HTMLDialogElement | null => one<HTMLDialogElement>("#palette");
const field = (): HTMLInputElement | null => one<HTMLInputElement>("#palette-input");
const options = (): HTMLElement[] => all("#palette-results a[role=option]");

function choose(place: number): void {
  const found = options();
  found.forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
  const now = found[place];
  if (now) {
    field()?.setAttribute("aria-activedescendant", now.id);
    now.scrollIntoView({ block: "nearest" });
  } else field()?.removeAttribute("aria-activedescendant");
}

const chosen = (): number => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

async function search(): Promise<void> {
  running?.abort();
  running = new AbortController();
  waiting = true;
  const query = new URLSearchParams({ q: field()?.value ?? "" });
  try {
    const answer = await fetch(`/palette?${query}`, { signal: running.signal, headers: { Accept: "text/html" } });
    const place = one("#palette-results");
    if (!answer.ok || !place) return;
    place.innerHTML = await answer.text();
    choose(0);
    waiting = false;
    if (opensWhenFound) options()[0]?.click();
    opensWhenFound = false;
  } catch {
    // A newer search took its place, or the server is away; what is shown stays.
  }
}

function open(text = ""): void {
  const it = dialog();
  const box = field();
  if (!it || !box || it.open) return;
  if (text) box.value = text;
  it.showModal();
  if (text) box.setSelectionRange(text.length, text.length);
  else box.select();
  void search();
}

function keys(event: KeyboardEvent): void {
  const count = options().length;
  if (event.isComposing) return;
  // Enter pressed faster than the server answers means the first of the results to come, not of the old ones.
  if (event.key === "Enter" && waiting) opensWhenFound = true;
  else if (count === 0) return;
  else if (event.key === "ArrowDown") choose((chosen() + 1) % count);
  else if (event.key === "ArrowUp") choose((chosen() + count - 1) % count);
  else if (event.key === "Enter") options()[Math.max(0, chosen())]?.click();
  else return;
  event.preventDefault();
}

export function startPalette(): void {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  all("[data-palette-key]").forEach((key) => (key.textContent = mac ? "⌘K" : "Ctrl K"));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(mac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  on("click", "[data-palette]", () => open());
  on<"keydown", HTMLInputElement>("keydown", "[data-palette]", (box, event) => {
    // A word that is being converted must not lose its box; it moves over when it is done (below).
    if (event.isComposing || event.key === "Process" || event.key.length > 1) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open(box.value + event.key);
    box.value = "";
  });
  on<"compositionend" & keyof DocumentEventMap, HTMLInputElement>("compositionend", "[data-palette]", (box) => {
    open(box.value);
    box.value = "";
  });
  on("input", "#palette-input", () => {
    clearTimeout(timer);
    waiting = true;
    opensWhenFound = false;
    timer = setTimeout(() => void search(), PAUSE);
  });
  on("keydown", "#palette-input", (_, event) => keys(event));
}
