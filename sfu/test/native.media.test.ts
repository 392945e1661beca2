import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaEngine, RoomRules } from '../src/engine.ts';
import { createMediaEngine } from '../src/index.ts';
import { NativeClient } from './native-client.ts';

/** The engine with clients that have no browser: what only bookkeeping and real connections can show. */

let engine: MediaEngine;
const clients: NativeClient[] = [];

beforeAll(async () => {
  engine = await createMediaEngine({
    port: 18_843,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 2,
    preferredVideoCodec: 'VP8',
  });
});

afterAll(async () => {
  for (const client of clients) client.close();
  await engine.close();
});

const rules = (version: number, present: string[], changes: Partial<RoomRules> = {}): RoomRules => ({
  version,
  paused: false,
  present,
  muted: [],
  blocked: [],
  ...changes,
});

function client(roomId: string, participantId: string): NativeClient {
  const one = new NativeClient(engine, roomId, participantId);
  clients.push(one);
  return one;
}

const pictures = (one: NativeClient): number[] => one.sequences.get(96) ?? [];

/** Sends from everyone until the condition holds. */
async function sendUntil(senders: readonly NativeClient[], holds: () => boolean): Promise<void> {
  let frames = 0;
  await expect
    .poll(
      () => {
        for (const sender of senders) sender.send(frames % 10 === 0);
        frames += 1;
        return holds();
      },
      { timeout: 15_000, interval: 10 },
    )
    .toBe(true);
}

const gaps = (sequences: readonly number[]) =>
  sequences.slice(1).filter((sequence, index) => ((sequence - sequences[index]!) & 0xffff) !== 1);

test('three participants publish at once, and every subscriber gets lines for the two others', async () => {
  await engine.openRoom('three', rules(1, ['a', 'b', 'c']));
  const all = ['a', 'b', 'c'].map((id) => client('three', id));
  await Promise.all(all.map((one) => one.subscribe()));
  expect(all.map(({ offers, failures }) => offers - failures)).toEqual([1, 1, 1]);
  await Promise.all(all.map((one) => one.publish()));
  await expect
    .poll(() => all.map(({ lines }) => lines.filter(({ track }) => track).length), { timeout: 10_000 })
    .toEqual([4, 4, 4]);
  await sendUntil(all, () => all.every((one) => pictures(one).length > 100));
  const stats = await engine.stats('three');
  const flowing = stats.ok ? stats.value.subscriptions.filter(({ packets }) => packets > 10) : [];
  expect(flowing).toHaveLength(12);
  await engine.remove('three', 'c');
  await expect.poll(() => all[0]!.lines.filter(({ track }) => track?.participantId === 'c').length).toBe(0);
  await engine.closeRoom('three');
});

test('a pause and a publisher that connects anew leave no gap in the numbers', async () => {
  await engine.openRoom('numbers', rules(1, ['a', 'b']));
  const [a, b] = [client('numbers', 'a'), client('numbers', 'b')];
  await a.publish();
  await b.subscribe();
  await sendUntil([a], () => pictures(b).length > 20);
  await engine.openRoom('numbers', rules(2, ['a', 'b'], { paused: true }));
  const paused = pictures(b).length;
  for (let frame = 0; frame < 50; frame += 1) a.send(true);
  await engine.stats('numbers');
  expect(pictures(b).length - paused).toBeLessThanOrEqual(1);
  await engine.openRoom('numbers', rules(3, ['a', 'b']));
  await sendUntil([a], () => pictures(b).length > paused + 20);
  await a.publish();
  const replaced = pictures(b).length;
  await sendUntil([a], () => pictures(b).length > replaced + 20);
  expect(gaps(pictures(b))).toEqual([]);
  expect(b.offers - b.failures).toBe(1);
  await engine.closeRoom('numbers');
});

test('rooms are spread over the processes, and what does not exist has a code', async () => {
  const nobody = { roomId: 'none', participantId: 'a', connectionId: 'x' };
  const unknown = { ok: false, code: 'room-unknown' };
  expect(await engine.subscribe(nobody)).toEqual(unknown);
  expect(await engine.stats('none')).toEqual(unknown);
  await engine.openRoom('here', rules(1, ['a']));
  const here = { ...nobody, roomId: 'here' };
  expect(await engine.publish({ ...here, offer: 'v=0 nonsense', lines: [] })).toEqual({
    ok: false,
    code: 'sdp-invalid',
  });
  expect(await engine.answer({ ...here, revision: 1, sdp: '' })).toEqual({
    ok: false,
    code: 'connection-unknown',
  });
  await engine.subscribe(here);
  expect(await engine.answer({ ...here, revision: 1, sdp: 'v=0' })).toEqual({
    ok: false,
    code: 'sdp-invalid',
  });
  await engine.closeRoom('here');
  expect(await engine.subscribe(here)).toEqual(unknown);
});

test('closed rooms leave no native objects behind', async () => {
  for (const one of clients.splice(0)) one.close();
  await expect
    .poll(async () => {
      const { native_connections, native_tracks, rooms } = await engine.counters();
      return { native_connections, native_tracks, rooms };
    })
    .toEqual({ native_connections: 0, native_tracks: 0, rooms: 0 });
});
