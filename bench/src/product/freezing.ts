import type { BrowserContext, Page } from '@playwright/test';
import { control } from '../../../e2e/src/people.ts';
import { photoCamera, stills } from '../../../e2e/src/stills.ts';
import { startServer } from '../../../e2e/src/server.ts';
import { launch } from '../browser/browser.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { camerasSay, connect, exit, framesSince, observationsOf, openDesk, openSite } from './people.ts';

const rounds = 10;
const narrowKbps = 20_000;

/** `Date.now()` when a page first painted something of the newest still. */
interface Seen {
  first: number | undefined;
  sharp: number | undefined;
}

declare global {
  interface Window {
    stillSeen: Seen;
    /** How long the camera itself took for its last photo, ms. */
    photoTookMs: number;
    /** The heavy photo is made beforehand. */
    photoReady: Promise<unknown> | undefined;
  }
}

/** In the page, before its own scripts: looks, with each frame that it paints, what of a still there is to be seen. */
function watchStills(): void {
  window.stillSeen = { first: undefined, sharp: undefined };
  // To walk through the whole page with each frame would take the time that is measured.
  let roots: readonly ParentNode[] = [document];
  setInterval(() => {
    roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
  }, 1_000);
  const has = (selector: string): boolean => roots.some((root) => root.querySelector(selector) !== null);
  const look = (): void => {
    const seen = window.stillSeen;
    const now = Date.now();
    const isSharp = has('img[data-layer="picture"][data-shown], img[data-sharp="true"]');
    const isThere = isSharp || has('[role="img"] canvas, .still > canvas, img[data-sharp]');
    if (!isThere) window.stillSeen = { first: undefined, sharp: undefined };
    else {
      seen.first ??= now;
      if (isSharp) seen.sharp ??= now;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page, after `photoCamera`: the photo is a file of about 4 MB, as a camera's own encoder gives it. */
function heavyPhoto(): void {
  let ready: Promise<Blob> | undefined;
  const make = async (): Promise<Blob> => {
    const canvas = new OffscreenCanvas(3_840, 2_160);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas to be had');
    const image = context.createImageData(3_840, 2_160);
    for (let at = 0; at < image.data.length; at += 4) {
      const level = 128 + Math.random() * 34 + 60 * Math.sin(at / 90_000);
      image.data.set([level, level * 0.9, level * 0.8, 255], at);
    }
    context.putImageData(image, 0, 0);
    for (let quality = 0.8; ; quality += 0.02) {
      const file = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (file.size >= 4_000_000 || quality >= 1) return file;
    }
  };
  addEventListener('DOMContentLoaded', () => {
    ready = make();
    window.photoReady = ready;
  });
  ImageCapture.prototype.takePhoto = () => (ready ??= make());
}

/** In the page, after the camera above. */
function timeCamera(): void {
  const Camera = window.ImageCapture;
  window.ImageCapture = class extends Camera {
    override async takePhoto(): Promise<Blob> {
      const from = performance.now();
      const photo = await super.takePhoto();
      window.photoTookMs = performance.now() - from;
      return photo;
    }
  };
}

interface Times {
  readonly firstAtDeskMs: number;
  readonly firstAtSiteMs: number;
  readonly sharpAtDeskMs: number;
  readonly sharpAtSiteMs: number;
  readonly cameraMs: number;
  readonly bytes: number;
}

async function sharp(page: Page): Promise<Seen> {
  await page.waitForFunction(() => window.stillSeen.sharp !== undefined, undefined, { timeout: 30_000 });
  return page.evaluate(() => window.stillSeen);
}

async function oneFreeze(desk: Page, site: Page): Promise<Times> {
  // Nobody freezes while what was frozen before is still being put away.
  await framesSince(desk, Date.now(), 20);
  await control(desk, 'Freeze').click();
  const pressedAt = (await observationsOf(desk)).pressed['Freeze'] ?? NaN;
  const [atDesk, atSite] = [await sharp(desk), await sharp(site)];
  const bytes = (await stills(desk)).at(-1)?.picture?.bytes ?? NaN;
  const cameraMs = await site.evaluate(() => window.photoTookMs);
  await control(desk, 'Freeze').click();
  for (const page of [desk, site])
    await page.waitForFunction(() => window.stillSeen.first === undefined, undefined, { timeout: 10_000 });
  return {
    firstAtDeskMs: (atDesk.first ?? NaN) - pressedAt,
    firstAtSiteMs: (atSite.first ?? NaN) - pressedAt,
    sharpAtDeskMs: (atDesk.sharp ?? NaN) - pressedAt,
    sharpAtSiteMs: (atSite.sharp ?? NaN) - pressedAt,
    cameraMs,
    bytes,
  };
}

/** Chromium's own throttle, both ways: it slows what goes over HTTP, and leaves the media and the socket as they are. */
async function narrow(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const bytesPerSecond = (narrowKbps * 1_000) / 8;
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

const sizeInPage = (): readonly number[] =>
  [...document.querySelectorAll('video')].map(({ videoWidth, videoHeight }) => videoWidth * videoHeight);

interface Run {
  readonly times: readonly Times[];
  /** Pixels of the largest live picture at the desk. */
  readonly livePixels: number;
}

async function freezes({ chromium, say }: Settings, name: string, isHeavy: boolean): Promise<Run> {
  const server = await startServer({ WRAP_UP_SECONDS: '0' });
  const browser = await launch(chromium);
  const times: Times[] = [];
  try {
    const [desk, site] = [await openDesk(browser, server.origin), await openSite(browser, server.origin)];
    await desk.addInitScript(watchStills);
    await site.addInitScript(watchStills);
    await site.addInitScript(isHeavy ? heavyPhoto : photoCamera);
    await site.addInitScript(timeCamera);
    await desk.reload();
    await site.reload();
    await connect(site, desk);
    await framesSince(desk, Date.now(), 50);
    // A file can't come out of a page; that it is there is enough.
    await site.evaluate(async () => (await window.photoReady) !== undefined);
    if (isHeavy) for (const page of [desk, site]) await narrow(page.context(), page);
    const livePixels = Math.max(...(await desk.evaluate(sizeInPage)));
    for (let round = 1; round <= rounds; round += 1) {
      const time = await oneFreeze(desk, site);
      times.push(time);
      say(
        `${name} ${String(round)}: first ${String(time.firstAtDeskMs)} and ${String(time.firstAtSiteMs)} ms, sharp ` +
          `${String(time.sharpAtDeskMs)} and ${String(time.sharpAtSiteMs)} ms, of them the camera ` +
          `${time.cameraMs.toFixed(0)} ms; ${String(time.bytes)} bytes`,
      );
    }
    await exit(desk, site);
    return { times, livePixels };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function run(settings: Settings): Promise<Outcome> {
  const near = await freezes(settings, 'loopback', false);
  const far = await freezes(settings, '20 Mbit/s', true);
  const figure = (
    { times, livePixels }: Run,
    name: Exclude<keyof Times, 'bytes'>,
    what: string,
    most: number,
  ) => ({
    what,
    value: median(times.map((time) => time[name])),
    unit: 'ms',
    target: { atMost: most },
    note:
      (name.startsWith('sharp')
        ? `of it the camera ${median(times.map(({ cameraMs }) => cameraMs)).toFixed(0)} ms; `
        : '') +
      `${String(times.length)} stills, the slowest ${quantile(
        times.map((time) => time[name]),
        1,
      ).toFixed(0)} ms; ` +
      `${(median(times.map(({ bytes }) => bytes)) / 1e6).toFixed(1)} MB; live picture ${(livePixels / 1e6).toFixed(2)} MP`,
  });
  return {
    figures: [
      figure(near, 'firstAtDeskMs', 'Freeze pressed to the frame that was seen, at the associate', 300),
      figure(near, 'firstAtSiteMs', 'Freeze pressed to a frozen picture, at the customer', 300),
      figure(near, 'sharpAtDeskMs', 'Freeze pressed to the 3840 × 2160 still at the associate', 700),
      figure(near, 'sharpAtSiteMs', 'Freeze pressed to the 3840 × 2160 still at the customer', 700),
      {
        what: 'Freeze pressed to the still at the associate, without what the camera took',
        value: median(near.times.map(({ sharpAtDeskMs, cameraMs }) => sharpAtDeskMs - cameraMs)),
        unit: 'ms',
        note: 'the camera draws and encodes 8 megapixels on the same two cores',
      },
      figure(far, 'sharpAtDeskMs', 'the same over 20 Mbit/s, 4 MB, at the associate', 2_500),
    ],
    details: { near, far },
  };
}

export const freezing: Benchmark = {
  name: 'freezing',
  method:
    'A server of its own, a desk and a customer on the demo site, in one Chromium; a picture is frozen ten times. The ' +
    "customer's camera is the browser's fake one at the call's size, whose photos are made 3840 × 2160, as a phone's are " +
    'larger than its video: on loopback drawn and encoded when asked, over 20 Mbit/s (Chromium’s throttle of HTTP, both ways) ' +
    'a file of about 4 MB that is there already. Times are taken inside the pages, from the press to the painting of the frame ' +
    'with which it is seen.' +
    camerasSay,
  run,
};
