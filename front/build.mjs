// Bundles src/app.ts, src/count.ts, src/worker.ts and css/app.css, and writes what crates/web/src/embed.rs includes.
// Called by crates/web/build.rs as: node build.mjs <node_modules> <output folder>
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const [modules, out] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(modules, "index.js"))("esbuild");
const folder = join(out, "static");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const bundle = async (entry) => {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    nodePaths: [modules],
    // What knows light-dark(), of which every colour is made.
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    legalComments: "none",
    logLevel: "warning",
  });
  return Buffer.from(result.outputFiles[0].contents);
};

const files = [
  ["app.js", "text/javascript; charset=utf-8", await bundle("src/app.ts")],
  ["count.js", "text/javascript; charset=utf-8", await bundle("src/count.ts")],
  ["worker.js", "text/javascript; charset=utf-8", await bundle("src/worker.ts")],
  ["zxing_reader.wasm", "application/wasm", readFileSync(join(modules, "zxing-wasm/dist/reader/zxing_reader.wasm"))],
  ["app.css", "text/css; charset=utf-8", await bundle("css/app.css")],
  ["charm.svg", "image/svg+xml", readFileSync("images/charm.svg")],
];

const rows = files.map(([name, type, bytes]) => {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const [stem, extension] = name.split(".");
  const file = `${stem}.${hash}.${extension}`;
  writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  const include = (path) => `include_bytes!(concat!(env!("OUT_DIR"), "/static/${path}"))`;
  return `Asset { name: "${name}", file: "${file}", url: "/static/${file}", media_type: "${type}", bytes: ${include(file)}, gzip: ${include(`${file}.gz`)} },`;
});
writeFileSync(join(out, "assets.rs"), `static ASSETS: &[Asset] = &[\n${rows.join("\n")}\n];\n`);
