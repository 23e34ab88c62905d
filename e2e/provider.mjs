// A real login provider beside the server: npm's oidc-provider, with its own pages for logging in and agreeing.

import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(path.join(root, "front/package.json"));

export const CLIENT = { id: "omamori", secret: "himitsu-no-kotoba-7-for-tests-only" };

/** Starts one that sends people back to `callback`; whoever logs in there is called as they type. */
export async function beginProvider(callback) {
  const { Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["for tests only"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.co.jp`, email_verified: true }),
    }),
  });
  server.on("request", provider.callback());
  return {
    issuer,
    end: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Logs in on the provider's own pages and agrees. */
export async function logInThere(page, name) {
  await page.locator("input[name=login]").fill(name);
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
}
