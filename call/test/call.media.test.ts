import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../e2e/src/server.ts';
import {
  bothWays,
  connect,
  exit,
  expectMoving,
  expectNoPackets,
  expectSilence,
  expectSound,
  expectStill,
  onDesk,
  onSite,
  type Call,
} from './calls.ts';
import { openPages, startDesk, type Pages } from './pages.ts';

let server: Server;
let pages: Pages;

beforeAll(async () => {
  [server, pages] = await Promise.all([startServer({ WRAP_UP_SECONDS: '0' }), openPages()]);
});

afterAll(async () => {
  await pages?.close();
  await server?.stop();
});

async function call(story: (call: Call) => Promise<void>, channel?: 'audio' | 'video'): Promise<void> {
  const opened: Page[] = [];
  try {
    opened.push(await pages.associate(server.origin), await pages.customer(server.origin));
    const [desk, site] = opened as [Page, Page];
    await connect({ desk, site }, channel);
    await story({ desk, site });
    await exit({ desk, site });
  } finally {
    for (const page of opened) await page.context().close();
  }
}

/** Milliseconds without a picture around something that happens. */
async function interruption(page: Page, happen: () => Promise<unknown>): Promise<number> {
  const at = Date.now();
  await happen();
  await expectMoving(page);
  return (await page.evaluate((time) => window.bench.longestGapSince(time), at)) ?? Infinity;
}

const told = (what: string, milliseconds: number) =>
  process.stdout.write(`${what}: ${String(Math.round(milliseconds))} ms\n`);

describe('a call between two browsers', () => {
  test('both see and hear each other, and the first picture comes at once', async () => {
    const desk = await pages.associate(server.origin);
    const site = await pages.customer(server.origin);
    const first = await connect({ desk, site });
    told('answer to first frame', first);
    expect(first).toBeLessThan(1_500);
    await bothWays({ desk, site });
    await exit({ desk, site });
    const left = await desk.evaluate(() => {
      const { media, engagement, ended } = window.desk.store.getState();
      return { camera: media.camera.state, path: media.path, engagement, reason: ended?.endReason };
    });
    expect(left).toEqual({ camera: 'idle', path: 'idle', reason: 'associate-exited' });
    for (const page of [desk, site]) await page.context().close();
  });

  test('mute, camera and pause work from both ends, apart from each other', () =>
    call(async ({ desk, site }) => {
      await bothWays({ desk, site });
      await onDesk(desk, 'mute');
      await expectSilence(site);
      await expectMoving(site);
      await onSite(site, 'stopCamera');
      await expectStill(desk);
      expect(await site.evaluate(() => window.customer.store.getState().media.camera)).toEqual({
        state: 'off',
      });
      await expectSound(desk);
      await onDesk(desk, 'pause');
      await expectNoPackets(desk);
      await expectNoPackets(site);
      await onDesk(desk, 'resume');
      await expectMoving(site);
      await expectSilence(site);
      await onDesk(desk, 'unmute');
      expect(await onSite(site, 'startCamera')).toEqual({ ok: true });
      await bothWays({ desk, site });
    }));

  test('an audio call grows to video', () =>
    call(async ({ desk, site }) => {
      await expectSound(desk);
      await expectSound(site);
      await onSite(site, 'startCamera');
      await expectMoving(desk);
    }, 'audio'));
});

describe('recovery', () => {
  test('the customer reloads', () =>
    call(async ({ desk, site }) => {
      await bothWays({ desk, site });
      const gap = await interruption(desk, async () => {
        await site.reload();
        const restored = await site.evaluate(
          (origin) => window.bench.customer(origin).restore(),
          server.origin,
        );
        expect(restored).toBe(true);
      });
      told('customer reloads', gap);
      expect(gap).toBeLessThan(4_000);
      await bothWays({ desk, site });
    }));

  test('the associate reloads while muted', () =>
    call(async ({ desk, site }) => {
      await onDesk(desk, 'mute');
      const gap = await interruption(site, async () => {
        await desk.reload();
        await startDesk(desk, server.origin);
      });
      told('associate reloads', gap);
      await expectMoving(desk);
      await expectSilence(site);
      await onDesk(desk, 'unmute');
      await bothWays({ desk, site });
    }));

  test('the media process is killed', () =>
    call(async ({ desk, site }) => {
      await bothWays({ desk, site });
      const [media] = await server.mediaProcesses();
      const gap = await interruption(site, async () => {
        if (media !== undefined) process.kill(media, 'SIGKILL');
        await site.waitForFunction(() => window.customer.store.getState().media.path !== 'connected');
      });
      told('media process killed', gap);
      expect(gap).toBeLessThan(5_000);
      await bothWays({ desk, site });
    }));

  test('the server is killed and started again', () =>
    call(async ({ desk, site }) => {
      await bothWays({ desk, site });
      await server.kill();
      await server.start();
      const startedAt = Date.now();
      await bothWays({ desk, site });
      const back = await site.evaluate((at) => window.bench.firstFrameAfter(at), startedAt);
      told('server ready again to first frame', back ?? Infinity);
      expect(back).toBeLessThan(5_000);
    }));
});
