// What every browser story stands on: the built program on a free port with a data folder of its own, and a page.
//
//   import { axe, shot, signIn, story } from "./harness.mjs";
//
//   story("the ledger lists every PC", { company: "sample" }, async ({ page, server }) => {
//     await signIn(page, server);
//     await page.goto("/assets");
//     await axe(page);
//     await shot(page, "assets");
//   });
//
// A story runs once per look: wide (1280 × 900) and phone (390 × 844), light unless it asks for more. It fails when the
// browser complains about anything: an error on the console, a blocked resource, an answer of 400 and above that the
// story did not announce with `expects`.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { closeBrowser, open, shot } from "./page.mjs";
import { begin } from "./server.mjs";

export { axe, fits, open, shot, signIn } from "./page.mjs";
export { begin, omamori } from "./server.mjs";

/** The looks a story runs in unless it names others. */
const LOOKS = [{ size: "wide" }, { size: "phone" }];

after(closeBrowser);

/**
 * One story, told in each look.
 *
 * company: "sample" (the sample company, today), or "none" (an empty data folder, the wizard's turn)
 * looks:   [{ size: "wide" | "phone", scheme: "light" | "dark" }]
 * expects: answers of 400 and above that belong to the story, e.g. [422]
 * offline: whether the story cuts the network, so that requests may fail
 * seconds: how long it may take; a debug build on a busy machine is slow
 */
export function story(name, { company = "none", looks = LOOKS, expects = [], offline = false, seconds = 120 }, tell) {
  for (const look of looks) {
    const { size = "wide", scheme = "light" } = look;
    test(`${name} (${size}, ${scheme})`, { timeout: seconds * 1_000 }, async () => {
      const server = await begin(company);
      try {
        const { page, context, complaints, close } = await open(server, { size, scheme, expects, offline });
        try {
          await tell({ page, context, server, size, scheme });
          assert.equal(complaints.length, 0, "the browser complained, see below");
        } catch (fault) {
          await shot(page, `failed-${name}`).catch(() => {});
          const heard = `The browser said:\n${complaints.join("\n")}\nThe server said:\n${server.log()}`;
          throw new Error(`${fault.stack}\n${heard}`);
        } finally {
          await close();
        }
      } finally {
        await server.stop();
      }
    });
  }
}
