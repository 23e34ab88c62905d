// Filters answer at once: a choice when it is made, typing after a short pause; empty ones stay out of the address.
import htmx from "htmx.org";
import { all, on } from "./dom";

const PAUSE = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = "";

function ask(form: HTMLFormElement): void {
  clearTimeout(timer);
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") query.append(name, value);
  }
  const path = form.getAttribute("action") ?? location.pathname;
  const address = query.size > 0 ? `${path}?${query}` : path;
  if (address === asked) return;
  asked = address;
  void htmx.ajax("GET", address, {
    source: form,
    target: "#list",
    select: "#list",
    swap: "outerMorph",
    push: address,
  } as never);
}

export function startFilters(): void {
  asked = location.pathname + location.search;
  on<"submit", HTMLFormElement>("submit", "[data-filters]", (form, event) => {
    event.preventDefault();
    asked = "";
    ask(form);
  });
  on("change", "[data-filters] select", (field) => ask(field.closest("form") as HTMLFormElement));
  on<"input", HTMLInputElement>("input", "[data-filters] input[type=search]", (field, event) => {
    // While a Japanese word is still being converted there is nothing to search for yet.
    if ((event as InputEvent).isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(field.closest("form") as HTMLFormElement), PAUSE);
  });
  on<"compositionend" & keyof DocumentEventMap, HTMLInputElement>("compositionend", "[data-filters] input[type=search]", (field) => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(field.closest("form") as HTMLFormElement), PAUSE);
  });
  document.addEventListener("htmx:after:swap", () => {
    asked = location.pathname + location.search;
    // A choice somebody touched keeps its own mind when the markup changes; the answer of the server counts.
    for (const option of all<HTMLOptionElement>("[data-filters] option")) {
      if (option.selected !== option.defaultSelected && option.defaultSelected) option.selected = true;
    }
    for (const list of all<HTMLSelectElement>("[data-filters] select")) {
      if (![...list.options].some((option) => option.defaultSelected)) list.selectedIndex = 0;
    }
    all<HTMLFormElement>("#list dialog form:not([method=dialog])").forEach((form) => form.reset());
  });
}
