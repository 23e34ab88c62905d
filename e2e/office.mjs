// What stands around the program in an office: an old ledger in the encoding of Japanese Windows, and LibreOffice.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The words that must never get into the ledger. */
export const SECRETS = ["aoi-hitsuji-91", "kiiro-no-fune-7"];

/**
 * A PC ledger as it is found on a shared drive, written for the day `today` (ISO): a title with its date, 〃 for "the same",
 * half-width kana, full-width digits, eras, a day that is a number, somebody who took over, passwords, a line of totals.
 */
export function oldLedger(today) {
  const lines = [
    `パソコン管理表,,,,,,,,,${era(today)}現在`,
    "",
    "No.,管理番号,種別,メーカー,機種名,S/N,使用者,部署,購入日,保証期限,購入金額,ﾛｸﾞｲﾝﾊﾟｽﾜｰﾄﾞ,備考",
    `1,NB-0201,ﾉｰﾄPC,富士通,LIFEBOOK U7413,R3K00701,長谷川　葵,総務部,R6.4.1,${era(after(today, 20))},"¥168,300",${SECRETS[0]},`,
    `2,NB-0202,〃,〃,〃,R3K00702,古賀 湊→西村 澪(R7.6～),〃,〃,${era(after(today, 20))},〃,${SECRETS[1]},画面に傷`,
    `3,ＮＢ－０２０３,ノート,パナソニック,レッツノート CF-FV4,5BKSA00417,川口 仁,設計部,${serial("2025-04-01")},${after(today, 75).replaceAll("-", "/")},"２５３,０００円",,`,
    `4,DT-0201,デスクトップ,DELL,OptiPlex 7020,9QRT5X3,（共用）,製造部,R7年6月頃,,"142,780",,検査室`,
    `5,DT-0202,〃,〃,〃,9QRT5X4,岩田 文,〃,R7.13.5,,"142,780",,`,
    ",,,,,,,,,,,,",
    `合計,5台,,,,,,,,,"849,640",,`,
  ];
  const text = `${lines.join("\r\n")}\r\n`;
  return { name: "パソコン管理表.csv", mimeType: "text/csv", buffer: inCp932(text) };
}

/** The text in the encoding that Excel in Japan saves CSV in. */
function inCp932(text) {
  const { status, stdout, stderr, error } = spawnSync("iconv", ["-f", "UTF-8", "-t", "CP932"], { input: text });
  assert.equal(status, 0, `iconv: ${error?.message ?? stderr}`);
  return stdout;
}

/** The day so many days after another. */
export function after(day, days) {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** R8.11.22 for 2026-11-22. */
function era(day) {
  const [year, month, date] = day.split("-").map(Number);
  return `R${year - 2018}.${month}.${date}`;
}

/** The number under which Excel keeps a day. */
function serial(day) {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** Opens a workbook with LibreOffice and gives its first sheet as rows of cells. */
export async function inLibreOffice(workbook) {
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-office-"));
  try {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1";
    await run("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", folder, workbook], { timeout: 120_000 });
    const written = path.join(folder, `${path.basename(workbook, path.extname(workbook))}.csv`);
    return cells(await readFile(written, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** CSV as rows of cells; quotes as LibreOffice writes them. */
function cells(text) {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => (quoted ?? bare).replaceAll('""', '"')));
}

/** A workbook as Excel keeps it, made by LibreOffice from sheets of plain rows: { name: [[cell, …], …] }. */
export async function workbookOf(sheets) {
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-book-"));
  try {
    const flat = path.join(folder, "book.fods");
    await writeFile(flat, flatDocument(sheets));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await run("soffice", [profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, flat], { timeout: 120_000 });
    return await readFile(path.join(folder, "book.xlsx"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function flatDocument(sheets) {
  const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const cell = (text) =>
    text === "" ? "<table:table-cell/>" : `<table:table-cell office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>`;
  const row = (cells) => `<table:table-row>${cells.map(cell).join("")}</table:table-row>`;
  const table = ([name, rows]) => `<table:table table:name="${escaped(name)}">${rows.map(row).join("")}</table:table>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet>${Object.entries(sheets).map(table).join("")}</office:spreadsheet></office:body></office:document>`;
}
