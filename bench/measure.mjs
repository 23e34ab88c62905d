// The figures of the promise: pages, import, export, start, memory, size. Fixed seed; the same data on every machine.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { accounts, contracts, ledger, people, systems } from "./data.mjs";

const program = path.resolve(process.argv[2] ?? "target/release/omamori");
const assets = Number(process.env.OMAMORI_BENCH_ASSETS ?? 100_000);
const rounds = Number(process.env.OMAMORI_BENCH_ROUNDS ?? 300);
const password = "correct horse battery staple";
const email = "bench@omamori.example";

function say(database, figure, value, unit, more = {}) {
  console.log(JSON.stringify({ database, figure, value: Math.round(value * 1000) / 1000, unit, ...more }));
}

/** One place to run in: a data folder, and a database of its own. */
function place(database) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "omamori-bench-"));
  const server = process.env.OMAMORI_BENCH_POSTGRES;
  const name = `omamori_bench_${process.pid}_${Math.round(performance.now())}`;
  const psql = (sql) => spawnSync("psql", [server, "-q", "-c", sql], { stdio: "ignore" });
  const base = ["--data", path.join(folder, "data")];
  if (database === "postgresql") {
    psql(`CREATE DATABASE ${name}`);
    base.push("--database", server.replace(/\/[^/]*$/, `/${name}`));
  }
  return {
    folder,
    base,
    run(args, input) {
      const began = performance.now();
      const done = spawnSync(program, [...base, ...args], { input, maxBuffer: 1 << 30, encoding: "utf8" });
      if (done.status !== 0) throw new Error(`${args.join(" ")}: ${done.stderr}`);
      return { seconds: (performance.now() - began) / 1000, said: done.stdout };
    },
    remove() {
      if (database === "postgresql") psql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const init = (where) =>
  where.run(["init", "--company", "計測", "--admin-email", email, "--admin-password-stdin"], `${password}\n`);

/** Starts the server and waits for its first answer. */
async function serve(where, cpu) {
  const began = performance.now();
  const args = [...where.base, "serve", "--listen", "127.0.0.1:0"];
  const [command, all] = cpu === undefined ? [program, args] : ["taskset", ["-c", String(cpu), program, ...args]];
  const child = spawn(command, all, { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, RUST_LOG: "warn" } });
  const line = await new Promise((resolve) => child.stdout.once("data", (bytes) => resolve(String(bytes))));
  const base = line.match(/http:\/\/\S+/)[0];
  while (!(await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)));
  return { base, child, ms: performance.now() - began };
}

async function login(base) {
  const body = new URLSearchParams({ email, password, next: "/" });
  const answer = await fetch(`${base}/login`, { method: "POST", body, redirect: "manual" });
  return answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
}

async function ask(url, cookie) {
  const began = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
  return { ms: performance.now() - began, text };
}

async function pages(database, where) {
  const { base, child, ms } = await serve(where);
  say(database, "start_to_first_answer", ms, "ms");
  const resident = () => Number(readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
  say(database, "memory_idle", resident(), "MiB");
  const cookie = await login(base);
  const first = (await ask(`${base}/assets`, cookie)).text.match(/href="(\/assets\/\d+)"/)[1];
  const one = async (kind) => (await ask(`${base}/assets?kind=${kind}`, cookie)).text.match(/href="(\/assets\/\d+)"/)[1];
  const [system, contract] = [await one(-1), await one(10)];
  const wanted = {
    list: "/assets",
    list_filter_count: "/assets?status=in_use&kind=1&sort=acquired",
    list_far_page: `/assets?page=${Math.floor(assets / 100)}`,
    detail: first,
    search_two_characters: `/assets?q=${encodeURIComponent("印刷")}`,
    search_three_characters: "/assets?q=sn1",
    list_overdue_page_30: "/assets?due=overdue&page=30",
    list_without_serial: "/assets?missing=serial",
    palette: "/palette?q=nb-000",
    people: "/people",
    today: "/",
    deadlines: "/deadlines",
    deadlines_of_a_year: "/deadlines?days=365",
    person: (await ask(`${base}/people`, cookie)).text.match(/href="(\/people\/\d+)"/)[1],
    costs: "/costs",
    system_of_many: `${system}/links`,
    system_seats: `${system}/seats`,
    contract_of_ten: `${contract}/links`,
  };
  for (const [name, href] of Object.entries(wanted)) {
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push((await ask(base + href, cookie)).ms);
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    say(database, `page_${name}`, at(0.99), "ms p99", { p50: Math.round(at(0.5) * 100) / 100, rounds });
  }
  say(database, "memory_after_pages", resident(), "MiB");
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
}

async function throughput(database, where) {
  const { base, child } = await serve(where, 0);
  const cookie = await login(base);
  const until = performance.now() + 5000;
  let count = 0;
  const client = async () => {
    while (performance.now() < until) {
      await ask(`${base}/assets?status=in_use`, cookie);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  say(database, "list_requests_per_second_one_core", count / 5, "1/s", { clients: 8 });
  child.kill("SIGTERM");
  await new Promise((resolve) => child.once("exit", resolve));
}

async function measure(database) {
  const where = place(database);
  const other = place(database);
  try {
    init(where);
    const peopleFile = path.join(where.folder, "people.csv");
    writeFileSync(peopleFile, people(5000));
    say(database, "import_5000_people", where.run(["people", "import", peopleFile]).seconds, "s");
    const half = Math.floor(assets / 2);
    for (const part of [0, 1]) {
      const file = path.join(where.folder, `ledger-${part}.csv`);
      writeFileSync(file, ledger(part * half, half));
      const { seconds } = where.run(["ledger", "import", file]);
      say(database, "import_csv", seconds, "s", { rows: half, columns: 15, part });
      if (part === 0) {
        const xlsx = path.join(where.folder, "half.xlsx");
        say(database, "export_xlsx", where.run(["ledger", "export", xlsx]).seconds, "s", { rows: half });
        init(other);
        other.run(["people", "import", peopleFile]);
        say(database, "import_xlsx", other.run(["ledger", "import", xlsx]).seconds, "s", { rows: half });
        const { said } = other.run(["ledger", "import", xlsx, "--dry-run", "--json"]);
        say(database, "import_again_same", JSON.parse(said).totals.same, "rows");
      }
    }
    const more = { systems: systems(40), accounts: accounts(20_000, 40), contracts: contracts(2_000) };
    for (const [name, text] of Object.entries(more)) {
      const file = path.join(where.folder, `${name}.csv`);
      writeFileSync(file, text);
      const { seconds } = where.run(["ledger", "import", file]);
      say(database, `import_${name}`, seconds, "s", { rows: text.trim().split("\n").length - 1 });
    }
    await pages(database, where);
    await throughput(database, where);
  } finally {
    where.remove();
    other.remove();
  }
}

say("-", "binary_size", statSync(program).size / 1048576, "MiB");
await measure("sqlite");
if (process.env.OMAMORI_BENCH_POSTGRES) await measure("postgresql");
