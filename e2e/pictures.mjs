// The pictures of the README, from the sample company: `make screenshots`, or with names: `make screenshots ARGS="today"`.

import { messyLedger } from "./ledger.mjs";
import { closeBrowser, open, shot, signIn } from "./page.mjs";
import { begin } from "./server.mjs";

/** Name, page, and what to do there before the picture is taken. */
const PICTURES = [
  { name: "login", path: "/login", visitor: true },
  { name: "today", path: "/" },
  { name: "ledger", path: "/assets" },
  { name: "asset", path: "/assets/1" },
  { name: "deadlines", path: "/deadlines" },
  { name: "import", path: "/imports/new" },
  { name: "columns", path: "/imports/new", prepare: dropLedger },
  { name: "preview", path: "/imports/new", prepare: lookAtEveryRow },
  { name: "people", path: "/people" },
];

const LOOKS = [
  { size: "wide", scheme: "light" },
  { size: "phone", scheme: "dark" },
];

/** Drops the messy ledger and waits for its columns. */
async function dropLedger(page) {
  await page.locator('input[type="file"][name="file"]').setInputFiles(messyLedger);
  await page.locator('form:has(input[name="file"]) [type="submit"]').click();
  await page.waitForURL(/\/imports\/drafts\/[^/]+\/columns$/);
}

/** Goes on from the columns to what would happen to each row. */
async function lookAtEveryRow(page) {
  await dropLedger(page);
  await page.goto(page.url().replace(/columns$/, "preview"));
}

const wanted = process.argv.slice(2);
const server = await begin("sample");
let failed = false;
try {
  for (const look of LOOKS) {
    const { page, complaints, close } = await open(server, { ...look, scale: 2 });
    let inside = false;
    for (const { name, path, visitor, prepare } of PICTURES) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      if (!visitor && !inside) {
        await signIn(page, server);
        inside = true;
      }
      await page.goto(path);
      await prepare?.(page);
      console.log(await shot(page, name, { folder: "docs/pictures" }));
    }
    for (const complaint of complaints) {
      console.error(complaint);
      failed = true;
    }
    await close();
  }
} finally {
  await server.stop();
  await closeBrowser();
}
process.exitCode = failed ? 1 : 0;
