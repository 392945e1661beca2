import type { Locator, Page } from '@playwright/test';
import { expectInk, lookAt, pictureIn, type Place } from '../../../e2e/src/ink.ts';
import { control } from '../../../e2e/src/people.ts';
import { startServer } from '../../../e2e/src/server.ts';
import { launch } from '../browser/browser.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { camerasSay, connect, exit, framesSince, openDesk, openSite } from './people.ts';

const strokes = 10;
const pointsPerStroke = 60;
const spacingMs = 8;
const [left, right] = [0.2, 0.8];

/** Where something was at a time: px of the screen, ms since 1970 with fractions. */
interface Sighting {
  readonly x: number;
  readonly at: number;
}

/** A point that the page was told of; `at` is when, `pointedAt` when the mouse was there by the event. */
interface Pointed extends Sighting {
  readonly pointedAt: number;
}

declare global {
  interface Window {
    pointed: Pointed[];
    /** The right end of the ink on `inkRow`, each time it had moved after a frame. */
    inkFronts: Sighting[];
    /** Height on the screen where ink is looked for, px. */
    inkRow: number | undefined;
    /** When frames began, ms of the page's clock. */
    frameTimes: number[];
  }
}

/** In the page: notes each place that the pressed mouse passes. */
function watchMouse(): void {
  window.pointed = [];
  const note = (event: Event): void => {
    if (!(event instanceof PointerEvent) || event.buttons === 0) return;
    const at = performance.timeOrigin + performance.now();
    for (const { clientX, timeStamp } of event.getCoalescedEvents())
      window.pointed.push({ x: clientX, at, pointedAt: performance.timeOrigin + timeStamp });
  };
  // The first that the page is told of a move; `pointermove` comes with the next frame.
  addEventListener('pointerrawupdate', note, { capture: true });
}

/** In the page: looks after each frame how far the ink on one row of the screen reaches. */
function watchRow(region: Element): void {
  window.inkFronts = [];
  const endOf = (canvas: HTMLCanvasElement, row: number): number => {
    const rect = canvas.getBoundingClientRect();
    const y = Math.floor(((row - rect.y) / rect.height) * canvas.height);
    if (canvas.width === 0 || y < 0 || y >= canvas.height) return 0;
    const { data } = canvas.getContext('2d')?.getImageData(0, y, canvas.width, 1) ?? { data: [] };
    for (let px = canvas.width - 1; px >= 0; px -= 1)
      if ((data[px * 4 + 3] ?? 0) > 128) return rect.x + ((px + 1) / canvas.width) * rect.width;
    return 0;
  };
  const { port1, port2 } = new MessageChannel();
  // A task that a frame's callback asks for runs when the frame has been painted.
  port2.addEventListener('message', () => {
    const row = window.inkRow;
    if (row === undefined) return;
    const x = Math.max(0, ...[...region.querySelectorAll('canvas')].map((canvas) => endOf(canvas, row)));
    if (x > (window.inkFronts.at(-1)?.x ?? 0))
      window.inkFronts.push({ x, at: performance.timeOrigin + performance.now() });
  });
  port2.start();
  window.frameTimes = [];
  const look = (beganAt: number): void => {
    window.frameTimes.push(beganAt);
    port1.postMessage(undefined);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const onScreen = async (region: Locator, place: Place): Promise<Place> =>
  (await region.evaluate(lookAt, place)).at;

interface Delay {
  /** From the pointer event in the associate's page until the customer's page has painted the point. */
  readonly toldMs: number;
  /** The same from when the mouse was there, before the browser had told the page. */
  readonly pointedMs: number;
}

async function oneStroke(desk: Page, from: Locator, site: Page, to: Locator, y: number): Promise<Delay[]> {
  const [start, end] = [await onScreen(from, { x: left, y }), await onScreen(from, { x: right, y })];
  const [first, last] = [await onScreen(to, { x: left, y }), await onScreen(to, { x: right, y })];
  await desk.evaluate(() => void (window.pointed = []));
  await site.evaluate((row) => {
    window.inkFronts = [];
    window.inkRow = row;
  }, first.y);
  await desk.mouse.move(start.x, start.y);
  await desk.mouse.down();
  for (let n = 1; n <= pointsPerStroke; n += 1) {
    await desk.mouse.move(start.x + ((end.x - start.x) * n) / pointsPerStroke, start.y);
    await desk.waitForTimeout(spacingMs);
  }
  await site.waitForFunction((x) => (window.inkFronts.at(-1)?.x ?? 0) >= x, last.x - 1, { timeout: 10_000 });
  await desk.mouse.up();
  const pointed = await desk.evaluate(() => window.pointed);
  const fronts = await site.evaluate(() => window.inkFronts);
  // The line's round end reaches beyond its last point.
  const cap = (fronts.at(-1)?.x ?? NaN) - last.x;
  const scale = (last.x - first.x) / (end.x - start.x);
  return pointed.flatMap(({ x, at, pointedAt }) => {
    const there = first.x + (x - start.x) * scale + cap - 0.5;
    const drawn = fronts.find((front) => front.x >= there);
    if (!drawn) throw new Error(`the point at ${String(x)} was never painted`);
    return { toldMs: drawn.at - at, pointedMs: drawn.at - pointedAt };
  });
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const server = await startServer({ WRAP_UP_SECONDS: '0' });
  const browser = await launch(chromium);
  const delays: Delay[] = [];
  let frameTimes: readonly number[] = [];
  try {
    const [desk, site] = [await openDesk(browser, server.origin), await openSite(browser, server.origin)];
    await connect(site, desk);
    await framesSince(desk, Date.now(), 50);
    await control(desk, 'Annotate').click();
    const [from, to] = [pictureIn(desk, 'Customer video'), pictureIn(site, 'Your video')];
    await desk.evaluate(watchMouse);
    const warm = { x: 0.5, y: 0.2 };
    const place = await onScreen(from, warm);
    await desk.mouse.move(place.x - 20, place.y);
    await desk.mouse.down();
    await desk.mouse.move(place.x + 20, place.y, { steps: 4 });
    await desk.mouse.up();
    await expectInk(to, warm, 'red');
    await to.evaluate(watchRow);
    for (let n = 0; n < strokes; n += 1) {
      const stroke = await oneStroke(desk, from, site, to, 0.25 + 0.04 * n);
      delays.push(...stroke);
      say(`stroke ${String(n + 1)}: ${String(stroke.length)} points`);
    }
    frameTimes = await site.evaluate(() => window.frameTimes);
    await exit(desk, site);
  } finally {
    await browser.close();
    await server.stop();
  }
  const figure = (name: keyof Delay, what: string, share: number, atMost?: number) => ({
    what,
    value: quantile(
      delays.map((delay) => delay[name]),
      share,
    ),
    unit: 'ms',
    ...(atMost !== undefined && { target: { atMost } }),
    note: `${String(delays.length)} points in ${String(strokes)} strokes`,
  });
  return {
    figures: [
      figure('toldMs', 'Stroke point at the associate to painted at the customer, median', 0.5, 20),
      figure('toldMs', 'the same, 99 of 100 within', 0.99, 50),
      figure('pointedMs', 'from the mouse’s own time, before the browser tells the page, median', 0.5),
      figure('pointedMs', 'the same, 99 of 100 within', 0.99),
      {
        what: 'from frame to frame at the customer meanwhile, median',
        value: median(frameTimes.slice(1).map((time, at) => time - (frameTimes[at] ?? NaN))),
        unit: 'ms',
        note: 'without a graphics processor; a point waits half of it on average',
      },
    ],
    details: { delays },
  };
}

export const annotating: Benchmark = {
  name: 'annotating',
  method:
    'A server of its own, a desk and a customer on the demo site, in one Chromium with live video both ways. The associate ' +
    "draws straight lines with the mouse on the customer's picture, a point each 8 ms or more; after each frame the " +
    "customer's page looks in the pixels how far the ink reaches. Counted per point, from the pointer event to the end of the " +
    'frame that shows it.' +
    camerasSay,
  run,
};
