// The first five minutes: from an empty folder over the Excel file of always to a ledger, its deadlines, and out again.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { axe, fits, shot, story } from "./harness.mjs";
import { SECRETS, inLibreOffice, oldLedger } from "./office.mjs";

story("from the old ledger to a new one and out again", { seconds: 300 }, async ({ page, server }) => {
  await found(page);
  await drop(page, oldLedger(server.today));
  await confirmColumns(page);
  await confirmRows(page);
  await takeIn(page);
  await seeLedger(page);
  await seeDeadlines(page);
  await takeOut(page);
  await takeBack(page);
});

async function judge(page, name) {
  await axe(page);
  await fits(page);
  // For whoever wants to look with their own eyes; drawing a whole page takes a busy machine long.
  if (process.env.OMAMORI_PICTURES) await shot(page, `five-minutes-${name}`, { fullPage: true });
}

/** 「自社ではじめる」 */
async function found(page) {
  await page.goto("/");
  await page.getByRole("link", { name: "自社ではじめる" }).click();
  await page.getByLabel("会社名").fill("株式会社みなと精機");
  await page.getByLabel("あなたの名前").fill("相沢 航");
  await page.getByLabel("メールアドレス").fill("aizawa@minato.example");
  await page.getByLabel("パスワード", { exact: false }).first().fill("umi no mieru tsukue 3");
  await judge(page, "1-company");
  await page.getByRole("button", { name: "はじめる", exact: true }).click();
  await page.waitForURL("**/imports/new");
}

async function drop(page, ledger) {
  await page.locator('input[type="file"]').setInputFiles(ledger);
  await judge(page, "2-drop");
  await page.getByRole("button", { name: "読み取る" }).click();
  await page.waitForURL(/\/imports\/drafts\/[^/]+\/columns$/);
}

/** Every column is understood, and the passwords are refused by name. */
async function confirmColumns(page) {
  const meaning = {
    管理番号: "asset_no",
    種別: "kind",
    メーカー: "maker",
    機種名: "model",
    "S/N": "serial",
    使用者: "user",
    部署: "dept",
    購入日: "acquired",
    保証期限: "warranty_end",
    購入金額: "price",
    備考: "note",
  };
  const row = (source) => page.locator("tr[data-row]").filter({ has: page.locator("td.is-lead").getByText(source, { exact: true }) });
  for (const [source, field] of Object.entries(meaning)) {
    assert.equal(await row(source).locator("select").inputValue(), field, `what ${source} becomes`);
  }
  const secret = row("ﾛｸﾞｲﾝﾊﾟｽﾜｰﾄﾞ");
  assert.match(await secret.innerText(), /取り込みません/);
  assert.equal(await secret.locator("select").count(), 0);
  await hidesSecrets(page);
  await judge(page, "3-columns");
  await page.getByRole("button", { name: "次へ" }).click();
  await page.waitForURL(/\/preview$/);
}

async function confirmRows(page) {
  const totals = page.getByRole("navigation", { name: "行の数" });
  // The fifth row has a thirteenth month: it stays out, and is told with its cell.
  for (const [label, count] of [["新規", 4], ["変更", 0], ["エラー", 1]]) {
    const tab = totals.getByRole("link", { name: label });
    assert.equal((await tab.innerText()).replace(/\D/g, ""), String(count), label);
  }
  const list = await page.locator("#list").innerText();
  assert.match(list, /I8/, "the cell of the thirteenth month is named");
  assert.match(list, /西村 澪/);
  await hidesSecrets(page);
  await judge(page, "4-preview");
}

async function takeIn(page) {
  await page.getByRole("button", { name: "4件を取り込む" }).click();
  await page.waitForURL(/\/imports\/\d+$/);
  await hidesSecrets(page);
  await judge(page, "5-result");
}

async function seeLedger(page) {
  await page.getByRole("link", { name: /取り込んだ資産を見る/ }).click();
  await page.waitForURL(/\/assets\?/);
  const rows = page.locator("tr[data-row]");
  assert.equal(await rows.count(), 4);
  const all = await page.locator("#list").innerText();
  for (const word of ["NB-0201", "NB-0203", "レッツノート", "長谷川 葵", "西村 澪", "総務部"]) assert.ok(all.includes(word), `${word} in:\n${all}`);
  await judge(page, "6-ledger");
  await page.goto("/assets");
  await page.getByRole("link", { name: /NB-0203/ }).first().click();
  await page.waitForURL(/\/assets\/\d+$/);
  const facts = await page.locator("main").innerText();
  for (const word of ["5BKSA00417", "2025年4月1日", "253,000"]) assert.ok(facts.includes(word), `${word} in:\n${facts}`);
  await judge(page, "7-asset");
}

async function seeDeadlines(page) {
  await page.goto("/deadlines");
  const list = await page.locator("#list").innerText();
  for (const word of ["NB-0201", "NB-0202", "NB-0203", "あと20日", "あと75日"]) assert.ok(list.includes(word), `${word} in:\n${list}`);
  await judge(page, "8-deadlines");
}

/** Out to Excel, and LibreOffice reads what is there. */
async function takeOut(page) {
  await page.goto("/assets");
  await page.getByText("書き出す", { exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Excel/ }).click();
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-export-"));
  try {
    const workbook = path.join(folder, "ledger.xlsx");
    await (await download).saveAs(workbook);
    const [, ...rows] = await inLibreOffice(workbook);
    const numbers = rows.map((row) => row.find((cell) => /^(NB|DT)-/.test(cell))).toSorted();
    assert.deepEqual(numbers, ["DT-0201", "NB-0201", "NB-0202", "NB-0203"]);
    const panasonic = rows.find((row) => row.includes("NB-0203"));
    assert.ok(panasonic.includes("5BKSA00417") && panasonic.includes("川口 仁"), panasonic.join(" | "));
    for (const secret of SECRETS) assert.ok(!rows.flat().includes(secret), "a secret left the house");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeBack(page) {
  await page.goto("/imports");
  await page.getByRole("link", { name: /パソコン管理表/ }).click();
  await page.getByRole("button", { name: "取り込みを元に戻す" }).click();
  await page.getByText("この取り込みは元に戻されています。").waitFor();
  await judge(page, "9-undone");
  await page.goto("/assets");
  assert.equal(await page.locator("tr[data-row]").count(), 0);
  await judge(page, "10-empty");
}

async function hidesSecrets(page) {
  const source = await page.content();
  for (const secret of SECRETS) assert.ok(!source.includes(secret), `${secret} is on ${page.url()}`);
}
