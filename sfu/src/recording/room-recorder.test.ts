import { fileSource, openSealed } from '@parley/seal';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrackSource } from '../engine.ts';
import { trackKey } from '../room/rules.ts';
import { PublisherClock } from '../room/source-clock.ts';
import { Source } from '../room/source.ts';
import { emptyHeader } from '../wire/rtp.ts';
import { inspectTake } from './inspect.ts';
import { RoomRecorder, type RecordedTrack, type WritingState } from './room-recorder.ts';

const key = randomBytes(32);
let folder: string;
let told: WritingState[];
let recorder: RoomRecorder;

function recordingTo(into: string): void {
  told = [];
  recorder = new RoomRecorder({ recordingId: 'r', folder: into, key }, (state) => told.push(state));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-recorder-'));
  recordingTo(folder);
});
afterEach(async () => {
  await recorder.close();
  rmSync(folder, { recursive: true });
});

function sound(participantId = 'mia', source: TrackSource = 'microphone'): RecordedTrack {
  const codec = {
    payloadType: 111,
    name: 'opus',
    clockRate: 48_000,
    channels: 2,
    parameters: new Map<string, string>(),
    feedback: [],
  } as const;
  const line = { mid: '0', kind: 'audio', codec, ssrc: 7, ...nothingMore } as const;
  const ref = { participantId, source };
  return { ref, key: trackKey(ref), source: new Source(line, 1, () => {}, new PublisherClock()) };
}
const nothingMore = {
  rtx: undefined,
  rtxSsrc: undefined,
  transportCcId: undefined,
  audioLevelId: undefined,
} as const;

const began = 1_700_000_000_000;

/** Twenty milliseconds of sound each, the first of them `from` packets after the beginning. */
function send(track: RecordedTrack, count: number, from = 0): void {
  for (let n = from; n < from + count; n++) {
    const packet = Buffer.from([0xf8, 0xff, 0xfe]);
    const header = { ...emptyHeader(), sequence: n, timestamp: n * 960, payloadEnd: packet.length };
    const now = began + n * 20;
    recorder.receive(track, {
      packet,
      header,
      now,
      keyFrameStart: false,
      picture: undefined,
      audioLevel: -1,
    });
    recorder.tick(now);
  }
}

const files = (): string[] => readdirSync(folder);

async function factsOf(name: string) {
  await using file = await open(join(folder, name));
  const sealed = await openSealed(await fileSource(file), key);
  return { about: sealed.about, facts: await inspectTake(sealed.read(0, sealed.size)) };
}

test('it says that it writes only when bytes are stored, and that it does not when the last take is complete', async () => {
  const [one, other] = [sound('mia'), sound('tom')];
  send(one, 10);
  send(other, 10);
  expect(told).toEqual([]);
  await vi.waitFor(() => expect(told).toEqual([{ writing: true }]));
  recorder.endTake(one.ref);
  await vi.waitFor(async () => {
    // The other's file is still being written, and therefore has no end.
    const read = await Promise.allSettled(files().map((name) => factsOf(name)));
    const whole = read.filter((result) => result.status === 'fulfilled');
    expect(whole.map(({ value }) => value.facts.durationMs)).toEqual([200]);
  });
  expect(told).toEqual([{ writing: true }]);
  recorder.endTake(other.ref);
  await vi.waitFor(() => expect(told).toEqual([{ writing: true }, { writing: false }]));
});

test('a track without packets makes no file', async () => {
  const track = sound();
  send(track, 0);
  recorder.endTake(track.ref);
  await recorder.close();
  expect(files()).toEqual([]);
  expect(told).toEqual([]);
});

test('after a pause, and with another connection, a track goes on in another take', async () => {
  const track = sound();
  send(track, 10);
  recorder.endTake(track.ref);
  send(track, 10, 100);
  send(sound(), 5, 200);
  await recorder.close();
  const takes = await Promise.all(files().map((name) => factsOf(name)));
  expect(takes.map(({ facts }) => facts.durationMs).sort((a, b) => a - b)).toEqual([100, 200, 200]);
  expect(takes.map(({ about }) => about)).toContainEqual({
    format: 'parley take 1',
    participantId: 'mia',
    source: 'microphone',
    codec: 'opus',
    startedAtMs: began + 2_000,
  });
});

test('tracks that may no longer be recorded end, the others go on', async () => {
  const [one, other] = [sound('mia'), sound('tom')];
  send(one, 10);
  send(other, 10);
  recorder.keepOnly((name) => name === other.key);
  send(other, 10, 10);
  await recorder.close();
  const takes = await Promise.all(files().map((name) => factsOf(name)));
  expect(takes.map(({ facts }) => facts.durationMs).sort((a, b) => a - b)).toEqual([200, 400]);
});

test('a problem is told once and stops everything', async () => {
  writeFileSync(join(folder, 'taken'), '');
  recordingTo(join(folder, 'taken'));
  const [one, other] = [sound('mia'), sound('tom')];
  send(one, 100);
  send(other, 100);
  await vi.waitFor(() => expect(told).toHaveLength(1));
  send(sound('ada'), 100);
  await recorder.close();
  expect(told).toEqual([{ writing: false, problem: 'unwritable' }]);
  expect(files()).toEqual(['taken']);
});
