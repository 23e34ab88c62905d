// Every page of the sample company: found by following its links, judged in both languages, light and dark, wide and on a phone.

import assert from "node:assert/strict";

import { axe, fits, signIn, story } from "./harness.mjs";
import { messyLedger } from "./ledger.mjs";

/** Where the walk begins besides the first page: what is reached by forms, or by a filter that needs a word. */
const BEGINNINGS = ["/", "/style", "/assets?q=印刷", "/assets?deleted=true", "/no-such-page"];

/** What the walk must have met at least; a page that nobody can reach by links would be missed silently. */
const EXPECTED = [
  "/",
  "/assets",
  "/assets/#",
  "/assets/#/edit",
  "/assets/#/history",
  "/assets/new",
  "/imports",
  "/imports/#",
  "/imports/new",
  "/imports/drafts/#/columns",
  "/imports/drafts/#/preview",
  "/deadlines",
  "/deadlines/#/lease",
  "/costs",
  "/costs/behind",
  "/costs/books",
  "/handovers/#",
  "/moves/#",
  "/labels",
  "/people",
  "/people/#",
  "/people/#/merger",
  "/departments",
  "/places",
  "/places/#/merger",
  "/stocktakings",
  "/stocktakings/#",
  "/stocktakings/#/file",
  "/stocktakings/#/items?show",
  "/stocktakings/#/rooms/#",
  "/stocktakings/#/rooms/#/counting",
  "/stocktakings/new",
  "/kinds",
  "/journal",
  "/settings",
  "/system",
  "/accounts",
  "/tokens",
  "/account",
];

/** Addresses that are not pages. */
const NO_PAGE = /^\/(static|files|calendar|palette)\/|\.(xlsx|pdf|csv|ics|svg)$/;

/** A key of a sentence where a sentence should be. */
const BARE_KEY = /\b(?!www\.)[a-z][a-z_]+\.[a-z][a-z_]+\.[a-z][a-z_.]*[a-z]\b/;

/** What alone can differ between light and dark. */
const CONTRAST = { rules: ["color-contrast"] };

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const PLAIN = { company: "sample", looks: [{ size: "wide" }], expects: [404], seconds: 900 };

story("every page is open to everybody, in Japanese", PLAIN, async ({ page, server }) => {
  await signIn(page, server);
  const findings = [];
  const judge = (what, check) => check().catch((fault) => findings.push(`${what}: ${fault.message}`));
  const pages = await walk(page, async (path) => {
    await judge(path, () => isWhole(page, "ja"));
    await shorten(page);
    await judge(path, () => axe(page));
    await shine(page, "dark");
    await judge(`${path} (dark)`, () => axe(page, CONTRAST));
    await shine(page, "light");
    await page.setViewportSize(PHONE);
    await judge(`${path} (phone)`, () => fits(page));
    await judge(`${path} (phone)`, () => axe(page));
    await page.setViewportSize(WIDE);
  });
  for (const shape of EXPECTED) assert.ok(pages.has(shape), `the walk never met ${shape}, only ${[...pages.keys()].join(" ")}`);
  assert.equal(findings.length, 0, `${findings.length} findings on ${pages.size} pages:\n${findings.join("\n\n")}`);
});

story("every page is open to everybody, in English", PLAIN, async ({ page, server }) => {
  await signIn(page, server);
  await speakEnglish(page);
  const findings = [];
  const judge = (what, check) => check().catch((fault) => findings.push(`${what}: ${fault.message}`));
  const pages = await walk(page, async (path) => {
    await judge(path, () => isWhole(page, "en"));
    await shorten(page);
    await judge(path, () => axe(page));
    await page.setViewportSize(PHONE);
    await judge(`${path} (phone)`, () => fits(page));
    await page.setViewportSize(WIDE);
  });
  assert.equal(findings.length, 0, `${findings.length} findings on ${pages.size} pages:\n${findings.join("\n\n")}`);
});

/** Follows every link, once per shape of address, and gives shape → address in the order of visiting. */
async function walk(page, look) {
  const waiting = [...BEGINNINGS];
  const met = new Map();
  waiting.push(...(await draft(page)));
  while (waiting.length > 0) {
    const path = waiting.shift();
    const shape = shapeOf(path);
    if (met.has(shape) || NO_PAGE.test(path.split("?")[0])) continue;
    met.set(shape, path);
    await page.goto(path);
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    waiting.push(...links.map((href) => href.split("#")[0]));
    // A page that scrolled to what needs attention has rows half under the bar; nobody clicks there.
    await page.evaluate(() => scrollTo(0, 0));
    await look(path);
  }
  return met;
}

/** Rows are alike: the first dozen speak for all, and a long list takes axe long. */
async function shorten(page) {
  await page.evaluate(() => document.querySelectorAll("tr[data-row]:nth-child(n + 13)").forEach((row) => row.remove()));
}

/** Light or dark, and no colour still on its way. */
async function shine(page, colorScheme) {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    // A colour that is inherited starts on its way only when its parent's has arrived: wait until some frames bring nothing new.
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await new Promise((next) => requestAnimationFrame(next));
      for (const one of document.getAnimations()) {
        // What turns for ever cannot be finished, and changes no colour.
        if (one.playState === "finished" || !Number.isFinite(one.effect.getComputedTiming().endTime)) continue;
        one.finish();
        quiet = 0;
      }
    }
  });
}

/** Numbers and words that name one of many become #; a filter is a shape of its own only by its name. */
function shapeOf(path) {
  const [way, query] = path.split("?");
  const shape = way.replaceAll(/\/\d+(?=\/|$)/g, "/#").replace(/\/drafts\/[^/]+/, "/drafts/#");
  const asked = new URLSearchParams(query);
  const special = ["q", "deleted", "show"].filter((name) => asked.has(name));
  return special.length > 0 ? `${shape}?${special.join("&")}` : shape;
}

/** Leaves an import half way, so that its pages can be looked at. */
async function draft(page) {
  await page.goto("/imports/new");
  await page.locator('input[type="file"][name="file"]').setInputFiles(messyLedger);
  await page.locator('form:has(input[name="file"]) [type="submit"], form:has(input[name="file"]) button:not([type])').last().click();
  await page.waitForURL(/\/columns$/);
  const columns = new URL(page.url()).pathname;
  return [columns, columns.replace(/columns$/, "preview")];
}

/** What the sample company calls its own things stands in headings as it is, whatever the language of the page. */
const OWN_WORDS = [
  "日本語",
  ...["オフィスソフト", "ウイルス対策", "図面ソフト", "販売管理クラウド", "勤怠クラウド", "図面管理システム", "名刺管理アプリ"],
  ...["ノートPCリース", "サーバー保守", "インターネット回線", "東西リース", "北斗システムサービス", "コスモス通信", "みなと事務機"],
];

/** One heading, one main part, a title, the language that was asked for, and sentences instead of their keys. */
async function isWhole(page, lang) {
  const faults = [];
  // A sample of a heading, as the page of samples has it, heads nothing.
  const headings = await page.locator("h1:not(.panel *)").count();
  if (headings !== 1) faults.push(`${headings} h1`);
  if ((await page.locator("main").count()) !== 1) faults.push("no main");
  if ((await page.title()).trim() === "") faults.push("no title");
  if ((await page.locator("html").getAttribute("lang")) !== lang) faults.push(`not in ${lang}`);
  const words = `${await page.title()}\n${await page.locator("body").innerText()}`.replaceAll(/\S+@\S+|https?:\S+/g, "");
  const key = BARE_KEY.exec(words.replaceAll(/\b[\w-]+(\.[\w-]+)*\.(example|local|internal|jp|com|org|csv|xlsx|ics|age)\b/g, ""));
  if (key) faults.push(`the key ${key[0]}`);
  if (lang === "en") {
    const label = /[ぁ-んァ-ヶ]{2,}/;
    const parts = await page.locator("h1, h2, h3, th, button, nav a:not(.brand), legend, .hint, .field > label").allInnerTexts();
    const said = parts.map((text) => OWN_WORDS.reduce((rest, word) => rest.replaceAll(word, ""), text));
    const japanese = said.filter((text) => label.test(text));
    if (japanese.length > 0) faults.push(`Japanese: ${japanese.slice(0, 5).join(" / ")}`);
  }
  assert.equal(faults.length, 0, faults.join(", "));
}

async function speakEnglish(page) {
  await page.goto("/");
  await page.locator("details.account > summary").click();
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
}
