// The built program with a data folder of its own: begun, waited for, ended.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const binary = process.env.OMAMORI_BINARY ?? path.join(root, "target/debug/omamori");

/** The password of the sample company's admin in stories. */
const PASSWORD = "kaki-no-ki no shita de 2026";

/** The day in the sample company is the real one, so that what is due soon in it stays due soon in every year. */
export const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());

const READY_WITHIN_MS = 30_000;
const GONE_WITHIN_MS = 8_000;

let sample;

/** A running server on an empty folder ("none") or on the sample company ("sample"). */
export async function begin(company, environment = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-e2e-"));
  const data = path.join(folder, "data");
  let account = {};
  if (company === "sample") {
    sample ??= makeSample();
    const { data: from, email } = await sample;
    await cp(from, data, { recursive: true });
    account = { email, password: PASSWORD };
  } else {
    assert.equal(company, "none", `there is no company called ${company}`);
  }
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(binary, ["--data", data, "serve", "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", ...environment },
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => lines.push(text));
  }
  const server = {
    address,
    data,
    today,
    ...account,
    log: () => lines.join(""),
    stop: async () => {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await ready(`${address}/readyz`, child);
  } catch (fault) {
    await server.stop();
    fault.message += `\n${server.log()}`;
    throw fault;
  }
  return server;
}

/** Calls the program and gives what it printed. */
export async function omamori(parameters, { input = "" } = {}) {
  const child = spawn(binary, parameters, { stdio: ["pipe", "pipe", "pipe"] });
  let [output, complaints] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  child.stdin.end(input);
  const [code] = await once(child, "close");
  assert.equal(code, 0, `omamori ${parameters.join(" ")} ended with ${code}:\n${complaints}`);
  return output;
}

/** The sample company, made once for all stories of this process; each gets a copy. */
async function makeSample() {
  const folder = await mkdtemp(path.join(tmpdir(), "omamori-sample-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const data = path.join(folder, "data");
  const parameters = ["--data", data, "demo", "--seed", "1", "--today", today, "--admin-password-stdin", "--json"];
  const answer = JSON.parse(await omamori(parameters, { input: `${PASSWORD}\n` }));
  return { data, email: answer.email };
}

/** Asks until the server says that it is ready, or it is gone, or time is up. */
async function ready(url, child) {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    assert.equal(child.exitCode, null, `the server ended with ${child.exitCode} before it was ready`);
    assert.ok(Date.now() < until, `the server was not ready within ${READY_WITHIN_MS / 1000} s`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resume) => setTimeout(resume, 25));
  }
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), GONE_WITHIN_MS);
  await gone;
  clearTimeout(force);
}

async function freePort() {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
