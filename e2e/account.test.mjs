// One's own account and the server's state, by hand: a second factor with a real code, a token, a mail that cannot be sent,
// the journal verified.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";

import { axe, fits, shot, signIn, story } from "./harness.mjs";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

story("somebody sets up a second factor and logs in with it", { company: "sample" }, async ({ page, server, size }) => {
  await signIn(page, server);
  await page.goto("/account/factor");
  await page.getByRole("button", { name: "2段階認証を設定する" }).click();
  const letters = await page.locator("[data-copy]").first().getAttribute("data-copy");
  await axe(page);
  if (size === "phone") await fits(page);
  await page.getByLabel("確認コード").fill(codeOf(letters, Date.now()));
  await page.getByRole("button", { name: "このコードで設定する" }).click();
  await page.getByRole("heading", { name: "回復コード", exact: true }).waitFor();
  const codes = await page.locator(".secret-list code").allInnerTexts();
  assert.equal(codes.length, 10);
  await axe(page);
  await shot(page, "recovery-codes");
  await page.getByRole("link", { name: "控えました" }).click();

  await page.context().clearCookies();
  await page.goto("/journal");
  await page.getByLabel("メールアドレス").fill(server.email);
  await page.getByLabel("パスワード").fill(server.password);
  await page.getByRole("button", { name: "ログインする" }).click();
  await axe(page);
  await page.getByLabel("確認コード").fill(codes[0]);
  await page.getByRole("button", { name: "ログインする" }).click();
  await page.getByRole("heading", { name: "記録", exact: true }).waitFor();
  assert.ok(page.url().endsWith("/journal"), "the login leads to where one wanted to go");
});

story("an admin has the journal checked and a backup made", { company: "sample" }, async ({ page, server, size }) => {
  await signIn(page, server);
  await page.goto("/journal");
  await page.getByRole("button", { name: "記録がつながっているか確かめる" }).click();
  await page.getByText("件の記録がすべてつながっています").waitFor();
  await page.goto("/system/backups");
  await page.getByRole("button", { name: "いまバックアップを作る" }).first().click();
  await page.getByText("バックアップを作り、戻せることを確かめました").waitFor({ timeout: 60_000 });
  await page.goto("/system/backups");
  await page.getByText("戻せることを確認済み").waitFor();
  await axe(page);
  if (size === "phone") await fits(page);
  await shot(page, "backups");
});

/** The six digits that an app shows at `moment`. */
function codeOf(letters, moment) {
  const bits = [...letters].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const seed = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(moment / 30_000)));
  const hash = createHmac("sha1", seed).update(step).digest();
  const at = hash.at(-1) & 15;
  return ((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).toString().padStart(6, "0");
}
