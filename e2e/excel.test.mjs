// Every workbook that leaves the house is opened by LibreOffice, and says what the page says.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { signIn, story } from "./harness.mjs";
import { inLibreOffice } from "./office.mjs";

const WIDE = { company: "sample", looks: [{ size: "wide" }], seconds: 240 };

/** What the first sheet of a workbook that a link leads to holds. */
async function opened(page, link, folder) {
  const download = page.waitForEvent("download");
  await link.click();
  const file = await download;
  const workbook = path.join(folder, file.suggestedFilename());
  await file.saveAs(workbook);
  return inLibreOffice(workbook);
}

story("LibreOffice opens costs, fixed assets and the result of a stocktaking", WIDE, async ({ page, server }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-excel-"));
  try {
    await signIn(page, server);
    await page.goto("/costs");
    const total = (await page.locator(".figure-value").first().innerText()).replaceAll(/\D/g, "");
    const costs = await opened(page, page.getByRole("link", { name: "Excelで書き出す" }), folder);
    const last = costs.slice(-2).map((row) => Number(row.at(-1).replaceAll(",", "")));
    assert.equal(last[0] + last[1], Number(total), "running costs and purchases make the total of the page");
    assert.ok(costs.some((row) => row[0] === "営業部"), costs.map((row) => row[0]).join(" "));

    await page.goto("/costs/books");
    const closing = (await page.locator(".figure-value").last().innerText()).replaceAll(/\D/g, "");
    const books = await opened(page, page.getByRole("link", { name: "Excelで書き出す" }), folder);
    assert.equal(books.at(-1).at(-1).replaceAll(",", ""), closing);
    assert.equal(books.length - 2, 71, "every thing of the sample company has a line");

    await page.goto("/stocktakings");
    await page.locator("tr[data-row] a.row-link").first().click();
    await page.waitForURL(/\/stocktakings\/\d+$/);
    const counted = await opened(page, page.getByRole("link", { name: "Excelで書き出す" }), folder);
    assert.ok(counted.length > 2, "the summary has lines");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
