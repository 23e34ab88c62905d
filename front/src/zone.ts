// The wizard proposes the browser's own time zone as long as nobody has chosen another.
import { all } from "./dom";

export function startZones(): void {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // Servers and careful browsers call themselves UTC; that says nothing about the company.
  if (!own || own === "UTC" || own.startsWith("Etc/")) return;
  for (const select of all<HTMLSelectElement>("select[data-propose=zone]")) {
    if ([...select.options].some((option) => option.value === own)) select.value = own;
  }
}
