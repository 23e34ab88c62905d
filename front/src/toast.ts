// Messages: they close by hand; good news leaves by itself unless somebody points at it.
import { all, on, one, word } from "./dom";

const STAY = 6000;

function leave(toast: HTMLElement): void {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leave(toast);
    else toast.remove();
  }, STAY);
}

/** Shows a message of our own, in a sentence the page brought along. */
export function say(text: string, tone: "is-good" | "is-now"): void {
  const region = one("#toasts");
  if (!region || !text) return;
  const toast = document.createElement("div");
  toast.className = `toast ${tone}`;
  toast.setAttribute("role", tone === "is-now" ? "alert" : "status");
  const sentence = document.createElement("p");
  sentence.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button is-bare";
  close.dataset.closeToast = "";
  close.textContent = word("close");
  toast.append(sentence, close);
  region.append(toast);
  if (tone === "is-good") leave(toast);
}

export function startToasts(): void {
  all("[data-toast][data-leaves]").forEach(leave);
  on("click", "[data-close-toast]", (button) => button.closest(".toast")?.remove());
  document.addEventListener("htmx:response:error", () => say(word("failed"), "is-now"));
  document.addEventListener("htmx:error", () => say(word(navigator.onLine ? "failed" : "offline"), "is-now"));
}
