// Files can be dropped anywhere on the zone, and a copied table or file pasted anywhere on the page.
import { all, isTyping, one } from "./dom";

const input = (zone: HTMLElement): HTMLInputElement | null => one<HTMLInputElement>("input[type=file]", zone);

function show(zone: HTMLElement): void {
  const names = [...(input(zone)?.files ?? [])].map((file) => `${file.name}(${Math.max(1, Math.round(file.size / 1024)).toLocaleString("en")} KB)`);
  const place = one("[data-drop-files]", zone);
  if (place) place.textContent = names.join(" / ");
}

function take(zone: HTMLElement, files: File[]): void {
  const field = input(zone);
  if (!field || files.length === 0) return;
  const carrier = new DataTransfer();
  (field.multiple ? files : files.slice(0, 1)).forEach((file) => carrier.items.add(file));
  field.files = carrier.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What was pasted, as files: real ones, or a table copied from a spreadsheet as one text file. */
function pasted(event: ClipboardEvent): File[] {
  const data = event.clipboardData;
  if (!data) return [];
  if (data.files.length > 0) return [...data.files];
  const text = data.getData("text/plain");
  return /[\t\n]/.test(text) ? [new File([text], "clipboard.tsv", { type: "text/tab-separated-values" })] : [];
}

export function startDropping(): void {
  const zone = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drop]") : null;
  for (const kind of ["dragenter", "dragover"] as const) {
    document.addEventListener(kind, (event) => {
      const over = zone(event);
      // A file dropped beside the zone would replace the page; it is ignored instead.
      if (event.dataTransfer?.types.includes("Files") && one("[data-drop]")) event.preventDefault();
      all("[data-drop]").forEach((each) => each.classList.toggle("is-over", each === over));
    });
  }
  document.addEventListener("dragleave", (event) => {
    const left = zone(event);
    if (left && !(event.relatedTarget instanceof Node && left.contains(event.relatedTarget))) left.classList.remove("is-over");
  });
  document.addEventListener("drop", (event) => {
    if (!one("[data-drop]")) return;
    const target = zone(event);
    if (event.dataTransfer?.files.length) event.preventDefault();
    all("[data-drop]").forEach((each) => each.classList.remove("is-over"));
    if (target && event.dataTransfer) take(target, [...event.dataTransfer.files]);
  });
  document.addEventListener("change", (event) => {
    const changed = zone(event);
    if (changed) show(changed);
  });
  document.addEventListener("paste", (event) => {
    const target = one("[data-drop]");
    if (!target || (event.target instanceof HTMLElement && isTyping(event as unknown as KeyboardEvent))) return;
    const files = pasted(event);
    if (files.length > 0) {
      event.preventDefault();
      take(target, files);
    }
  });
}
