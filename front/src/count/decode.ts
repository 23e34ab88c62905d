// Reads QR codes and the bar codes of labels: with the browser's own detector where it has one, else with ZXing in
// WebAssembly, which is fetched only when the camera is first used.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMATS = ["qr_code", "code_128", "code_39"];

/** Gives the first code in a picture, or nothing. */
export type Decode = (video: HTMLVideoElement) => Promise<string | undefined>;

/** The best decoder there is. `wasm` is where ZXing lies. */
export async function decoder(wasm: string): Promise<Decode> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own) {
    const known = await own.getSupportedFormats().catch(() => [] as string[]);
    if (FORMATS.every((format) => known.includes(format))) {
      const detector = new own({ formats: FORMATS });
      return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
  }
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    if (!pen || video.videoWidth === 0) return undefined;
    // More detail than this only costs time: a label fills a good part of the picture.
    const scale = Math.min(1, 1280 / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(picture, { formats: ["QRCode", "Code128", "Code39"], maxNumberOfSymbols: 1 });
    return found.find((code) => code.isValid)?.text;
  };
}
