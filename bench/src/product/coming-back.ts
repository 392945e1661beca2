import type { Browser, Page } from '@playwright/test';
import { startServer, type Server } from '../../../e2e/src/server.ts';
import { launch } from '../browser/browser.ts';
import { startRelays, type Relays } from '../net/start-relays.ts';
import type { Benchmark, Figure, Outcome, Settings } from '../report/benchmark.ts';
import { median } from '../report/statistics.ts';
import { camerasSay, connect, exit, framesSince, observationsOf, openDesk, openSite } from './people.ts';

const times = 5;
const offlineMs = 2_000;
/** Media is back when this many frames have come since the longest gap at both sides. */
const steadyFrames = 20;

interface Call {
  readonly server: Server;
  readonly desk: Page;
  readonly site: Page;
  readonly relays: Relays;
  readonly mediaPorts: { readonly desk: number; readonly site: number };
}

/** When the longest time without a frame ended that includes or follows `since`; frames are all that came afterwards. */
function backAt(frames: readonly number[], since: number): number {
  let [longest, end, last] = [0, since, since];
  for (const at of frames) {
    if (at <= since) continue;
    if (at - last > longest) [longest, end] = [at - last, at];
    last = at;
  }
  return end;
}

/** Milliseconds from `since` until both sides have the other's picture again. */
async function mediaBack({ desk, site }: Call, since: number): Promise<number> {
  await Promise.all([framesSince(desk, since, steadyFrames), framesSince(site, since, steadyFrames)]);
  const both = [await observationsOf(desk), await observationsOf(site)];
  return Math.max(...both.map(({ frames }) => backAt(frames, since))) - since;
}

async function reload(call: Call, who: 'desk' | 'site'): Promise<number> {
  const since = Date.now();
  await call[who].reload({ waitUntil: 'commit' });
  return mediaBack(call, since);
}

/** The page's network goes, and another comes: nothing of the old one works any more. Counted from when it comes. */
async function changeNetwork(call: Call, who: 'desk' | 'site'): Promise<number> {
  const page = call[who];
  await call.relays.ask('sever', { port: call.mediaPorts[who] });
  await page.context().setOffline(true);
  await page.waitForTimeout(offlineMs);
  const since = Date.now();
  await page.context().setOffline(false);
  return mediaBack(call, since);
}

async function restart(call: Call): Promise<number> {
  await call.server.kill();
  const since = Date.now();
  await call.server.start();
  return mediaBack(call, since);
}

const faults: readonly {
  readonly what: string;
  readonly atMostMs: number;
  readonly strike: (call: Call) => Promise<number>;
}[] = [
  { what: 'the customer reloads', atMostMs: 2_000, strike: (call) => reload(call, 'site') },
  { what: 'the associate reloads', atMostMs: 2_000, strike: (call) => reload(call, 'desk') },
  { what: "the customer's network changes", atMostMs: 2_000, strike: (call) => changeNetwork(call, 'site') },
  { what: "the associate's network changes", atMostMs: 2_000, strike: (call) => changeNetwork(call, 'desk') },
  { what: 'the server is killed and started again', atMostMs: 5_000, strike: restart },
];

async function begin(browser: Browser, relays: Relays, mediaPort: number): Promise<Call> {
  const server = await startServer({ WRAP_UP_SECONDS: '0', MEDIA_PORT: String(mediaPort) });
  const [desk, site] = [
    (await relays.ask('open', { target: mediaPort })).port,
    (await relays.ask('open', { target: mediaPort })).port,
  ];
  return {
    server,
    relays,
    mediaPorts: { desk, site },
    desk: await openDesk(browser, server.origin, desk),
    site: await openSite(browser, server.origin, site),
  };
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const browser = await launch(chromium);
  const relays = startRelays();
  const call = await begin(browser, relays, 19_473);
  const figures: Figure[] = [];
  const details: Record<string, number[]> = {};
  try {
    await connect(call.site, call.desk);
    await mediaBack(call, Date.now());
    for (const { what, atMostMs, strike } of faults) {
      const took: number[] = [];
      for (let time = 1; time <= times; time += 1) took.push(await strike(call));
      say(`${what}: ${took.map((milliseconds) => milliseconds.toFixed(0)).join(', ')} ms`);
      figures.push({
        what: `media back after ${what}`,
        value: median(took),
        unit: 'ms',
        target: { atMost: atMostMs },
        note: `${String(times)} times: ${took.map((milliseconds) => milliseconds.toFixed(0)).join(', ')} ms`,
      });
      details[what] = took;
    }
    await exit(call.desk, call.site);
  } finally {
    await browser.close();
    await relays.close();
    await call.server.stop();
  }
  return { figures, details };
}

export const comingBack: Benchmark = {
  name: 'coming-back',
  method:
    'One call between a desk and a customer on the demo site, in one Chromium, struck five times each by a reload of either, ' +
    'a change of the network of either (offline for 2 s, and no packet of the old connections passes any more) and by ' +
    'kill -9 of the server. Counted from the reload, from the return of the network or from the start of the new server ' +
    "until both sides decode the other's frames again." +
    camerasSay,
  run,
};
