// Passkeys in a real browser, with Chromium's virtual authenticator: registered, logged in with, shown once more, removed.

import assert from "node:assert/strict";

import { axe, fits, shot, story } from "./harness.mjs";

/** A phone's or laptop's own authenticator: it keeps passkeys and checks its owner. */
const BUILT_IN = {
  protocol: "ctap2",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

async function logIn(page, home, server) {
  await page.goto(`${home}/login`);
  await page.getByLabel("メールアドレス").fill(server.email);
  await page.getByLabel("パスワード").fill(server.password);
  await page.getByRole("button", { name: "ログインする" }).click();
  await page.waitForURL(`${home}/`);
}

/** Passkeys want a host name; browsers take localhost for one that they trust. */
async function giveHostName(page, home) {
  await page.goto(`${home}/account/passkeys`);
  await page.getByText("いまは、パスキーを登録できません").waitFor();
  await page.goto(`${home}/settings/company`);
  await page.getByLabel("このサーバーのアドレス").fill(home);
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByText("保存しました").first().waitFor();
}

story("somebody registers a passkey, logs in with it and removes it", { company: "sample" }, async ({ page, context, server, size }) => {
  const home = server.address.replace("127.0.0.1", "localhost");
  const browser = await context.newCDPSession(page);
  await browser.send("WebAuthn.enable");
  const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", { options: BUILT_IN });
  await logIn(page, home, server);
  await giveHostName(page, home);

  await page.goto(`${home}/account`);
  await page.getByRole("link", { name: "パスキーを管理する" }).click();
  await axe(page);
  await page.getByLabel("名前").fill("窓口のノートPC");
  await page.getByRole("button", { name: "パスキーを登録する" }).click();
  await page.getByText("パスキーを登録しました").waitFor();
  await page.getByRole("cell", { name: "窓口のノートPC" }).waitFor();
  const { credentials } = await browser.send("WebAuthn.getCredentials", { authenticatorId });
  assert.equal(credentials.length, 1);
  assert.equal(credentials[0].rpId, "localhost");
  assert.ok(credentials[0].isResidentCredential, "the login asks for no name");
  await axe(page);
  if (size === "phone") await fits(page);
  await shot(page, "passkeys");

  await page.getByRole("button", { name: "パスキーを登録する" }).click();
  await page.getByText("このパスキーは、もう登録されています").waitFor();

  await context.clearCookies();
  await page.goto(`${home}/login?next=%2Fdeadlines`);
  await page.getByRole("button", { name: "パスキーでログイン" }).waitFor();
  await axe(page);
  if (size === "phone") await fits(page);
  await shot(page, "login-passkey");
  await page.getByRole("button", { name: "パスキーでログイン" }).click();
  await page.waitForURL(`${home}/deadlines`);
  await page.goto(`${home}/account`);
  await page.locator("td", { hasText: /^パスキー$/ }).first().waitFor();

  // The owner does not touch it: the page says so and goes on.
  await context.clearCookies();
  await page.goto(`${home}/login`);
  await browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "パスキーでログイン" }).click();
  await page.getByText("取りやめたか、時間が過ぎました").waitFor();
  await browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await page.getByRole("button", { name: "パスキーでログイン" }).click();
  await page.waitForURL(`${home}/`);

  await page.goto(`${home}/account/confirmation?next=%2Faccount%2Fpasskeys`);
  await axe(page);
  await page.getByRole("button", { name: "パスキーで確かめる" }).click();
  await page.waitForURL(`${home}/account/passkeys`);
  await page.getByRole("button", { name: "外す" }).click();
  await page.getByText("パスキーを外しました").waitFor();
  await context.clearCookies();
  await page.goto(`${home}/login`);
  assert.equal(await page.getByRole("button", { name: "パスキーでログイン" }).count(), 0);

  // At another address of the same server passkeys cannot work, and it is said where they do.
  await logIn(page, home, server);
  await page.goto(`${server.address}/login`);
  await page.getByLabel("メールアドレス").fill(server.email);
  await page.getByLabel("パスワード").fill(server.password);
  await page.getByRole("button", { name: "ログインする" }).click();
  await page.goto(`${server.address}/account/passkeys`);
  await page.getByText(`パスキーは ${home} で開いたときに使えます`).waitFor();
});
