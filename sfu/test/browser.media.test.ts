import type { Browser } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MediaEngine, TrackRef } from '../src/engine.ts';
import { createMediaEngine } from '../src/index.ts';
import {
  browserRooms,
  growth,
  later,
  publish,
  rules,
  startBrowser,
  subscribe,
  type Party,
} from './browser-rooms.ts';
import type { InboundFigures } from './page.ts';

const port = 18_443;
let browser: Browser;
let engine: MediaEngine;

beforeAll(async () => {
  engine = await createMediaEngine({
    port,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 1,
    preferredVideoCodec: 'VP8',
  });
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await engine.close();
});

const { party, room } = browserRooms(() => ({ engine, browser }));

const frames = (figures: InboundFigures) => figures.framesDecoded;
const packets = (figures: InboundFigures) => figures.packets;
const energy = (figures: InboundFigures) => figures.audioEnergy;

const seesAndHears = async (one: Party): Promise<void> => {
  await expect.poll(() => growth(one, frames), { timeout: 15_000 }).toBeGreaterThan(5);
  await expect.poll(() => growth(one, energy, 1_200), { timeout: 15_000 }).toBeGreaterThan(1e-4);
};

async function close(roomId: string, ...parties: Party[]): Promise<void> {
  await Promise.all(parties.map(({ page }) => page.close()));
  await engine.closeRoom(roomId);
}

describe('two browsers through the engine', () => {
  test.each([
    ['VP8', undefined],
    ['H264', 'H264'],
  ])('see and hear each other with %s', async (name, codec) => {
    const roomId = `codec-${name}`;
    const { a, b } = await room(roomId, codec);
    await seesAndHears(a);
    await seesAndHears(b);
    expect((await b.inbound()).codec).toBe(`video/${name}`);
    // Less than nothing is lost when one was sent twice (RFC 3550 §6.4.1).
    expect((await b.inbound()).packetsLost).toBeLessThanOrEqual(0);
    const stats = await engine.stats(roomId);
    const codecs = stats.ok ? stats.value.tracks.map(({ codec: used }) => used) : [];
    expect(codecs.sort()).toEqual(['opus', 'opus', name.toLowerCase(), name.toLowerCase()].sort());
    await close(roomId, a, b);
  });

  test('pause lets no packet through, and resuming decodes at once without loss', async () => {
    const { a, b } = await room('pause');
    await seesAndHears(a);
    await seesAndHears(b);
    await engine.openRoom('pause', rules(2, { paused: true }));
    await expect.poll(() => growth(b, packets, 700), { timeout: 5_000 }).toBe(0);
    expect(await growth(a, packets, 700)).toBe(0);
    await engine.openRoom('pause', rules(3));
    await seesAndHears(b);
    await seesAndHears(a);
    // One that came twice counts as less than none lost (RFC 3550 §6.4.1).
    expect((await b.inbound()).packetsLost).toBeLessThanOrEqual(0);
    await close('pause', a, b);
  });

  test('mute stops one track one way', async () => {
    const { a, b } = await room('mute');
    await seesAndHears(b);
    const microphone: TrackRef = { participantId: 'a', source: 'microphone' };
    await engine.openRoom('mute', rules(2, { muted: [microphone] }));
    await expect.poll(() => growth(b, energy, 1_200), { timeout: 10_000 }).toBeLessThan(1e-6);
    expect(await growth(b, frames)).toBeGreaterThan(5);
    await seesAndHears(a);
    await engine.openRoom('mute', rules(3, { muted: [{ participantId: 'a', source: 'camera' }] }));
    await expect.poll(() => growth(b, frames, 1_000), { timeout: 10_000 }).toBe(0);
    await close('mute', a, b);
  });

  test('who is not present neither sends nor receives, and does so at once when they are', async () => {
    await engine.openRoom('present', rules(1, { present: ['a'] }));
    const [a, b] = await Promise.all([party('present', 'a'), party('present', 'b')]);
    for (const one of [a, b]) {
      await publish(one);
      await subscribe(one);
    }
    await later(a, 1_500);
    expect((await a.inbound()).packets).toBe(0);
    expect((await b.inbound()).packets).toBe(0);
    await engine.openRoom('present', rules(2));
    await seesAndHears(a);
    await seesAndHears(b);
    await close('present', a, b);
  });

  test('a publisher that connects anew goes on under the same tracks', async () => {
    const { a, b } = await room('anew');
    await seesAndHears(b);
    await publish(a);
    await later(a, 1_200);
    await seesAndHears(b);
    await subscribe(b);
    await seesAndHears(b);
    await close('anew', a, b);
  });

  test('a media process that dies is replaced, says what was lost, and serves again', async () => {
    const { a, b } = await room('killed');
    await seesAndHears(b);
    const lost = new Promise<readonly string[]>((resolve) => {
      const off = engine.on('lost', ({ roomIds }) => {
        off();
        resolve(roomIds);
      });
    });
    const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'process/child.ts'])
      .toString()
      .trim();
    process.kill(Number(children.split('\n')[0]), 'SIGKILL');
    expect(await lost).toContain('killed');
    await engine.openRoom('killed', rules(1));
    for (const one of [a, b]) {
      await publish(one);
      await subscribe(one);
    }
    await seesAndHears(a);
    await seesAndHears(b);
    expect((await engine.counters())['restarts']).toBe(1);
    await close('killed', a, b);
  });
});
