import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { participantId } from '@parley/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compose } from './compose.ts';
import type { CompositionMaterial, TakeMaterial } from './material.ts';

const customer = participantId.parse('018f0000-0000-7000-8000-000000000001');
const startedAtMs = Date.UTC(2026, 0, 1);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-compose-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

function take(id: string, facts: Partial<TakeMaterial>): TakeMaterial {
  const path = join(folder, `${id}.webm`);
  const common = { id, participantId: customer, startedAtMs, durationMs: 2_000, path };
  return { ...common, source: 'camera', codec: 'vp8', pictures: [], ...facts };
}

function pictureTake(id: string, color: string): TakeMaterial {
  const made = take(id, { pictures: [{ atMs: 0, width: 320, height: 180 }] });
  ffmpeg('-f', 'lavfi', '-i', `color=${color}:s=320x180:r=30:d=2`, '-c:v', 'libvpx', made.path);
  return made;
}

function soundTake(id: string): TakeMaterial {
  const made = take(id, { source: 'microphone', codec: 'opus' });
  ffmpeg('-f', 'lavfi', '-i', 'sine=f=1000:d=2', '-c:a', 'libopus', made.path);
  return made;
}

const material = (...takes: TakeMaterial[]): CompositionMaterial => ({
  takes,
  people: [{ id: customer, role: 'customer', name: 'Kim' }],
  events: [],
  endedAtMs: startedAtMs + 2_000,
});

const run = (given: CompositionMaterial, onProgress: (share: number) => void = () => undefined) =>
  compose(given, { workDir: folder, signal: new AbortController().signal, onProgress });

async function composed(given: CompositionMaterial) {
  const outcome = await run(given);
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
  return outcome.value;
}

/** Red, green and blue in the middle of the picture after one second. */
const colorOf = (path: string): number[] => [
  ...execFileSync('ffmpeg', [
    ...['-v', 'error', '-ss', '1', '-i', path, '-vf', 'crop=100:100,scale=1:1:flags=area'],
    ...['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
  ]),
];

/** Chapters are a track of their own in MP4, which is not looked at here. */
const tracksOf = (path: string): string[] =>
  execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', path], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((name) => name !== 'bin_data')
    .sort();

test('pictures and sound become one file, and progress rises to the end', async () => {
  const shares: number[] = [];
  const outcome = await run(material(pictureTake('a', 'red'), soundTake('b')), (share) => shares.push(share));
  if (!outcome.ok) throw new Error(outcome.detail);
  expect(outcome.value.durationMs).toBe(2_000);
  expect(tracksOf(outcome.value.path)).toEqual(['aac', 'h264']);
  const [red = 0, green = 0, blue = 0] = colorOf(outcome.value.path);
  expect(red).toBeGreaterThan(200);
  expect(Math.max(green, blue)).toBeLessThan(60);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test('a take that ffmpeg cannot read does not cost the rest', async () => {
  const broken = take('broken', { pictures: [{ atMs: 0, width: 320, height: 180 }] });
  await writeFile(broken.path, 'this is no film');
  const mute = take('mute', { source: 'microphone', codec: 'opus' });
  await writeFile(mute.path, '');
  const { path } = await composed(material(broken, mute, pictureTake('good', 'blue'), soundTake('heard')));
  expect(tracksOf(path)).toEqual(['aac', 'h264']);
  expect(colorOf(path)[2]).toBeGreaterThan(200);
});

test('sound alone, and beside it a take without a key frame, becomes a film too', async () => {
  const { path } = await composed(material(soundTake('only'), take('no-key-frame', {})));
  expect(tracksOf(path)).toEqual(['aac', 'h264']);
});

test('where nothing can be read it says so', async () => {
  const broken = take('broken', { pictures: [{ atMs: 0, width: 320, height: 180 }] });
  await writeFile(broken.path, 'this is no film');
  expect(await run(material(broken))).toMatchObject({ ok: false, code: 'no-media' });
  expect(await run(material())).toMatchObject({ ok: false, code: 'no-media' });
});

test('ends at once when it is stopped', async () => {
  const stop = new AbortController();
  const long = { ...pictureTake('long', 'green'), durationMs: 3_600_000 };
  const work = compose(material(long), {
    workDir: folder,
    signal: stop.signal,
    onProgress: () => {
      stop.abort();
    },
  });
  await expect(work).rejects.toThrow('stopped');
});
