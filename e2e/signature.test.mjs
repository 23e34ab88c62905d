// The field to sign in: drawn, taken back, begun again, and typed by whoever cannot draw.

import assert from "node:assert/strict";

import { axe, fits, shot, signIn, story } from "./harness.mjs";

story("whoever signs draws, takes a stroke back and begins again", { company: "sample" }, async ({ page, server }) => {
  await signIn(page, server);
  await page.goto("/style#style-signature");
  const field = page.locator("#field-received");
  const canvas = field.locator("canvas");
  const hidden = field.locator("input[name=received]");
  await canvas.scrollIntoViewIfNeeded();
  const draw = async (from, to) => {
    const box = await canvas.boundingBox();
    const at = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at(to), { steps: 12 });
    await page.mouse.up();
  };
  const strokes = async () => JSON.parse((await hidden.inputValue()) || '{"strokes":[]}').strokes;
  await draw([0.1, 0.2], [0.4, 0.8]);
  await draw([0.5, 0.8], [0.9, 0.2]);
  assert.equal((await strokes()).length, 2);
  assert.ok((await strokes())[0].length > 5, "a stroke has points on its way");
  await field.getByText("署名が入りました").waitFor();
  await shot(page, "signature");
  await fits(page);
  // At the top, so that the bar over the page covers no button by half.
  await page.evaluate(() => scrollTo(0, 0));
  await axe(page);
  await canvas.scrollIntoViewIfNeeded();
  await field.getByRole("button", { name: "1画戻す" }).click();
  assert.equal((await strokes()).length, 1);
  await field.getByRole("button", { name: "書き直す" }).click();
  assert.equal(await hidden.inputValue(), "");
  assert.ok(await field.getByRole("button", { name: "書き直す" }).isDisabled());
  await page.keyboard.type("早川 里奈");
  assert.equal(await field.locator("input[name=received_typed]").inputValue(), "早川 里奈", "the keyboard goes on below");
  assert.ok((await page.locator("input[name=handed]").inputValue()).includes("strokes"), "what came back is still there");
});
