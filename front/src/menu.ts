// Menus close on Escape and on a click elsewhere; light and dark change at once, and the server remembers.
import { all, on, one } from "./dom";

function closeAll(but: Element | null): void {
  for (const menu of all<HTMLDetailsElement>("details[data-menu][open], details.phone-more[open]")) {
    if (menu !== but) menu.open = false;
  }
}

async function changeTheme(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  document.documentElement.dataset.theme = button.value;
  for (const other of all("button[name=theme]", form)) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  const body = new URLSearchParams();
  for (const field of all<HTMLInputElement>("input[type=hidden]", form)) body.append(field.name, field.value);
  body.append("theme", button.value);
  await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
}

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    const inside = event.target instanceof Element ? event.target.closest("details[data-menu], details.phone-more") : null;
    closeAll(inside);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = one<HTMLDetailsElement>("details[data-menu][open], details.phone-more[open]");
    if (!open) return;
    open.open = false;
    one("summary", open)?.focus();
  });
  on<"submit", HTMLFormElement>("submit", "[data-theme-form]", (form, event) => {
    const button = (event as SubmitEvent).submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    event.preventDefault();
    void changeTheme(form, button);
  });
}
