import { chromium, type Browser, type Page } from '@playwright/test';
import type { MediaEngine, RoomRules } from '../src/engine.ts';
import { clientInPage, type InboundFigures } from './page.ts';

/** Rooms of the engine in which pages of a real browser take part. */

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });

export const rules = (version: number, changes: Partial<RoomRules> = {}): RoomRules => ({
  version,
  paused: false,
  present: ['a', 'b'],
  muted: [],
  blocked: [],
  ...changes,
});

export interface Party {
  readonly page: Page;
  inbound(): Promise<InboundFigures>;
}

export const publish = ({ page }: Party, codec?: string) =>
  page.evaluate((name) => window.client.publish(name), codec);
export const subscribe = ({ page }: Party) => page.evaluate(() => window.client.subscribe());

export function browserRooms(parts: () => { engine: MediaEngine; browser: Browser }) {
  /** A page that takes part in the room under this name; offers reach it by themselves. */
  async function party(roomId: string, participantId: string): Promise<Party> {
    const { engine, browser } = parts();
    const page = await browser.newPage();
    await page.route('https://client.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }),
    );
    await page.goto('https://client.test/');
    await page.exposeFunction('signal', async (kind: string, data: Record<string, never>) => {
      const input = { roomId, participantId, ...data };
      const result = await (kind === 'publish'
        ? engine.publish(input as never)
        : kind === 'subscribe'
          ? engine.subscribe(input as never)
          : engine.answer(input as never));
      if (!result.ok) throw new Error(result.code);
      return result.value?.answer;
    });
    await page.evaluate(`window.client = (${clientInPage.toString()})()`);
    engine.on('offer', (offer) => {
      if (offer.roomId === roomId && offer.participantId === participantId && !page.isClosed())
        void page.evaluate((data) => window.client.offered(data), offer).catch(() => undefined);
    });
    return { page, inbound: () => page.evaluate(() => window.client.inbound()) };
  }

  async function room(
    name: string,
    codec?: string,
    changes?: Partial<RoomRules>,
  ): Promise<{ a: Party; b: Party }> {
    await parts().engine.openRoom(name, rules(1, changes));
    const [a, b] = await Promise.all([party(name, 'a'), party(name, 'b')]);
    for (const one of [a, b]) {
      await publish(one, codec);
      await subscribe(one);
    }
    return { a, b };
  }

  return { party, room };
}

export const later = (one: Party, milliseconds: number) =>
  one.page.evaluate((duration) => new Promise((resolve) => setTimeout(resolve, duration)), milliseconds);

export async function growth(
  one: Party,
  figure: (figures: InboundFigures) => number,
  milliseconds = 500,
): Promise<number> {
  const before = figure(await one.inbound());
  await later(one, milliseconds);
  return figure(await one.inbound()) - before;
}
