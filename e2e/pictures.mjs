// The pictures of the README, from the sample company: `make screenshots`, or with names: `make screenshots ARGS="today"`.

import { messyLedger } from "./ledger.mjs";
import { closeBrowser, open, shot, signIn } from "./page.mjs";
import { begin } from "./server.mjs";

const WIDE = { size: "wide", scheme: "light" };
const PHONE = { size: "phone", scheme: "dark" };

/** Name, page, look, and what to do there before the picture is taken. */
const PICTURES = [
  { name: "today", path: "/", look: WIDE },
  { name: "ledger", path: "/assets", look: WIDE },
  { name: "asset", path: "/assets/12", look: WIDE },
  { name: "deadlines", path: "/deadlines", look: WIDE },
  { name: "columns", path: "/imports/new", look: WIDE, prepare: dropLedger },
  { name: "preview", path: "/imports/new", look: WIDE, prepare: lookAtEveryRow },
  { name: "ledger", path: "/assets", look: PHONE },
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
  for (const look of [WIDE, PHONE]) {
    const { page, complaints, close } = await open(server, look);
    await signIn(page, server);
    for (const { name, path, prepare } of PICTURES.filter((picture) => picture.look === look)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
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
