// Logging in through a provider, with a real one: set up, linked, used, and told apart from somebody else.

import { axe, fits, shot, story } from "./harness.mjs";
import { CLIENT, beginProvider, logInThere } from "./provider.mjs";

const NAME = "検査用の認証";

async function logIn(page, home, server) {
  await page.goto(`${home}/login`);
  await page.getByLabel("メールアドレス").fill(server.email);
  await page.getByLabel("パスワード").fill(server.password);
  await page.getByRole("button", { name: "ログインする" }).click();
  await page.waitForURL(`${home}/`);
}

async function setUp(page, home, issuer) {
  await page.goto(`${home}/settings/company`);
  await page.getByLabel("このサーバーのアドレス").fill(home);
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByText("保存しました").first().waitFor();
  await page.goto(`${home}/settings/sessions`);
  await page.getByLabel("社内の認証サーバー").fill("127.0.0.1");
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByText("保存しました").first().waitFor();
  await page.goto(`${home}/settings/sso`);
  await page.getByLabel("種類").selectOption("other");
  await page.getByLabel("ボタンに出す名前").fill(NAME);
  await page.getByLabel("テナントID・発行者").fill(issuer);
  await page.getByLabel("クライアントID").fill(CLIENT.id);
  await page.getByLabel("クライアントシークレット").fill(CLIENT.secret);
  await axe(page);
  await page.getByRole("button", { name: "この認証を加える" }).click();
  await page.getByText("認証の設定を保存しました").waitFor();
}

story("an admin links their company account and logs in by it", { company: "sample", expects: [409] }, async ({ page, context, server, size }) => {
  const home = server.address.replace("127.0.0.1", "localhost");
  // The provider's own pages want a typeface from far away.
  await context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
  const provider = await beginProvider(`${home}/login/sso/callback`);
  try {
    await logIn(page, home, server);
    await setUp(page, home, provider.issuer);
    await axe(page);
    if (size === "phone") await fits(page);
    await shot(page, "sso-settings");

    await page.goto(`${home}/account`);
    await page.getByRole("button", { name: `${NAME} とつなぐ` }).click();
    await logInThere(page, "moriya");
    await page.getByText("つなぎました").waitFor();
    await axe(page);
    if (size === "phone") await fits(page);

    await context.clearCookies();
    await page.goto(`${home}/login?next=%2Fpeople`);
    await axe(page);
    await shot(page, "login-sso");
    await page.getByRole("button", { name: `${NAME} でログイン` }).click();
    await logInThere(page, "moriya");
    await page.waitForURL(`${home}/people`);

    await context.clearCookies();
    await page.goto(`${home}/login`);
    await page.getByRole("button", { name: `${NAME} でログイン` }).click();
    await logInThere(page, "somebody-else");
    await page.getByText("どのアカウントともつながっていません").waitFor();
    await axe(page);
    await shot(page, "sso-unknown");
  } finally {
    await provider.end();
  }
});
