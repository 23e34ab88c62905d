// Labels: chosen in the list, looked at, made into a PDF whose codes lead back to the assets.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { axe, fits, shot, signIn, story } from "./harness.mjs";

story("the chosen rows become labels that lead back to them", { company: "sample" }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets?sort=number");
  await page.locator("[data-choose]").nth(0).check();
  await page.locator("[data-choose]").nth(2).check();
  const ids = await page.locator("tr[data-row] [data-choose]:checked").evaluateAll((all) => all.map((box) => box.value));
  await page.getByRole("button", { name: "ラベルを印刷" }).click();
  await page.getByText("2台のラベルで、用紙1枚になります。").waitFor();
  await axe(page);
  await fits(page);
  await shot(page, "labels");

  await page.getByLabel("ラベルの種類").selectOption("a4-65");
  await page.waitForFunction(() => document.querySelectorAll("#label-sheet svg path").length > 65);
  await page.getByLabel("設置場所").check();
  await page.getByText("2台のラベルで").waitFor();
  await shot(page, "labels-65");

  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "PDFを作る" }).click();
  const download = await waiting;
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-labels-"));
  await download.saveAs(path.join(folder, "labels.pdf"));
  execFileSync("pdftoppm", ["-r", "300", "-gray", "-png", "labels.pdf", "sheet"], { cwd: folder });
  const [sheet] = (await readdir(folder)).filter((name) => name.endsWith(".png"));
  const codes = execFileSync("zbarimg", ["--quiet", "--raw", sheet], { cwd: folder, encoding: "utf8" }).trim().split("\n");
  assert.deepEqual(codes.map((code) => new URL(code).pathname).sort(), ids.map((id) => `/a/${id}`).sort());

  await page.goto(`/a/${ids[0]}`);
  await page.waitForURL(`**/assets/${ids[0]}`);
});

story("everything in one place gets a label, in the dark too", { company: "sample", looks: [{ size: "wide", scheme: "dark" }] }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/assets?kind=1");
  await page.getByRole("link", { name: "ラベルを印刷" }).click();
  await page.waitForURL("**/labels?kind=1");
  await page.locator("#label-sheet svg[role=img]").waitFor();
  await axe(page);
  await shot(page, "labels-dark");
});
