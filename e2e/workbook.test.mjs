// The whole workbook at once: six sheets of an office go in together, are joined, and cost what they cost.

import assert from "node:assert/strict";

import { axe, fits, signIn, story } from "./harness.mjs";
import { after, workbookOf } from "./office.mjs";

const SECRETS = ["tanuki-no-hi-7", "kitsune-no-ame-3", "ABCDE-12345-FGHIJ-67890-KLMNO"];

const sheets = (today) => ({
  PC: [
    ["PC管理台帳", "", "", "", "", "", "", ""],
    ["管理番号", "メーカー", "機種名", "シリアル番号", "使用者", "部署", "購入日", "契約番号"],
    ["NB-7001", "富士通", "LIFEBOOK U9313", "R7X001", "永井　萌", "営業部", "R6.4.1", "L-2024-07"],
    ["NB-7002", "〃", "〃", "R7X002", "新田 光", "〃", "〃", "〃"],
    ["NB-7003", "〃", "〃", "R7X003", "", "", "〃", "〃"],
  ],
  サーバー: [
    ["管理番号", "ホスト名", "機種名", "OS", "IPアドレス", "設置場所", "購入日"],
    ["SV-7001", "fsv07", "PRIMERGY TX1320", "Windows Server 2022", "192.168.7.10", "サーバー室", "2023/6/1"],
  ],
  ネットワーク機器: [
    ["管理番号", "種別", "メーカー", "機種名", "IPアドレス", "設置場所"],
    ["NW-7001", "ルーター", "ヤマハ", "RTX1220", "192.168.7.1", "サーバー室"],
  ],
  アカウント: [
    ["システム名", "ログインID", "使用者", "権限", "パスワード"],
    ["経費クラウド", "nagai@omamori.example", "永井 萌", "一般", SECRETS[0]],
    ["経費クラウド", "nitta@omamori.example", "新田 光", "承認者", SECRETS[1]],
  ],
  "リース・契約": [
    ["契約番号", "契約名", "契約先", "対象機器", "月額", "契約開始日", "契約満了日", "自動更新", "解約通知期限"],
    ["L-2024-07", "PCリース2024", "東西リース株式会社", "NB-7001～7003", "18000", "R6.4.1", after(today, 60).replaceAll("-", "/"), "なし", ""],
    ["M-2024-08", "サーバー保守7", "北斗システム", "SV-7001、SV-7999", "42000", "2024/7/1", "2029/6/30", "あり(1年)", "2029/3/31"],
  ],
  ライセンス: [
    ["ソフトウェア名", "ライセンス形態", "ライセンス数", "プロダクトキー", "年額", "更新日"],
    ["作図ソフト LT", "サブスク", "3", SECRETS[2], "198000", "R9.1.31"],
  ],
});

story("six sheets go in at once and are joined", { company: "sample", seconds: 300 }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/imports/new");
  const buffer = await workbookOf(sheets(server.today));
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.locator('input[type="file"]').setInputFiles({ name: "情シス台帳2026.xlsx", mimeType, buffer });
  await page.getByRole("button", { name: "読み取る" }).click();
  await page.waitForURL(/\/columns$/);
  await page.getByRole("button", { name: "次へ" }).click();
  await page.waitForURL(/\/preview$/);
  await previewed(page);
  await page.getByRole("button", { name: "10件を取り込む" }).click();
  await page.waitForURL(/\/imports\/\d+$/);
  await joined(page);
  await costs(page);
  await deadline(page);
});

async function previewed(page) {
  const text = await page.locator("main").innerText();
  assert.match(text, /ファイルの中のつながり: 7件/);
  assert.match(text, /まだ登録されていない人が1人います/, "one person is proposed");
  await page.getByRole("link", { name: /^リース・契約/ }).click();
  await page.waitForURL(/table=4/);
  const source = await page.content();
  assert.match(source, /SV-7999/, "what nobody has is named");
  for (const secret of SECRETS) assert.ok(!source.includes(secret), `${secret} is on the page`);
  await axe(page);
  await fits(page);
}

/** The lease leads to its notebooks, and a notebook to its lease. */
async function joined(page) {
  await page.goto(`/assets?q=${encodeURIComponent("PCリース2024")}`);
  await page.locator("tr[data-row] a.row-link").first().click();
  await page.waitForURL(/\/assets\/\d+$/);
  await page.getByRole("link", { name: /^つながり/ }).click();
  await page.waitForURL(/\/links$/);
  const lease = await page.locator("main").innerText();
  for (const word of ["対象の機器(3台)", "NB-7001", "NB-7003", "永井 萌"]) assert.ok(lease.includes(word), `${word} in:\n${lease}`);
  await axe(page);
  await fits(page);
  await page.getByRole("link", { name: "NB-7001" }).click();
  await page.waitForURL(/\/assets\/\d+$/);
  await page.getByRole("link", { name: /^つながり/ }).click();
  await page.getByRole("heading", { name: "契約・保守(1件)" }).waitFor();
}

async function costs(page) {
  await page.goto("/costs");
  await page.getByRole("heading", { name: "費用", exact: true }).waitFor();
  await axe(page);
  await fits(page);
  await page.locator("tr[data-row] a.row-link").first().click();
  await page.waitForURL(/\/costs\/behind/);
  await axe(page);
  await page.goto("/costs/books");
  await axe(page);
  await fits(page);
}

/** The lease that ends in sixty days is renewed with a tap, and moves on. */
async function deadline(page) {
  await page.goto("/deadlines");
  const row = page.locator("tr[data-row]").filter({ hasText: "PCリース2024" });
  await row.getByRole("link", { name: /対応を記録/ }).click();
  await page.waitForURL(/\/deadlines\/\d+\/lease$/);
  await axe(page);
  await fits(page);
  await page.getByRole("button", { name: "更新を記録する" }).click();
  await page.getByText("更新を記録し、期限を新しくしました。").waitFor();
  assert.equal(await page.locator("tr[data-row]").filter({ hasText: "PCリース2024" }).count(), 0);
}

story("seats are given, run short and are taken back", { company: "sample", expects: [422] }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto(`/assets?kind=9&q=${encodeURIComponent("図面ソフト")}`);
  await page.locator("tr[data-row] a.row-link").first().click();
  await page.getByRole("link", { name: /^割り当て/ }).click();
  await page.waitForURL(/\/seats$/);
  await page.getByText("残りわずかです").waitFor();
  await page.getByLabel("使う人・機器").fill("だれでもない人");
  await page.getByRole("button", { name: "割り当てる" }).click();
  await page.getByText("という人も機器も見つかりません").first().waitFor();
  await page.getByLabel("使う人・機器").fill("NB-0001");
  await page.getByLabel("権限・役割").fill("検図用");
  await page.getByRole("button", { name: "割り当てる" }).click();
  await page.getByText("契約数を超えています").waitFor();
  await axe(page);
  await fits(page);
  await page.locator("tr[data-row]").filter({ hasText: "検図用" }).getByRole("button", { name: "外す" }).click();
  await page.getByText("割り当てを外しました。").waitFor();
  await page.getByText("残りわずかです").waitFor();
});
