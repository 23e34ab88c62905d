// What the scripts promise, tried on the sample pages: node look/behave.mjs FOLDER (from the style_preview example).
import assert from "node:assert/strict";
import { browse, serve } from "./serve.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("name the folder of the style preview");
const files = { "/preferences": "palette.ja.html", "/assets": "assets.ja.light.html", "/": "today.ja.light.html", "/imports/new": "style.ja.light.html", "/palette": "palette.ja.html", "/assets/1": "asset.ja.light.html", "/new": "asset-form.ja.light.html" };
const server = await serve(folder, files);
const browser = await browse();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
context.setDefaultTimeout(10_000);
// A browser that hangs must not hold up whoever waits for the answer.
setTimeout(() => {
  console.log("gave up after three minutes");
  process.exit(1);
}, 180_000).unref();
let failed = 0;
async function promise(name, path, run) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  server.asked.length = 0;
  try {
    await page.goto(server.base + path);
    await run(page);
    assert.deepEqual(complaints, []);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAULT ${name}\n      ${error.message.split("\n").slice(0, 6).join("\n      ")}`);
  }
  await page.close({ runBeforeUnload: false });
}
const asks = (pattern) => server.asked.filter((line) => pattern.test(line));
const until = async (page, test) => {
  for (let turn = 0; turn < 60; turn += 1) {
    if (await test()) return;
    await page.waitForTimeout(50);
  }
  throw new Error(`did not happen: ${test}`);
};

await promise("sorting swaps the list only, keeps the focus and writes the address", "/assets", async (page) => {
  await page.evaluate(() => (window.same = true));
  await page.focus("#sort-price");
  await page.keyboard.press("Enter");
  await until(page, async () => page.url().includes("sort=price"));
  await page.waitForTimeout(150);
  assert.equal(await page.evaluate(() => window.same), true, "the page was loaded anew");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "sort-price");
});
await promise("a filter answers when it is chosen and leaves empty ones out", "/assets", async (page) => {
  await page.selectOption("#filter-state", "stock");
  await until(page, async () => page.url().includes("state=stock"));
  assert.ok(!page.url().includes("q="), page.url());
  await page.waitForTimeout(200);
  // The sample's answer has no state chosen, so the list must not claim one.
  assert.equal(await page.inputValue("#filter-state"), "");
});
await promise("typing asks once after a pause, and the text stays", "/assets", async (page) => {
  await page.locator("#list-search").pressSequentially("shinono", { delay: 30 });
  await until(page, async () => page.url().includes("q=shinono"));
  await page.waitForTimeout(200);
  assert.equal(await page.inputValue("#list-search"), "shinono");
  assert.equal(asks(/GET \/assets\?.*q=/).length, 1);
});
await promise("chosen rows are forgotten when other rows come", "/assets", async (page) => {
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  assert.match(await page.innerText("[data-selection-count]"), /2/);
  await page.click("#pager-next");
  await until(page, async () => page.url().includes("page=2"));
  await page.waitForTimeout(200);
  assert.equal(await page.locator("[data-choose]:checked").count(), 0);
  assert.equal(await page.isVisible("[data-selection]"), false);
});
await promise("a range is chosen with shift, all with the box on top", "/assets", async (page) => {
  const boxes = page.locator("[data-choose]");
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  assert.equal(await page.locator("[data-choose]:checked").count(), 4);
  await page.click("[data-choose-all]");
  assert.equal(await page.locator("[data-choose]:checked").count(), 50);
  await page.click("[data-clear-selection]");
  assert.equal(await page.locator("[data-choose]:checked").count(), 0);
});
await promise("Enter opens the row that j found", "/assets", async (page) => {
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await until(page, async () => page.url().endsWith("/assets/1"));
});
await promise("the palette opens by key, and Enter opens what is found", "/", async (page) => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("NB");
  await page.keyboard.press("Enter");
  await until(page, async () => page.url().endsWith("/assets/1"));
  assert.ok(asks(/\/palette\?q=NB/).length >= 1);
});
await promise("typing in the box on top goes on in the palette", "/", async (page) => {
  await page.focus("#finder");
  await page.keyboard.type("NB-0001");
  assert.equal(await page.inputValue("#palette-input"), "NB-0001");
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("#palette"), false);
});
await promise("light and dark change at once and are sent", "/", async (page) => {
  await page.click(".account > summary");
  await page.click("button[name=theme][value=dark]");
  await until(page, async () => asks(/^POST \/preferences/).length === 1);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible(".menu"), false);
});
await promise("the error summary takes the cursor and leads to the field", "/new", async (page) => {
  assert.equal(await page.evaluate(() => document.activeElement?.className), "error-summary");
  await page.click(".error-summary a");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "field-label");
});
await promise("a copied table is taken as a file", "/imports/new", async (page) => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "管理番号\t機種\nNB-0001\tA\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  assert.match(await page.innerText("[data-drop-files]"), /clipboard\.tsv/);
  assert.equal(await page.evaluate(() => document.querySelector("[data-drop] input").files.length), 1);
});
await promise("a password can be shown and hidden", "/imports/new", async (page) => {
  await page.click("[data-reveal]");
  assert.equal(await page.getAttribute("#field-file_password", "type"), "text");
  await page.click("[data-reveal]");
  assert.equal(await page.getAttribute("#field-file_password", "type"), "password");
});
await promise("a dialog opens, and Escape closes it and gives the focus back", "/imports/new", async (page) => {
  await page.click("[data-opens=style-delete]");
  assert.equal(await page.isVisible("#style-delete"), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.opens), "style-delete");
});
await promise("unsaved typing is not lost by accident", "/new", async (page) => {
  let warned = false;
  page.on("dialog", async (dialog) => {
    warned = dialog.type() === "beforeunload";
    await dialog.accept();
  });
  await page.fill("#field-serial", "X1");
  await page.goto(`${server.base}/assets`);
  assert.equal(warned, true);
});
await context.close();

const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
const page = await plain.newPage();
await page.goto(`${server.base}/assets`);
assert.equal(await page.isVisible("[data-selection]"), true, "without scripts the acts are visible");
assert.equal(await page.isVisible(".filters .no-script"), true, "without scripts there is a button to filter");
await plain.close();
await browser.close();
server.close();
console.log(failed === 0 ? "every promise kept" : `${failed} promises broken`);
process.exitCode = failed === 0 ? 0 : 1;
