// The camera in the page: opened by a button, closed by the same, and whenever the page is left.
import { decoder } from "./decode";

const PAUSE = 150;
/** The same code in front of the camera for a while is one reading. */
const REST = 3_000;

export class Camera {
  private stream: MediaStream | undefined;
  private last = { text: "", at: 0 };

  constructor(
    private readonly box: HTMLElement,
    private readonly video: HTMLVideoElement,
    private readonly wasm: string,
    private readonly read: (text: string) => void,
  ) {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.close();
    });
  }

  get isOpen(): boolean {
    return this.stream !== undefined;
  }

  /** Whether this browser, over this connection, may use a camera at all. */
  static isPossible(): boolean {
    return Boolean(navigator.mediaDevices?.getUserMedia);
  }

  /** Opens it; throws what the browser says if it may not. */
  async open(): Promise<void> {
    const decode = await decoder(this.wasm);
    const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    this.stream = stream;
    this.video.srcObject = stream;
    this.box.hidden = false;
    await this.video.play();
    const look = async (): Promise<void> => {
      if (this.stream !== stream) return;
      try {
        const text = await decode(this.video);
        if (text) this.seen(text);
      } catch {
        // One picture that could not be read; the next one comes at once.
      }
      setTimeout(() => void look(), PAUSE);
    };
    void look();
  }

  close(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.video.srcObject = null;
    this.box.hidden = true;
  }

  private seen(text: string): void {
    const now = performance.now();
    const isSame = text === this.last.text && now - this.last.at < REST;
    this.last = { text, at: now };
    if (!isSame) this.read(text);
  }
}
