// Fields to sign in: strokes of a finger, a pen or a mouse, kept as JSON in a hidden field. Without a script, or for whoever
// cannot draw, the name is typed into the field below.
import { all, on, one } from "./dom";

type Point = [number, number];

/** Strokes are kept in a field of this width, whatever the screen; the height follows the shape of the canvas. */
const WIDE = 1200;
const HIGH = 400;
/** Fewer than the server takes, so that nobody is refused. */
const MOST_POINTS = 8_000;
const MOST_STROKES = 400;
/** Closer points than this add nothing that a printer shows. */
const STEP = 4;

const strokesOf = new WeakMap<HTMLCanvasElement, Point[][]>();
let drawing: { canvas: HTMLCanvasElement; pointer: number } | undefined;

const field = (canvas: HTMLCanvasElement): HTMLElement | null => canvas.closest("[data-signature]");
const strokes = (canvas: HTMLCanvasElement): Point[][] => {
  const known = strokesOf.get(canvas) ?? read(canvas);
  strokesOf.set(canvas, known);
  return known;
};

/** What the hidden field holds already: the page came back because something else was wrong. */
function read(canvas: HTMLCanvasElement): Point[][] {
  try {
    const sent = JSON.parse(value(canvas)?.value ?? "") as { strokes?: Point[][] };
    return Array.isArray(sent.strokes) ? sent.strokes : [];
  } catch {
    return [];
  }
}

function value(canvas: HTMLCanvasElement): HTMLInputElement | null {
  const around = field(canvas);
  return around && one<HTMLInputElement>("input[type=hidden]", around);
}

function place(canvas: HTMLCanvasElement, event: PointerEvent): Point {
  const box = canvas.getBoundingClientRect();
  const within = (at: number, size: number, most: number) => Math.round(Math.min(Math.max(at / size, 0), 1) * most);
  return [within(event.clientX - box.left, box.width, WIDE), within(event.clientY - box.top, box.height, HIGH)];
}

function paint(canvas: HTMLCanvasElement): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const pen = canvas.getContext("2d");
  if (!pen || canvas.width === 0) return;
  pen.scale(canvas.width / WIDE, canvas.height / HIGH);
  // Paper is white, whatever the theme; so is the canvas.
  pen.strokeStyle = "#111";
  pen.lineWidth = 7;
  pen.lineCap = pen.lineJoin = "round";
  for (const stroke of strokes(canvas)) {
    const [first, ...rest] = stroke;
    if (!first) continue;
    pen.beginPath();
    pen.moveTo(...first);
    if (rest.length === 0) pen.lineTo(first[0] + 0.1, first[1]);
    rest.forEach((point) => pen.lineTo(...point));
    pen.stroke();
  }
}

/** Writes the strokes into the hidden field and says whether there are any. */
function keep(canvas: HTMLCanvasElement): void {
  const drawn = strokes(canvas);
  const hidden = value(canvas);
  if (hidden) {
    hidden.value = drawn.length > 0 ? JSON.stringify({ width: WIDE, height: HIGH, strokes: drawn }) : "";
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }
  say(canvas);
}

function say(canvas: HTMLCanvasElement): void {
  const around = field(canvas);
  const state = around && one("[data-signature-state]", around);
  const signed = strokes(canvas).length > 0;
  if (state) state.textContent = (signed ? state.dataset.signed : state.dataset.unsigned) ?? "";
  if (around) all<HTMLButtonElement>("button", around).forEach((button) => (button.disabled = !signed));
}

function extend(canvas: HTMLCanvasElement, event: PointerEvent): void {
  const all = strokes(canvas);
  const stroke = all[all.length - 1];
  const last = stroke?.[stroke.length - 1];
  const point = place(canvas, event);
  const count = all.reduce((sum, each) => sum + each.length, 0);
  if (!stroke || count >= MOST_POINTS) return;
  if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP) return;
  stroke.push(point);
}

function prepare(): void {
  for (const canvas of all<HTMLCanvasElement>("[data-signature] canvas")) {
    paint(canvas);
    say(canvas);
  }
}

export function startSignatures(): void {
  on<"pointerdown", HTMLCanvasElement>("pointerdown", "[data-signature] canvas", (canvas, event) => {
    if (event.button !== 0 || drawing || strokes(canvas).length >= MOST_STROKES) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = { canvas, pointer: event.pointerId };
    strokes(canvas).push([place(canvas, event)]);
    paint(canvas);
  });
  document.addEventListener("pointermove", (event) => {
    if (drawing?.pointer !== event.pointerId) return;
    const { canvas } = drawing;
    const steps = event.getCoalescedEvents?.() ?? [];
    (steps.length > 0 ? steps : [event]).forEach((step) => extend(canvas, step));
    paint(canvas);
  });
  for (const kind of ["pointerup", "pointercancel"] as const) {
    document.addEventListener(kind, (event) => {
      if (drawing?.pointer !== event.pointerId) return;
      const { canvas } = drawing;
      drawing = undefined;
      keep(canvas);
    });
  }
  on<"click", HTMLButtonElement>("click", "[data-signature] button", (button) => {
    const around = button.closest<HTMLElement>("[data-signature]");
    const canvas = around && one<HTMLCanvasElement>("canvas", around);
    if (!canvas) return;
    if (button.name === "signature-clear") strokes(canvas).length = 0;
    else strokes(canvas).pop();
    paint(canvas);
    keep(canvas);
    // The buttons are switched off with the last stroke; the keyboard goes on in the field below.
    if (strokes(canvas).length === 0) one<HTMLInputElement>("input[type=text]", around)?.focus({ preventScroll: true });
  });
  window.addEventListener("resize", prepare);
  document.addEventListener("htmx:after:swap", prepare);
  prepare();
}
