// The first thing anybody sees, in every look.

import assert from "node:assert/strict";

import { axe, fits, shot, signIn, story } from "./harness.mjs";

const EVERY_LOOK = ["wide", "phone"].flatMap((size) => ["light", "dark"].map((scheme) => ({ size, scheme })));

story("the login page answers and is open to everybody", { company: "sample", looks: EVERY_LOOK }, async ({ page }) => {
  const answer = await page.goto("/login");
  assert.equal(answer.status(), 200);
  const policy = answer.headers()["content-security-policy"] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  await axe(page);
  await fits(page);
  await shot(page, "login");
});

story("the admin logs in with the keyboard alone", { company: "sample", looks: [{ size: "wide" }] }, async ({ page, server }) => {
  await page.goto("/login");
  await page.locator('input[name="email"]').focus();
  await page.keyboard.type(server.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(server.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/login");
});

story("the first page is open to everybody", { company: "sample", looks: EVERY_LOOK }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/");
  await axe(page);
  await fits(page);
  await shot(page, "today");
});

story("an empty house opens with the wizard", { company: "none", looks: EVERY_LOOK }, async ({ page }) => {
  await page.goto("/");
  assert.notEqual(new URL(page.url()).pathname, "/login");
  await axe(page);
  await fits(page);
  await shot(page, "wizard");
});
