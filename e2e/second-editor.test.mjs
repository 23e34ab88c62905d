// Two people change the same PC: the second one sees both values and decides, and what does not clash is kept from both.

import assert from "node:assert/strict";

import { axe, fits, open, signIn, story } from "./harness.mjs";

story("the second editor sees both values and decides", { company: "sample", expects: [409] }, async ({ page, server, size }) => {
  const other = await open(server, { size });
  try {
    await signIn(page, server);
    await signIn(other.page, server);
    const path = await anAsset(page);
    for (const one of [page, other.page]) await one.goto(`${path}/edit`);

    await other.page.locator("[name=model]").fill("ThinkPad L14 Gen 5");
    await other.page.locator("[name=ip]").or(other.page.locator("[name=note]")).last().fill("画面を交換した");
    await save(other.page);
    await other.page.waitForURL(`**${path}`);

    await page.locator("[name=model]").fill("ThinkPad L14 Gen 4");
    await page.locator("[name=location]").fill("3階 書庫");
    await save(page);
    const choices = page.locator("main form");
    const said = await choices.innerText();
    assert.match(said, /ThinkPad L14 Gen 5/);
    assert.match(said, /ThinkPad L14 Gen 4/);
    assert.doesNotMatch(said, /書庫/, "what does not clash is not asked");
    await axe(page);
    await fits(page);

    await choices.getByText("ThinkPad L14 Gen 5", { exact: true }).click();
    await save(page);
    await page.waitForURL(`**${path}`);
    const facts = await page.locator("main").innerText();
    for (const kept of ["ThinkPad L14 Gen 5", "画面を交換した", "3階 書庫"]) assert.ok(facts.includes(kept), `${kept} in:\n${facts}`);
    assert.deepEqual(other.complaints, []);
  } finally {
    await other.close();
  }
});

async function anAsset(page) {
  await page.goto("/assets");
  return page.locator("tr[data-row] a.row-link").first().getAttribute("href");
}

async function save(page) {
  await page.getByRole("button", { name: "保存する" }).click();
}
