// Opens the files of `cargo run -p web --example style_preview -- FOLDER`, takes pictures at two widths in light and
// dark, and looks for accessibility faults, page-wide scrolling and messages in the console.
// node look/look.mjs FOLDER [name …]     CHROMIUM names the browser (default /usr/bin/chromium)
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { browse, serve } from "./serve.mjs";

const [folder, ...only] = process.argv.slice(2);
if (!folder) throw new Error("name the folder of the style preview");
const root = resolve(folder);
const pictures = join(root, "pictures");
mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const server = await serve(root, { "/palette": "palette.ja.html" });
const base = server.base;
const browser = await browse();
const pages = readdirSync(root).filter((name) => /\.(light|dark)\.html$/.test(name) && (only.length === 0 || only.some((word) => name.startsWith(`${word}.`))));
let faults = 0;
const fault = (text) => {
  faults += 1;
  console.log(text);
};

const judge = async (page, label) => {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  for (const violation of result.violations) {
    const where = violation.nodes.slice(0, 4).map((node) => `\n    ${node.target.join(" ")}  ${node.failureSummary?.split("\n")[1] ?? ""}`);
    fault(`${label}: ${violation.id}: ${violation.help}${where.join("")}`);
  }
};

/** What opens only when somebody acts: [name, page, steps]. */
const scenes = [
  ["palette", "today", async (page) => {
    await page.keyboard.press("Control+k");
    await page.waitForSelector("#palette-results a");
    await page.keyboard.press("ArrowDown");
  }],
  ["selection", "assets", async (page) => {
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
  }],
  ["columns", "assets", (page) => page.click("[data-opens=columns]")],
  ["menu", "today", (page) => page.click(".account > summary")],
  ["more", "today", async (page, width) => width < 700 && page.click(".phone-more > summary")],
  ["confirm", "style", (page) => page.click("[data-opens=style-delete]")],
];
const play = async (context, width) => {
  for (const theme of ["light", "dark"]) {
    for (const [name, from, steps] of scenes) {
      const page = await context.newPage();
      page.on("pageerror", (error) => fault(`${name} ${width}: script: ${error.message}`));
      await page.goto(`${base}/${from}.ja.${theme}.html`);
      await steps(page, width);
      await page.waitForTimeout(200);
      // What lies half under the sticky bar after scrolling would count as too small a target.
      await page.evaluate(() => scrollTo(0, 0));
      if (name !== "confirm") await judge(page, `scene ${name} ${theme} ${width}`);
      await page.screenshot({ path: join(pictures, `scene-${name}.${theme}.${width}.png`) });
      await page.close();
    }
  }
};

for (const width of [1280, 390]) {
  const context = await browser.newContext({ viewport: { width, height: width > 700 ? 800 : 844 }, bypassCSP: false });
  for (const name of pages) {
    const page = await context.newPage();
    // A tall window for the long page, so that what sticks to the window's edge does not lie across it.
    if (name.startsWith("style")) await page.setViewportSize({ width, height: width > 700 ? 5000 : 9000 });
    page.on("console", (message) => message.type() === "error" && fault(`${name} ${width}: console: ${message.text()}`));
    page.on("pageerror", (error) => fault(`${name} ${width}: script: ${error.message}`));
    await page.goto(`${base}/${name}`);
    await judge(page, `${name} ${width}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) fault(`${name} ${width}: the page scrolls sideways by ${wide} px`);
    await page.screenshot({ path: join(pictures, `${name.replace(".html", "")}.${width}.png`), fullPage: name.startsWith("style") });
    await page.close();
  }
  if (only.length === 0 || only.includes("scenes")) await play(context, width);
  await context.close();
}
await browser.close();
server.close();
console.log(`${pages.length} pages at two widths, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
