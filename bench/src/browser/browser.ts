import { chromium, type Browser, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { unneeded } from '../../../e2e/src/browser.ts';
import type { EngineResult, MediaEngine } from '@parley/sfu';
import type { Signal } from './page/party.ts';

/** Without what Chromium would do of its own accord, and without slowing down pages that it takes for hidden. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // Direct connections on one machine need addresses, not names that only multicast DNS resolves. The last such list counts.
  `--disable-features=${['WebRtcHideLocalIpsWithMdns', ...unneeded].join(',')}`,
];

export const launch = (executablePath: string): Promise<Browser> => chromium.launch({ executablePath, args });

const origin = 'https://bench.test';
const html = '<!doctype html><title>party</title><script type="module" src="/party.ts"></script>';

/** The scripts of page/ as the browser can run them. */
async function serve(page: Page): Promise<void> {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    const source = await readFile(join(import.meta.dirname, 'page', pathname), 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body: stripTypeScriptTypes(source) });
  });
}

export interface PartyPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Which engine a party talks to, as whom, and through which port. */
export interface Seat {
  readonly engine: MediaEngine;
  readonly room: string;
  readonly participant: string;
  /** Port to use instead of the engine's own; undefined leaves descriptions as they are. */
  readonly through: number | undefined;
}

/** A description whose only candidate is the engine's address at another port, so that nothing goes another way. */
export function redirected(sdp: string, port: number): string {
  const lines = sdp.split('\r\n');
  const direct = /^(a=candidate:\d+ 1 UDP \d+ \S+) \d+ typ host$/;
  return lines
    .filter((line) => !line.startsWith('a=candidate:') || direct.test(line))
    .map((line) => line.replace(direct, `$1 ${String(port)} typ host`))
    .join('\r\n');
}

/** Passes a party's wish on; resolves to the description with which the engine answers it, if it does. */
async function ask(
  engine: MediaEngine,
  who: { readonly roomId: string; readonly participantId: string },
  message: Signal,
): Promise<string | undefined> {
  switch (message.kind) {
    case 'publish':
      return valueOf(await engine.publish({ ...who, ...message })).answer;
    case 'subscribe':
      valueOf(await engine.subscribe({ ...who, ...message }));
      return undefined;
    case 'answer':
      valueOf(await engine.answer({ ...who, ...message }));
      return undefined;
  }
}

function valueOf<T>(result: EngineResult<T>): T {
  if (!result.ok) throw new Error(`the engine refused: ${result.code}`);
  return result.value;
}

/** A page with a party in it that has its picture and sound ready. */
export async function openParty(
  browser: Browser,
  { engine, room, participant, through }: Seat,
  size: { readonly width: number; readonly height: number },
): Promise<PartyPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await serve(page);
  const seen = (sdp: string): string => (through === undefined ? sdp : redirected(sdp, through));
  await page.exposeFunction('signal', async (message: Signal) => {
    const answer = await ask(engine, { roomId: room, participantId: participant }, message);
    return answer === undefined ? undefined : seen(answer);
  });
  const stop = engine.on('offer', ({ roomId, participantId, connectionId, revision, sdp }) => {
    if (roomId !== room || participantId !== participant) return;
    void page.evaluate((description) => window.party.described(description), {
      connectionId,
      revision,
      sdp: seen(sdp),
    });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'party' in window);
  await page.evaluate(({ width, height }) => {
    window.party.prepare(width, height);
  }, size);
  return {
    page,
    close: async () => {
      stop();
      await context.close();
    },
  };
}
