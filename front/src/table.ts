// Tables: j and k walk the rows, x chooses one, the bar below says how many are chosen.
import { all, isTyping, on, one } from "./dom";

let lastChosen: HTMLInputElement | null = null;

const boxes = (form: ParentNode): HTMLInputElement[] => all<HTMLInputElement>("[data-choose]", form);

function refresh(form: HTMLElement): void {
  const own = boxes(form);
  const chosen = own.filter((box) => box.checked).length;
  const bar = one("[data-selection]", form);
  const whole = one<HTMLInputElement>("[data-choose-all]", form);
  if (whole) {
    whole.checked = chosen > 0 && chosen === own.length;
    whole.indeterminate = chosen > 0 && chosen < own.length;
  }
  if (!bar) return;
  bar.toggleAttribute("data-active", chosen > 0);
  const count = one("[data-selection-count]", bar);
  if (count) {
    const words = chosen === 1 ? count.dataset.wordOne : count.dataset.word;
    count.textContent = (words ?? "").replace("{count}", chosen.toLocaleString("en"));
  }
  if (chosen < own.length) all<HTMLInputElement>("[name=all]", bar).forEach((box) => (box.checked = false));
}

function chooseRange(form: HTMLElement, from: HTMLInputElement, to: HTMLInputElement): void {
  const own = boxes(form);
  const [start, end] = [own.indexOf(from), own.indexOf(to)].sort((a, b) => a - b);
  if (start < 0) return;
  own.slice(start, end + 1).forEach((box) => (box.checked = to.checked));
}

function walk(step: number): void {
  const rows = all("[data-row]");
  if (rows.length === 0) return;
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? 0 : now + step))];
  const goal = one(".row-link", next) ?? one("[data-choose], a, button", next);
  goal?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function pressX(): void {
  const box = one<HTMLInputElement>("[data-choose]", document.activeElement?.closest("[data-row]") ?? document.createElement("i"));
  box?.click();
}

export function startTables(): void {
  on<"change", HTMLInputElement>("change", "[data-choose]", (box) => {
    const form = box.closest<HTMLElement>("[data-table-form]");
    if (form) refresh(form);
  });
  on<"click", HTMLInputElement>("click", "[data-choose]", (box, event) => {
    const form = box.closest<HTMLElement>("[data-table-form]");
    if (form && event.shiftKey && lastChosen && form.contains(lastChosen)) {
      chooseRange(form, lastChosen, box);
      refresh(form);
    }
    lastChosen = box;
  });
  on<"change", HTMLInputElement>("change", "[data-choose-all]", (whole) => {
    const form = whole.closest<HTMLElement>("[data-table-form]");
    if (!form) return;
    boxes(form).forEach((box) => (box.checked = whole.checked));
    refresh(form);
  });
  on("click", "[data-clear-selection]", (button) => clear(button.closest<HTMLElement>("[data-table-form]")));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || one("dialog[open]")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "x") pressX();
    else if (event.key === "/") one("#list-search")?.focus();
    else return;
    event.preventDefault();
  });
  // The browser restores boxes when one comes back to a page; the bar must know of them.
  window.addEventListener("pageshow", () => all("[data-table-form]").forEach(refresh));
  // Other rows may now stand where chosen ones stood: an act must never meet rows nobody chose.
  document.addEventListener("htmx:after:swap", () => all("[data-table-form]").forEach(clear));
}

function clear(form: HTMLElement | null): void {
  if (!form) return;
  all<HTMLInputElement>("[data-choose], [name=all]", form).forEach((box) => (box.checked = false));
  lastChosen = null;
  refresh(form);
}
