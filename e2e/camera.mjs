// A film for the browser's false camera: a label held still in front of it, as raw frames (YUV4MPEG2).

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(path.join(root, "front/package.json"));
const [WIDTH, HEIGHT, FRAMES] = [640, 480, 5];

/** Writes a film in which a code of this kind ("QRCode", "Code128", "Code39") stands in the middle. */
export async function film(file, format, text) {
  const { prepareZXingModule, writeBarcode } = await import(pathToFileURL(require.resolve("zxing-wasm/writer")));
  const wasmBinary = await readFile(require.resolve("zxing-wasm/writer/zxing_writer.wasm"));
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const { symbol } = await writeBarcode(text, { format });
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  const high = symbol.height === 1 ? 120 : undefined;
  const scale = Math.max(1, Math.floor(Math.min((WIDTH - 80) / symbol.width, high ? 3 : (HEIGHT - 80) / symbol.height)));
  const [wide, tall] = [symbol.width * scale, high ?? symbol.height * scale];
  const [left, top] = [Math.floor((WIDTH - wide) / 2), Math.floor((HEIGHT - tall) / 2)];
  for (let y = 0; y < tall; y += 1) {
    for (let x = 0; x < wide; x += 1) {
      const row = high ? 0 : Math.floor(y / scale);
      const dot = symbol.data[row * symbol.width + Math.floor(x / scale)];
      luma[(top + y) * WIDTH + left + x] = dot === 0 ? 16 : 235;
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const frames = Array.from({ length: FRAMES }, () => [Buffer.from("FRAME\n"), luma, chroma]).flat();
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F5:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([head, ...frames]));
}
