// Two devices are handed to a colleague who signs with a finger, the paper is there, and both come back with one signature;
// and the list of somebody who leaves is ticked off to its end.

import assert from "node:assert/strict";

import { axe, fits, shot, signIn, story } from "./harness.mjs";

const PHONE = [{ size: "phone" }];

story("devices are handed out and taken back, each with one signature", { company: "sample", looks: PHONE }, async ({ page, context, server }) => {
  await signIn(page, server);
  await page.goto("/people?q=0131");
  await page.locator("tr[data-row] a.row-link").first().click();
  await page.getByRole("link", { name: "まとめて貸与" }).click();
  await page.locator('[name="numbers"]').fill("MN-0002 MN-0003");
  await axe(page);
  await fits(page);
  await page.getByRole("button", { name: "署名へ進む" }).click();
  await page.waitForURL("**/signing");
  const things = await page.locator(".sign-things").innerText();
  for (const number of ["MN-0002", "MN-0003"]) assert.ok(things.includes(number), `${number} in ${things}`);
  await draw(page, context);
  await axe(page);
  await fits(page);
  await shot(page, "handover-signing", { fullPage: true });
  await page.getByRole("button", { name: "確認して受け取る" }).click();
  await page.waitForURL(/handovers\/\d+$/);
  assert.match(await page.locator("body").innerText(), /2件を貸与しました/);
  await axe(page);
  await fits(page);
  await shot(page, "handover-done", { fullPage: true });

  const href = await page.getByRole("link", { name: "書類(PDF)" }).getAttribute("href");
  const [once, again] = [await page.request.get(href), await page.request.get(href)];
  assert.equal((await once.body()).subarray(0, 5).toString(), "%PDF-");
  assert.ok((await once.body()).equals(await again.body()), "the same bytes each time");

  await page.getByRole("link", { name: "返却を受ける" }).click();
  for (const number of ["MN-0002", "MN-0003"]) {
    assert.ok(await page.getByRole("checkbox", { name: number }).isChecked(), `${number} is chosen`);
  }
  await page.getByRole("button", { name: "署名へ進む" }).click();
  await page.waitForURL("**/signing");
  await draw(page, context);
  await page.getByRole("button", { name: "確認して返却する" }).click();
  await page.waitForURL(/handovers\/\d+$/);
  assert.match(await page.locator("body").innerText(), /2件の返却を受けました/);
});

story("the list of somebody who leaves is ticked off to its end", { company: "sample", looks: PHONE }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/moves");
  await axe(page);
  await fits(page);
  await page.getByRole("link", { name: "退職 小川 聡" }).click();
  await axe(page);
  await fits(page);
  await shot(page, "leaving", { fullPage: true });
  const close = page.getByRole("button", { name: "退職を完了する" });
  assert.ok(await close.isDisabled(), "nothing is left behind");
  const acts = page.locator(".move-acts").getByRole("button", { name: /^(返却を受ける|アカウントを削除した|席を解除する|済みにする)$/ });
  for (let left = await acts.count(); left > 1; left -= 1) {
    await acts.first().click();
    await page.waitForLoadState();
    assert.equal(await acts.count(), left - 1);
  }
  const reason = page.locator(".move-line").filter({ has: acts });
  await reason.getByText("しない", { exact: true }).click();
  await reason.getByLabel("しない理由").fill("総務が行う");
  await axe(page);
  await reason.getByRole("button", { name: "理由を記録する" }).click();
  await close.click();
  assert.match(await page.locator("body").innerText(), /退職を完了し、退職者にしました/);
  await page.getByRole("link", { name: "小川 聡" }).first().click();
  assert.match(await page.locator("main").innerText(), /使っているものはありません/);
  await axe(page);
});

/** Signs with a finger: three strokes on the canvas. */
async function draw(page, context) {
  const canvas = page.locator("[data-signature] canvas");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const client = await context.newCDPSession(page);
  const touch = (type, x, y) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: box.x + x, y: box.y + y }] });
  for (const [x, y] of [[30, 20], [90, 30], [150, 25]]) {
    await touch("touchStart", x, y);
    for (let step = 1; step <= 6; step += 1) await touch("touchMove", x + step * 6, y + step * 7);
    await touch("touchEnd");
  }
  assert.notEqual(await page.locator('[data-signature] input[type="hidden"]').inputValue(), "", "the strokes are kept");
}
