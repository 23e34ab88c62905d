// Small helpers: one listener per kind of event on the document, so that swapped-in parts work without set-up.

/** Calls `run` when the event happens on, or inside, something that matches. */
export function on<K extends keyof DocumentEventMap, E extends HTMLElement = HTMLElement>(
  kind: K,
  selector: string,
  run: (element: E, event: DocumentEventMap[K]) => void,
): void {
  document.addEventListener(kind, (event) => {
    const found = event.target instanceof Element ? event.target.closest<E>(selector) : null;
    if (found) run(found, event);
  });
}

/** The first element that matches. */
export function one<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E | null {
  return inside.querySelector<E>(selector);
}

/** All elements that match, as an array. */
export function all<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E[] {
  return [...inside.querySelectorAll<E>(selector)];
}

/** A sentence in the reader's language that the page brought along. */
export function word(name: string): string {
  return one("#words")?.dataset[name] ?? "";
}

/** Whether the key press belongs to a field in which one types. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
