// Everything the pages do beyond plain HTML. Each module listens on the document; nothing here is needed to work.
import "htmx.org";
import { startCopying } from "./copy";
import { startDialogs } from "./dialog";
import { startDropping } from "./drop";
import { startFilters } from "./filters";
import { startForms } from "./form";
import { startMenus } from "./menu";
import { startPalette } from "./palette";
import { startPasskeys } from "./passkey";
import { startTables } from "./table";
import { startToasts } from "./toast";
import { startZones } from "./zone";

document.documentElement.classList.add("has-script");
startToasts();
startDialogs();
startMenus();
startCopying();
startForms();
startTables();
startFilters();
startDropping();
startPalette();
startPasskeys();
startZones();
