// Everything by keyboard alone: the palette, the list, the skip link, forms and dialogs.

import assert from "node:assert/strict";

import { signIn, story } from "./harness.mjs";

const WIDE = { company: "sample", looks: [{ size: "wide" }] };

story("the palette goes to assets, people and pages", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  const asset = await first(page, "/assets");
  const person = await first(page, "/people");
  await choose(page, asset.name, asset.href);
  await choose(page, person.name, person.href);
  await choose(page, "取り込み", "/imports");
  await choose(page, "期限", "/deadlines");
});

story("the palette finds a word of two letters", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/deadlines");
  await ask(page, "複合");
  const found = page.locator("#palette-results a[role=option]");
  assert.match(await found.first().getAttribute("href"), /^\/assets\/\d+$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/assets\/\d+$/);
});

story("the list is walked with j and k, chosen from with x, opened with Enter", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets");
  const rows = page.locator("tr[data-row]");
  const walked = async (keys) => {
    for (const key of keys) await page.keyboard.press(key);
    return rows.evaluateAll((all) => all.findIndex((row) => row.contains(document.activeElement)));
  };
  assert.equal(await walked(["j"]), 0);
  assert.equal(await walked(["j", "j"]), 2);
  assert.equal(await walked(["k"]), 1);
  await page.keyboard.press("x");
  assert.ok(await rows.nth(1).locator("[data-choose]").isChecked());
  await page.getByText("1件を選択中").waitFor();
  await page.keyboard.press("x");
  assert.ok(!(await rows.nth(1).locator("[data-choose]").isChecked()));
  const href = await rows.nth(1).locator("a.row-link").getAttribute("href");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${href}`);
});

story("the first Tab offers a way past the rooms", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets");
  await page.keyboard.press("Tab");
  // It slides in, so it is waited for.
  await page.waitForFunction(() => {
    const link = document.activeElement;
    return link?.matches('a[href="#main"]') && link.getBoundingClientRect().top >= 0;
  });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "本文へ移る");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main$/);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
});

story("a PC is registered with Tab and Enter", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets/new");
  await tabTo(page, "main a[href*='kind=']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/kind=/);
  const fields = page.locator("main form :is(input, select, textarea):visible");
  const names = await fields.evaluateAll((all) => all.map((one) => one.name));
  const met = [];
  await fields.first().focus();
  for (let press = 0; press < 80 && met.length < names.length; press += 1) {
    const name = await page.evaluate(() => document.activeElement.name ?? "");
    if (names.includes(name) && met.at(-1) !== name) met.push(name);
    assert.ok(await isOutlined(page), `nothing shows that ${name} has the focus`);
    if (name === "model") await page.keyboard.type("ThinkCentre M70q");
    await page.keyboard.press("Tab");
  }
  assert.deepEqual(met, names, "Tab goes through the fields in the order in which they stand");
  await page.locator("[name=model]").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/assets\/\d+$/);
  assert.match(await page.locator("h1").innerText(), /ThinkCentre M70q/);
});

story("dialogs and menus close with Esc and give the focus back", WIDE, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets");
  for (const opener of ['[data-opens="asset-columns"]', '[data-opens="save-view"]']) {
    await page.locator(opener).focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog[open]").waitFor();
    assert.ok(await page.evaluate(() => document.querySelector("dialog[open]").contains(document.activeElement)));
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    assert.ok(await page.locator(opener).evaluate((it) => it === document.activeElement), opener);
  }
  await page.keyboard.press("Control+k");
  await page.locator("#palette[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#palette[open]").waitFor({ state: "detached" });
  assert.ok(await page.locator('[data-opens="save-view"]').evaluate((it) => it === document.activeElement));
  await page.locator("details.account > summary").focus();
  await page.keyboard.press("Enter");
  await page.locator("details.account[open]").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await page.locator("details.account:not([open])").waitFor();
  assert.ok(await page.locator("details.account > summary").evaluate((it) => it === document.activeElement));
});

/** The first row of a list: what it is called, and where it leads. */
async function first(page, path) {
  await page.goto(path);
  const link = page.locator("tr[data-row] a.row-link").first();
  return { name: (await link.innerText()).trim(), href: await link.getAttribute("href") };
}

/** Opens the palette, types, and waits until the answer to these words is there. */
async function ask(page, words) {
  await page.keyboard.press("Control+k");
  await page.locator("#palette[open]").waitFor();
  const answered = page.waitForResponse((response) => new URL(response.url()).searchParams.get("q") === words);
  await page.keyboard.type(words);
  await (await answered).finished();
  await page.locator("#palette-results a[role=option][aria-selected=true]").waitFor();
}

/** Goes down to the result that leads to `href`, and presses Enter. */
async function choose(page, words, href) {
  await ask(page, words);
  const places = await page.locator("#palette-results a[role=option]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  assert.ok(places.includes(href), `${words} finds ${href} among ${places.join(" ")}`);
  for (let step = 0; step < places.indexOf(href); step += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === href);
}

async function tabTo(page, selector) {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never came to ${selector}`);
}

/** Whether one sees where the focus is: by a line around the field or around what stands for it. */
async function isOutlined(page) {
  return page.evaluate(() => {
    const around = [document.activeElement, document.activeElement.parentElement];
    return around.some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
  });
}
