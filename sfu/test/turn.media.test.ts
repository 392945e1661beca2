import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaEngine } from '../src/engine.ts';
import { createMediaEngine } from '../src/index.ts';
import { clientInPage } from './page.ts';
import { startTurnServer, type TurnServer } from './turn-server.ts';

const port = 18_543;
let engine: MediaEngine;
let turn: TurnServer;
let browser: Browser;

beforeAll(async () => {
  turn = await startTurnServer(18_600);
  engine = await createMediaEngine({
    port,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 1,
    preferredVideoCodec: 'VP8',
  });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      `--ignore-certificate-errors-spki-list=${turn.publicKeyHash}`,
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await engine?.close();
  await turn?.stop();
});

/** What the page uses in place of the standard configuration. */
const relayed = (url: string): RTCConfiguration => ({
  iceTransportPolicy: 'relay',
  iceServers: [{ urls: url, username: turn.user, credential: turn.password }],
});

/** Runs in the page: every connection gets this configuration and stays reachable for its statistics. */
function configure(configuration: RTCConfiguration): void {
  const Original = window.RTCPeerConnection;
  const connections: RTCPeerConnection[] = [];
  Object.assign(window, { connections });
  window.RTCPeerConnection = class extends Original {
    constructor() {
      super(configuration);
      connections.push(this);
    }
  };
}

/** The ways that the page's connections take: the protocol to the relay, or to us. */
const ways = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    const found: string[] = [];
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      const reports = await connection.getStats();
      for (const report of reports.values()) {
        if (report.type !== 'transport' || !report.selectedCandidatePairId) continue;
        const local = reports.get(reports.get(report.selectedCandidatePairId).localCandidateId);
        found.push(local.relayProtocol ? `relay ${local.relayProtocol}` : local.protocol);
      }
    }
    return found;
  });

/** A page that publishes and subscribes; `see` changes descriptions on their way to it. */
async function party(
  roomId: string,
  participantId: string,
  configuration: RTCConfiguration,
  see: (sdp: string) => string = (sdp) => sdp,
): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript(configure, configuration);
  await page.route('https://client.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }),
  );
  await page.goto('https://client.test/');
  await page.exposeFunction('signal', async (kind: 'publish' | 'subscribe' | 'answer', data: object) => {
    const result = await engine[kind]({ roomId, participantId, ...data } as never);
    if (!result.ok) throw new Error(result.code);
    return result.value && see(result.value.answer);
  });
  engine.on('connection', ({ roomId: room, participantId: id, direction, state }) => {
    if (room !== roomId || id !== participantId || direction !== 'subscribe' || state !== 'failed') return;
    if (!page.isClosed()) void page.evaluate(() => window.client.subscribe());
  });
  engine.on('offer', (offer) => {
    if (offer.roomId === roomId && offer.participantId === participantId && !page.isClosed())
      void page.evaluate((data) => window.client.offered(data), { ...offer, sdp: see(offer.sdp) });
  });
  await page.evaluate(`window.client = (${clientInPage.toString()})()`);
  await page.evaluate(() => window.client.publish());
  await page.evaluate(() => window.client.subscribe());
  return page;
}

async function room(
  roomId: string,
  configuration: RTCConfiguration,
  see?: (sdp: string) => string,
): Promise<[Page, Page]> {
  const present = ['a', 'b'];
  await engine.openRoom(roomId, { version: 1, paused: false, present, muted: [], blocked: [] });
  return [await party(roomId, 'a', configuration, see), await party(roomId, 'b', configuration, see)];
}

/** Both see frames and hear the microphone's beep. */
async function seeAndHear(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const inbound = () => page.evaluate(() => window.client.inbound());
    await expect.poll(async () => (await inbound()).framesDecoded, { timeout: 20_000 }).toBeGreaterThan(30);
    await expect.poll(async () => (await inbound()).audioEnergy, { timeout: 10_000 }).toBeGreaterThan(1e-4);
  }
}

test.each([
  ['udp', false],
  ['tcp', true],
  ['tls', true],
] as const)('two browsers behind TURN over %s see and hear each other', async (way, isRepaired) => {
  const repairedBefore = (await engine.counters())['edge_tie_breakers_repaired'] ?? 0;
  const pages = await room(`turn-${way}`, relayed(turn.urls[way]));
  await seeAndHear(pages);
  for (const page of pages) expect(await ways(page)).toEqual([`relay ${way}`, `relay ${way}`]);
  const repaired = ((await engine.counters())['edge_tie_breakers_repaired'] ?? 0) - repairedBefore;
  if (isRepaired) expect(repaired).toBeGreaterThan(0);
  await Promise.all(pages.map((page) => page.close()));
  await engine.closeRoom(`turn-${way}`);
});

test('browsers that could be relayed take the direct way when there is one', async () => {
  const urls = [turn.urls.tcp, turn.urls.tls];
  const iceServers = [{ urls, username: turn.user, credential: turn.password }];
  const pages = await room('direct', { iceServers });
  await seeAndHear(pages);
  for (const page of pages) expect(await ways(page)).toEqual(['udp', 'udp']);
  await Promise.all(pages.map((page) => page.close()));
  await engine.closeRoom('direct');
});

test('two browsers without UDP see and hear each other over ICE-TCP', async () => {
  const withoutUdp = (sdp: string) => sdp.replaceAll(/a=candidate:\S+ 1 UDP .*\r\n/g, '');
  const pages = await room('ice-tcp', {}, withoutUdp);
  await seeAndHear(pages);
  for (const page of pages) expect(await ways(page)).toEqual(['tcp', 'tcp']);
  await Promise.all(pages.map((page) => page.close()));
  await engine.closeRoom('ice-tcp');
});
