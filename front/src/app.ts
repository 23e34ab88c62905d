// Everything the pages do beyond plain HTML. Each module listens on the document; nothing here is needed to work.
import "htmx.org";
import { CACHE } from "./count/kept";
import { startCopying } from "./copy";
import { startDialogs } from "./dialog";
import { startDropping } from "./drop";
import { startFilters } from "./filters";
import { startForms } from "./form";
import { startMenus } from "./menu";
import { startPalette } from "./palette";
import { startPasskeys } from "./passkey";
import { startSignatures } from "./signature";
import { startTables } from "./table";
import { startToasts } from "./toast";
import { on } from "./dom";
import { startZones } from "./zone";

document.documentElement.classList.add("has-script");
startToasts();
startDialogs();
startMenus();
startCopying();
startForms();
startSignatures();
startTables();
startFilters();
startDropping();
startPalette();
startPasskeys();
startZones();
// Whoever logs out leaves no copy of the counting pages behind. What was not yet sent stays: it may be all there is of it.
on("submit", 'form[action="/logout"]', () => void globalThis.caches?.delete(CACHE));
