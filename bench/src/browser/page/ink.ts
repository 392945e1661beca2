/** What the page measured, one number for each frame. */
export interface Frames {
  /** In callbacks of the frame. */
  readonly paintMs: number[];
  readonly betweenMs: number[];
}

declare global {
  interface Window {
    /** Milliseconds in callbacks of frames so far. */
    inkPaintedMs: number;
  }
}

/** Counts the time in callbacks of frames from now on. Runs in the page, as all of these do. */
export function countFrames(): void {
  const frame = window.requestAnimationFrame.bind(window);
  window.inkPaintedMs = 0;
  window.requestAnimationFrame = (callback) =>
    frame((at) => {
      const begun = performance.now();
      callback(at);
      window.inkPaintedMs += performance.now() - begun;
    });
}

export async function watchFrames(count: number): Promise<Frames> {
  const [paintMs, betweenMs]: [number[], number[]] = [[], []];
  let before = window.inkPaintedMs;
  let lastAt = performance.now();
  for (let n = 0; n < count; n += 1) {
    const now = await new Promise<number>((resolve) => {
      requestAnimationFrame((time) => setTimeout(() => resolve(time)));
    });
    paintMs.push(window.inkPaintedMs - before);
    before = window.inkPaintedMs;
    betweenMs.push(Math.max(now - lastAt, 0));
    lastAt = now;
  }
  return { paintMs, betweenMs };
}

/** Draws with a pen: two events for each frame. */
export async function followPen({ points }: { readonly points: number }): Promise<Frames> {
  const root = document.querySelector('[role="application"]');
  if (!root) throw new Error('there is no layer to draw on');
  const at = (n: number): PointerEventInit => ({
    pointerId: 1,
    pointerType: 'mouse',
    clientX: 640 + 400 * Math.cos(n / 50) * Math.cos(n / 333),
    clientY: 360 + 300 * Math.sin(n / 40),
    bubbles: true,
  });
  // Nothing real is pressed that could be captured.
  Object.assign(root, { setPointerCapture: () => undefined });
  root.dispatchEvent(new PointerEvent('pointerdown', at(0)));
  const [paintMs, betweenMs]: [number[], number[]] = [[], []];
  let before = window.inkPaintedMs;
  let lastAt = performance.now();
  for (let n = 1; n < points; n += 2) {
    root.dispatchEvent(new PointerEvent('pointermove', at(n)));
    root.dispatchEvent(new PointerEvent('pointermove', at(n + 1)));
    const now = await new Promise<number>((resolve) => {
      requestAnimationFrame((time) => setTimeout(() => resolve(time)));
    });
    paintMs.push(window.inkPaintedMs - before);
    before = window.inkPaintedMs;
    betweenMs.push(Math.max(now - lastAt, 0));
    lastAt = now;
  }
  root.dispatchEvent(new PointerEvent('pointerup', at(points)));
  return { paintMs, betweenMs };
}
