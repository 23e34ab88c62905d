import { axe, shot, signIn, story } from "./harness.mjs";
const LOOKS = [{ size: "wide" }, { size: "phone" }, { size: "wide", scheme: "dark" }];
const pages = (process.env.PAGES ?? "").split(",");
story("look", { company: "sample", looks: LOOKS, seconds: 300 }, async ({ page, server }) => {
  await signIn(page, server);
  for (const [place, it] of pages.entries()) {
    if (it.startsWith("find:")) {
      const [, kind, tab, text] = it.split(":");
      await page.goto(`/assets?kind=${kind}${text ? `&q=${encodeURIComponent(text)}` : ""}`);
      const href = await page.locator("tr[data-row] a.row-link").first().getAttribute("href");
      await page.goto(href + (tab ? `/${tab}` : ""));
    } else await page.goto(it);
    await shot(page, `x${place}`, { folder: "../shots", fullPage: true });
    try { await axe(page); } catch (e) { console.log(it, e.message.slice(0, 600)); }
  }
});
