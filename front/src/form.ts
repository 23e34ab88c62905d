// Forms: the error summary takes the cursor, passwords can be shown, and unsaved typing is not lost by accident.
import { all, on, one } from "./dom";

const LONG = 8000;
let dirty = false;

function release(button: HTMLButtonElement): void {
  button.disabled = false;
  button.removeAttribute("aria-busy");
}

export function startForms(): void {
  one("[data-focus]")?.focus();
  // What a provider sent back goes on to ourselves by itself.
  one<HTMLFormElement>("form[data-submit]")?.requestSubmit();
  document.addEventListener("input", (event) => {
    if (event.target instanceof Element && event.target.closest("form[data-guard]")) dirty = true;
  });
  document.addEventListener("submit", (event) => {
    dirty = false;
    // A double click must not send twice; the button comes back if the reader returns to the page.
    const button = event.submitter;
    if (button instanceof HTMLButtonElement && event.target instanceof HTMLFormElement && event.target.method === "post") {
      setTimeout(() => {
        if (event.defaultPrevented) return;
        button.setAttribute("aria-busy", "true");
        button.disabled = true;
        // An answer that is a download leaves the page as it is.
        setTimeout(() => release(button), LONG);
      });
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all<HTMLButtonElement>("button[aria-busy]").forEach(release);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
  on<"click", HTMLButtonElement>("click", "[data-reveal]", (button) => {
    const field = document.getElementById(button.dataset.reveal ?? "");
    if (!(field instanceof HTMLInputElement)) return;
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
}
