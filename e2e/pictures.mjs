// The pictures of the README, from the sample company: `make screenshots`, or with names: `make screenshots ARGS="today"`.

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
  { name: "people", path: "/people" },
];

const LOOKS = [
  { size: "wide", scheme: "light" },
  { size: "phone", scheme: "dark" },
];

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
