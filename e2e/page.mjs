// A page in a real browser: opened, judged, photographed.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

// The packages live in front/, with the only package.json of the repository.
const require = createRequire(path.join(root, "front/package.json"));
const { chromium } = require("playwright-core");
const { source: axeSource } = require("axe-core");

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox", // root in containers has no user namespaces; the pages are our own
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let browser;

/** The one browser of this process. */
async function theBrowser() {
  browser ??= launch([]);
  return browser;
}

function launch(more) {
  return chromium.launch({
    executablePath: process.env.OMAMORI_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [...CHROMIUM_ARGUMENTS, ...more],
  });
}

/** A browser of its own whose camera shows a film. */
function filmArguments(film) {
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ];
}

/** Ends the browser. */
export async function closeBrowser() {
  await (await browser)?.close();
  browser = undefined;
}

/** A page on `server`, with everything the browser complains about. */
export async function open(server, { size = "wide", scheme = "light", expects = [], locale = "ja-JP", script = true, scale = 1, offline = false, film }) {
  const own = film && launch(filmArguments(film));
  const context = await (await (own ?? theBrowser())).newContext({
    baseURL: server.address,
    viewport: SIZES[size],
    deviceScaleFactor: scale,
    hasTouch: size === "phone",
    colorScheme: scheme,
    reducedMotion: "reduce",
    locale,
    timezoneId: "Asia/Tokyo",
    javaScriptEnabled: script,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  const complaints = [];
  context.on("console", (message) => {
    // Answers are judged below, where their status is known.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  context.on("weberror", (fault) => complaints.push(`script: ${fault.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 400 && !expects.includes(response.status())) {
      complaints.push(`${response.status()} for ${response.request().method()} ${response.url()}`);
    }
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left, or a download, ends requests by itself; a story without a network expects that.
    const belongs = reason.includes("ERR_ABORTED") || (offline && /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(reason));
    if (!belongs) complaints.push(`${reason} for ${request.url()}`);
  });
  const page = await context.newPage();
  page.look = `${size}-${scheme}`;
  return { page, context, complaints, close: async () => {
    await context.close();
    await (await own)?.close();
  } };
}

/** Logs the sample company's admin in. */
export async function signIn(page, server, { email = server.email, password = server.password } = {}) {
  await page.goto("/login");
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form:has(input[name="password"]) [type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

/** Fails with every WCAG 2.2 AA violation that axe sees on the page, or only with those against `rules`. */
export async function axe(page, { rules } = {}) {
  // Evaluated by the debugger, so the page's own policy against foreign scripts stays as it is.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ["violations"] }),
    rules ? { type: "rule", values: rules } : { type: "tag", values: AXE_TAGS },
  );
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.html.slice(0, 200)}\n    ${node.failureSummary}`),
  );
  assert.equal(findings.length, 0, `axe on ${page.url()}:\n${findings.join("\n")}`);
}

/** Fails when the page can be scrolled sideways. */
export async function fits(page) {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= window, `${page.url()} is ${content} pixels wide in a window of ${window}`);
}

/** Keeps a picture as test-results/NAME-SIZE-SCHEME.png. */
export async function shot(page, name, { folder = "test-results", fullPage = false, suffix = page.look } = {}) {
  const safe = name.replaceAll(/[^\p{L}\p{N}-]+/gu, "-");
  const to = path.join(root, folder, `${safe}-${suffix}.png`);
  await mkdir(path.dirname(to), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: to, fullPage, animations: "disabled", caret: "hide" });
  return to;
}
