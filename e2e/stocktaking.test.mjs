// Counting a room with a phone in a basement: the network goes, the page is loaded again, the network comes back, and
// everything was counted once.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { film } from "./camera.mjs";
import { axe, fits, open, shot, signIn, story } from "./harness.mjs";

const PHONE = [{ size: "phone" }, { size: "phone", scheme: "dark" }];

story("a room is counted through a network that comes and goes", { company: "sample", looks: PHONE, offline: true }, async ({ page, context, server }) => {
  await signIn(page, server);
  const room = await aRoom(page);
  const before = await expected(page, room);
  const [first, second, third] = before.items.filter((item) => !item.is_found).map((item) => item.number);
  await axe(page);
  await fits(page);

  await read(page, first);
  await says(page, "ここにあり");
  await stands(page, "sent", 0);
  // The copy for a time without a network is made once the list has settled.
  await page.locator('[data-count][data-kept="true"]').waitFor();

  await context.setOffline(true);
  for (const number of [second, third, ` ${second.toLowerCase()} `, "X-0001"]) await read(page, number);
  await stands(page, "offline", 4);
  assert.match(await page.locator("#count-state").innerText(), /未送信 4件/);
  await axe(page);
  await fits(page);
  await shot(page, "counting-offline");

  await page.reload();
  await page.locator('[data-count][data-ready="true"]').waitFor();
  await stands(page, "offline", 4);
  const rows = await page.locator("#count-last li").allInnerTexts();
  assert.equal(rows.filter((row) => row.includes("未送信")).length, 4, rows.join("\n"));
  await read(page, "X-0002");
  await stands(page, "offline", 5);

  await context.setOffline(false);
  await stands(page, "sent", 0);
  const after = await expected(page, room);
  assert.equal(after.found, before.found + 3, "three things were found, each once");
  await page.reload();
  for (const number of [first, second, third, "X-0001", "X-0002"]) {
    const named = page.locator("#count-last li").filter({ hasText: number }).filter({ hasNotText: "もう数えています" });
    assert.equal(await named.count(), 1, `${number} counts once`);
  }
  assert.equal(await page.locator("#count-last li").filter({ hasText: "もう数えています" }).count(), 1);
  await axe(page);
});

story("what was done without a network is taken back and moved later", { company: "sample", looks: [{ size: "phone" }], offline: true }, async ({ page, context, server }) => {
  await signIn(page, server);
  const room = await aRoom(page);
  const before = await expected(page, room);
  const own = before.items.filter((item) => !item.is_found).map((item) => item.number);
  const other = await aThingOfAnotherRoom(page, room);
  await page.goto(`${room}/counting`);
  await page.locator('[data-count][data-ready="true"]').waitFor();
  await read(page, other);
  await says(page, "別の場所のもの");
  await context.setOffline(true);
  await read(page, own[0]);
  await page.locator("#count-last li").filter({ hasText: other }).getByRole("button", { name: "ここに移す" }).click();
  await page.locator("#count-last li").filter({ hasText: own[0] }).getByRole("button", { name: "取り消す" }).click();
  await stands(page, "offline", 3);
  await context.setOffline(false);
  await stands(page, "sent", 0);
  assert.equal((await expected(page, room)).found, before.found, "counted and taken back");
  await page.goto(`/assets?q=${encodeURIComponent(other)}`);
  const words = await page.goto(`${room}?show=elsewhere`).then(() => page.locator("main").innerText());
  assert.match(words, /台帳の場所をここに変えました/);
});

story("two phones read the same things, and a session that ended loses nothing", { company: "sample", looks: [{ size: "phone" }] }, async ({ page, context, server, size }) => {
  await signIn(page, server);
  const room = await aRoom(page);
  const before = await expected(page, room);
  const missing = before.items.filter((item) => !item.is_found).map((item) => item.number).slice(0, 3);
  const other = await open(server, { size });
  try {
    await signIn(other.page, server);
    await other.page.goto(`${room}/counting`);
    await other.page.locator('[data-count][data-ready="true"]').waitFor();
    const walk = async (one) => {
      for (const number of missing) await read(one, number);
      await stands(one, "sent", 0);
    };
    await Promise.all([walk(page), walk(other.page)]);
    assert.equal((await expected(page, room)).found, before.found + missing.length);
    assert.deepEqual(other.complaints, []);
  } finally {
    await other.close();
  }

  await context.clearCookies();
  await read(page, "X-0003");
  await stands(page, "login", 1);
  await page.getByRole("link", { name: "ログインして続きを送る" }).click();
  await page.waitForURL((url) => url.pathname === "/login");
  await page.locator('input[name="email"]').fill(server.email);
  await page.locator('input[name="password"]').fill(server.password);
  await page.locator('form:has(input[name="password"]) [type="submit"]').click();
  await page.waitForURL((url) => url.pathname === `${room}/counting`);
  await stands(page, "sent", 0);
  await page.reload();
  assert.equal(await page.locator("#count-last li").filter({ hasText: "X-0003" }).count(), 1);
});

/** The room of the open stocktaking with the most things still missing; the page is then the one to count with. */
async function aRoom(page) {
  await page.goto("/stocktakings");
  await page.locator("tr[data-row]").filter({ hasText: "実施中" }).locator("a.row-link").click();
  await page.waitForURL((url) => /\/stocktakings\/\d+$/.test(url.pathname));
  const rooms = await page.locator("tr[data-row]:has(a[href$='/counting'])").all();
  let best = { missing: 0, href: "" };
  for (const row of rooms) {
    const missing = Number((await row.locator("[data-label='見つからない']").innerText()).trim().replace(/\D/g, ""));
    const href = await row.locator("a[href$='/counting']").getAttribute("href");
    if (missing > best.missing) best = { missing, href };
  }
  assert.ok(best.missing >= 3, "there is something to count");
  await page.goto(best.href);
  await page.locator('[data-count][data-ready="true"]').waitFor();
  return best.href.replace(/\/counting$/, "");
}

async function aThingOfAnotherRoom(page, room) {
  await page.goto(`${room.replace(/\/rooms\/.*/, "")}/items?show=missing`);
  const rows = await page.locator("tr[data-row]").all();
  const own = new Set((await expected(page, room)).items.map((item) => item.number));
  for (const row of rows) {
    const number = (await row.locator("a.row-link").innerText()).trim();
    const place = (await row.locator("[data-label='部屋']").innerText()).trim();
    if (!own.has(number) && !place.includes("―")) return number;
  }
  throw new Error("no thing of another room");
}

/** The room as the server knows it. */
function expected(page, room) {
  return page.evaluate(async (url) => (await fetch(url)).json(), `${room}/expected`);
}

async function read(page, text) {
  await page.locator("[name=typed]").fill(text);
  await page.keyboard.press("Enter");
}

async function says(page, text) {
  await page.locator("#count-answer").getByText(text, { exact: true }).waitFor();
}

async function stands(page, state, count) {
  await page.locator(`#count-state[data-state="${state}"][data-count="${count}"]`).waitFor({ timeout: 30_000 });
}

for (const [format, spelled] of [
  ["QRCode", (item) => `https://omamori.example/a/${item.asset}`],
  ["Code128", (item) => item.number],
  ["Code39", (item) => item.number],
]) {
  story(`the camera reads a label in ${format}`, { company: "sample", looks: [{ size: "phone" }] }, async ({ server, size }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "omamori-film-"));
    const looking = await open(server, { size });
    try {
      await signIn(looking.page, server);
      const room = await aRoom(looking.page);
      const item = (await expected(looking.page, room)).items.find((one) => !one.is_found);
      await film(path.join(folder, "label.y4m"), format, spelled(item));
      const counting = await open(server, { size, film: path.join(folder, "label.y4m") });
      try {
        const { page } = counting;
        await signIn(page, server);
        await page.goto(`${room}/counting`);
        await page.locator('[data-count][data-ready="true"]').waitFor();
        await page.getByRole("button", { name: "カメラで読み取る" }).click();
        await says(page, "ここにあり");
        await stands(page, "sent", 0);
        await axe(page);
        await fits(page);
        const row = page.locator("#count-last li").filter({ hasText: item.number });
        assert.equal(await row.count(), 1, "held still, it is one reading");
        await page.getByRole("button", { name: "カメラで読み取る" }).click();
        await page.locator("#count-camera").waitFor({ state: "hidden" });
        assert.deepEqual(counting.complaints, []);
      } finally {
        await counting.close();
      }
    } finally {
      await looking.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
