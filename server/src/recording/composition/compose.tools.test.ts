import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ada,
  customer,
  drew,
  erased,
  froze,
  grace,
  happened,
  logOf,
  materialOf,
  onCamera,
  onScreen,
  onStill,
  picture,
  sound,
  still,
} from '../../../test/composition-material.ts';
import {
  beepsIn,
  brightestAt,
  colorAt,
  flashesIn,
  joinPictures,
  makePicture,
  makeSound,
  probe,
  type Color,
} from '../../../test/media-files.ts';
import { compose, type ComposeOptions } from './compose.ts';
import type { CompositionMaterial } from './material.ts';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-compose-'));
  makePicture(file('blue.webm'), { color: 'blue', seconds: 10, flashing: true });
  makePicture(file('green.webm'), { color: 'green', seconds: 10, size: '320x180', framesPerSecond: 15 });
  makePicture(file('red.webm'), { color: 'red', seconds: 4, size: '800x600', framesPerSecond: 5 });
  makeSound(file('beeps.webm'), { seconds: 10 });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

let runs = 0;

async function outcomeOf(material: CompositionMaterial, more: Partial<ComposeOptions> = {}) {
  const workDir = file(`work-${String((runs += 1))}`);
  mkdirSync(workDir);
  return compose(material, {
    workDir,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  });
}

async function composed(...material: Parameters<typeof materialOf>) {
  const outcome = await outcomeOf(materialOf(...material));
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
  return outcome.value;
}

const stage = { x: 300, y: 200, width: 300, height: 200 };
const corner = { x: 1_010, y: 570, width: 240, height: 120 };
const above = { x: 1_010, y: 404, width: 240, height: 120 };
const middle = { x: 400, y: 300, width: 480, height: 120 };

/** What is in the areas just before and just after a moment. */
function around(path: string, seconds: number, area: typeof stage): [Color, Color] {
  const frame = Math.ceil(seconds * 30 - 1e-6);
  return [colorAt(path, frame - 1, area), colorAt(path, frame, area)];
}

test('who is seen where and when, to the frame: camera, screen, hold, and an empty room', async () => {
  const takes = [
    picture(customer, { from: 0, until: 6 }, { path: file('blue.webm') }),
    picture(ada, { from: 1.71, until: 6 }, { path: file('green.webm') }),
    picture(customer, { from: 2.4, until: 4 }, { path: file('red.webm'), source: 'screen' }),
    sound(customer, { from: 0, until: 6 }, { path: file('beeps.webm'), durationMs: 6_000 }),
    picture(customer, { from: 10, until: 12 }, { path: file('blue.webm') }),
    sound(customer, { from: 10, until: 13 }, { path: file('beeps.webm'), durationMs: 3_000 }),
  ];
  const { path, durationMs, leftOut } = await composed(takes, [
    happened(0.1, { type: 'answered', participantId: ada }),
    happened(2.4, { type: 'screen-started', participantId: customer }),
    happened(6, { type: 'paused', participantId: ada }),
    happened(10, { type: 'resumed', participantId: ada }),
  ]);
  expect(durationMs).toBe(13_000);
  expect(leftOut).toEqual([]);
  const { video, audio, seconds, chapters, tags: labels } = probe(path);
  expect(video).toMatchObject({ codec_name: 'h264', width: 1_280, height: 720, nb_frames: '390' });
  expect(video?.r_frame_rate).toBe('30/1');
  expect(audio?.codec_name).toBe('aac');
  expect(seconds).toBeCloseTo(13, 1);
  expect(labels?.['creation_time']).toBe('2026-03-14T09:30:00.000000Z');
  expect(chapters).toEqual([
    { at: 0, title: 'Answered' },
    { at: 2.4, title: 'Bo: screen shared' },
    { at: 6, title: 'On hold' },
    { at: 10, title: 'Resumed' },
  ]);

  expect(colorAt(path, 0, stage)).toBe('blue');
  expect(around(path, 1.71, corner)).toEqual(['blue', 'green']);
  expect(around(path, 2.4, stage)).toEqual(['blue', 'red']);
  expect(colorAt(path, 90, corner)).toBe('blue');
  expect(colorAt(path, 90, above)).toBe('green');
  expect(around(path, 4, stage)).toEqual(['red', 'blue']);
  expect(colorAt(path, 125, corner)).toBe('green');
  expect(around(path, 6, stage)).toEqual(['blue', 'dark']);
  expect(brightestAt(path, 8, middle)).toBeGreaterThan(180);
  expect(around(path, 10, stage)).toEqual(['dark', 'blue']);
  expect(around(path, 12, stage)).toEqual(['blue', 'dark']);
  expect(brightestAt(path, 12.5, middle)).toBeGreaterThan(180);

  // It can be played while it is fetched: what describes it comes before the media.
  const bytes = await readFile(path);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
});

test('a picture that changes its size goes on, filling the same place', async () => {
  makePicture(file('small.webm'), { color: 'red', seconds: 3, size: '320x180' });
  makePicture(file('tall.webm'), { color: 'green', seconds: 3, size: '360x640' });
  writeFileSync(file('list'), ['small.webm', 'tall.webm'].map((name) => `file '${file(name)}'\n`).join(''));
  joinPictures(file('growing.webm'), file('list'));
  const growing = picture(
    customer,
    { from: 0, until: 6 },
    {
      path: file('growing.webm'),
      pictures: [
        { atMs: 0, width: 320, height: 180 },
        { atMs: 3_000, width: 360, height: 640 },
      ],
    },
  );
  const { path } = await composed([
    growing,
    picture(ada, { from: 1, until: 6 }, { path: file('blue.webm') }),
  ]);
  expect(probe(path).video?.nb_frames).toBe('180');
  const centre = { x: 540, y: 260, width: 200, height: 200 };
  const side = { x: 60, y: 100, width: 300, height: 400 };
  expect(around(path, 3, centre)).toEqual(['red', 'green']);
  expect(around(path, 3, side)).toEqual(['red', 'dark']);
  expect(colorAt(path, 90, corner)).toBe('blue');
});

test('a picture that stands still is shown as it was, also where no frame of it came', async () => {
  // Five frames a second: of the last window no frame lies in it; one before must not show a later one.
  const still = picture(customer, { from: 0, until: 4 }, { path: file('red.webm'), source: 'screen' });
  const takes = [still, picture(ada, { from: 0, until: 3.9 }, { path: file('blue.webm') })];
  const { path } = await composed(takes);
  expect(probe(path).video?.nb_frames).toBe('120');
  expect(colorAt(path, 119, stage)).toBe('red');
  expect(around(path, 3.9, corner)).not.toContain('dark');
});

test('a picture that outlasts the others by less than half a frame is seen for that frame', async () => {
  makePicture(file('uneven.webm'), { color: 'blue', seconds: 2, uneven: true });
  const longer = picture(customer, { from: 0, until: 2.005 }, { path: file('uneven.webm') });
  const { path } = await composed([
    longer,
    picture(ada, { from: 0, until: 2 }, { path: file('green.webm') }),
  ]);
  expect(probe(path).video?.nb_frames).toBe('61');
  expect(colorAt(path, 60, stage)).toBe('blue');
});

test('H.264 in Matroska is read as well', async () => {
  makePicture(file('h264.mkv'), { color: 'green', seconds: 3, codec: 'h264' });
  const { path } = await composed([
    picture(ada, { from: 0, until: 2 }, { path: file('blue.webm') }),
    picture(customer, { from: 1.7, until: 3 }, { path: file('h264.mkv'), codec: 'h264' }),
  ]);
  expect(around(path, 1.7, stage)).toEqual(['blue', 'green']);
  expect(probe(path).video?.nb_frames).toBe('90');
});

test('a recording of sound alone is a card that can be listened to', async () => {
  const beeps = { path: file('beeps.webm') };
  const { path } = await composed([sound(customer, { from: 0, until: 10 }, beeps)]);
  expect(probe(path)).toMatchObject({ video: { nb_frames: '300' }, audio: { codec_name: 'aac' } });
  expect(brightestAt(path, 5, middle)).toBeGreaterThan(180);
  expect(beepsIn(path, { from: 0, seconds: 10 })).toHaveLength(10);
});

const spread = (found: readonly number[], expected: readonly number[]): number =>
  Math.max(...expected.map((time, index) => Math.abs((found[index] ?? 99) - time)));

test('sound keeps its time over a hole of five seconds and with a clock that runs wrong', async () => {
  makeSound(file('holes.webm'), { seconds: 20, lost: 'between(n\\,200\\,449)' });
  makeSound(file('drifting.webm'), { seconds: 60, clock: 1.001, tone: 600 });
  const holes = await composed([sound(customer, { from: 0, until: 20 }, { path: file('holes.webm') })]);
  const kept = [0.5, 1.5, 2.5, 3.5, 9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5, 17.5, 18.5, 19.5];
  const heard = beepsIn(holes.path, { from: 0, seconds: 20 });
  expect(heard).toHaveLength(kept.length);
  expect(spread(heard, kept)).toBeLessThan(0.03);
  const drifting = await composed([sound(customer, { from: 0, until: 60 }, { path: file('drifting.webm') })]);
  const beeps = beepsIn(drifting.path, { from: 0, seconds: 60 });
  expect(
    spread(
      beeps,
      Array.from({ length: 60 }, (_, second) => (second + 0.5) * 1.001),
    ),
  ).toBeLessThan(0.04);
});

test('two hundred takes are mixed, each at its time', async () => {
  makeSound(file('short.webm'), { seconds: 1 });
  const takes = Array.from({ length: 200 }, (_, second) =>
    sound(
      second % 2 === 0 ? customer : ada,
      { from: second * 1.5, until: second * 1.5 + 1 },
      { path: file('short.webm') },
    ),
  );
  const { path } = await composed(takes);
  const heard = beepsIn(path, { from: 0, seconds: 300 });
  expect(heard).toHaveLength(200);
  expect(
    spread(
      heard,
      takes.map((_, second) => second * 1.5 + 0.5),
    ),
  ).toBeLessThan(0.03);
});

test('flash and beep are together at the beginning and at the end of an hour', async () => {
  const late = 3_590.017;
  const takes = [0, late].flatMap((from) => [
    picture(customer, { from, until: from + 10 }, { path: file('blue.webm') }),
    sound(customer, { from, until: from + 10 }, { path: file('beeps.webm') }),
  ]);
  const { path } = await composed(takes);
  expect(probe(path).video?.nb_frames).toBe(String(Math.ceil((late + 10) * 30)));
  for (const from of [0, Math.floor(late)]) {
    const flashes = flashesIn(path, stage, { from, seconds: 11 });
    const beeps = beepsIn(path, { from, seconds: 11 });
    expect(flashes).toHaveLength(10);
    expect(spread(beeps, flashes)).toBeLessThan(0.04);
  }
}, 300_000);

test('what can be read is composed without what cannot', async () => {
  writeFileSync(file('garbage.webm'), Buffer.alloc(100_000, 'not a take'));
  const bytes = await readFile(file('blue.webm'));
  writeFileSync(file('cut.webm'), bytes.subarray(0, Math.floor(bytes.length * 0.6)));
  const takes = [
    picture(ada, { from: 0, until: 4 }, { path: file('green.webm') }),
    picture(customer, { from: 0, until: 4 }, { path: file('garbage.webm'), id: 'garbage' }),
    sound(grace, { from: 0, until: 4 }, { path: file('garbage.webm'), id: 'noise' }),
    picture(customer, { from: 4, until: 14 }, { path: file('cut.webm'), id: 'cut' }),
    picture(grace, { from: 1, until: 4 }, { path: file('gone.webm'), id: 'gone' }),
    picture(grace, { from: 1, until: 4 }, { pictures: [], id: 'keyless' }),
  ];
  const { path, leftOut } = await composed(takes);
  expect(leftOut.toSorted()).toEqual(['garbage', 'gone', 'keyless', 'noise']);
  expect(colorAt(path, 60, stage)).toBe('green');
  // Its last frame stands for what was lost.
  expect(colorAt(path, 14 * 30 - 2, stage)).toBe('blue');
  expect(probe(path).video?.nb_frames).toBe('420');
});

test('names that would be orders to ffmpeg, or are in other scripts, stand on the card', async () => {
  for (const name of ["%{pts}':x=0,drawbox=c=red:t=fill[out];\\n", '王小明 Łukasz']) {
    const material = materialOf([sound(customer, { from: 0, until: 1 }, { path: file('beeps.webm') })]);
    const outcome = await outcomeOf({ ...material, people: [{ id: customer, role: 'customer', name }] });
    if (!outcome.ok) throw new Error(outcome.detail);
    expect(brightestAt(outcome.value.path, 0.5, middle)).toBeGreaterThan(180);
    expect(colorAt(outcome.value.path, 15, { x: 0, y: 0, width: 100, height: 100 })).toBe('dark');
  }
});

test('progress rises to the end', async () => {
  const shares: number[] = [];
  const takes = [
    picture(customer, { from: 0, until: 10 }, { path: file('blue.webm') }),
    sound(customer, { from: 0, until: 10 }, { path: file('beeps.webm') }),
  ];
  await outcomeOf(materialOf(takes), { onProgress: (share) => shares.push(share) });
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});

test('an abort ends ffmpeg at once', async () => {
  const stop = new AbortController();
  const takes = [picture(customer, { from: 0, until: 3_000 }, { path: file('blue.webm') })];
  const composing = outcomeOf(materialOf(takes), {
    signal: stop.signal,
    onProgress: () => {
      stop.abort(new Error('the server stops'));
    },
  });
  await expect(composing).rejects.toThrow('the composition was stopped');
  const children = await readFile(
    `/proc/${String(process.pid)}/task/${String(process.pid)}/children`,
    'utf8',
  );
  for (const child of children.trim().split(' ').filter(Boolean))
    expect(await readFile(`/proc/${child}/comm`, 'utf8').catch(() => '')).not.toContain('ffmpeg');
});

test('where nothing can be read or shown it says so', async () => {
  const garbage = picture(customer, { from: 0, until: 5 }, { path: file('garbage.webm') });
  writeFileSync(garbage.path, 'not a take');
  for (const takes of [[], [picture(customer, { from: 0, until: 5 }, { pictures: [] })], [garbage]])
    expect(await outcomeOf(materialOf(takes))).toMatchObject({ ok: false, code: 'no-media' });
});

test('ink and stills are where and when they were, and what is beside the stage goes on', async () => {
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=green:s=1920x1080', '-frames:v', '1'],
    file('still.jpg'),
  ]);
  const takes = [
    picture(customer, { from: 0, until: 10 }, { path: file('blue.webm') }),
    picture(ada, { from: 0, until: 10 }, { path: file('green.webm') }),
    picture(customer, { from: 7, until: 10 }, { path: file('red.webm'), source: 'screen' }),
    sound(customer, { from: 0, until: 10 }, { path: file('beeps.webm'), durationMs: 10_000 }),
  ];
  const events = logOf([
    [1, drew(1, onCamera)],
    [2.5, drew(2, onCamera, { points: [32_768, 0, 128, 32_768, 65_535, 128] })],
    [3, erased(1)],
    [4, froze()],
    [5, drew(3, onStill, { points: [0, 16_384, 128, 65_535, 16_384, 128] })],
    [6, { type: 'unfrozen', participantId: ada }],
    [7, { type: 'screen-started', participantId: customer }],
    // On a picture of 4 : 3, which the stage shows with bars at its sides.
    [8, drew(4, onScreen, { points: [0, 32_768, 128, 0, 32_768, 128], tool: 'pen' })],
  ]);
  const outcome = await outcomeOf({
    ...materialOf(takes, events),
    stills: new Map([[still, file('still.jpg')]]),
  });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`);
  const { path } = outcome.value;
  const dot = (x: number, y: number) => ({ x: x - 4, y: y - 2, width: 8, height: 4 });
  const [middleLeft, topMiddle, upperLeft] = [dot(200, 360), dot(640, 100), dot(200, 180)];
  expect(around(path, 1, middleLeft)).toEqual(['blue', 'red']);
  expect(around(path, 2.5, topMiddle)).toEqual(['blue', 'red']);
  expect(around(path, 3, middleLeft)).toEqual(['red', 'blue']);
  expect(colorAt(path, 100, topMiddle)).toBe('red');
  // Frozen: the still takes the stage, both cameras are beside it, and ink of the live picture is not on it.
  expect(around(path, 4, stage)).toEqual(['blue', 'green']);
  expect(colorAt(path, 125, topMiddle)).toBe('green');
  expect(colorAt(path, 125, corner)).toBe('blue');
  expect(colorAt(path, 125, above)).toBe('green');
  expect(around(path, 5, upperLeft)).toEqual(['green', 'red']);
  // Live again, with the ink that was there.
  expect(around(path, 6, stage)).toEqual(['green', 'blue']);
  expect(colorAt(path, 190, topMiddle)).toBe('red');
  // The left edge of the 4 : 3 screen is at 160.
  expect(colorAt(path, 235, dot(166, 360))).toBe('red' satisfies Color);
  expect(colorAt(path, 255, dot(20, 360))).toBe('dark');
  const { seconds, chapters } = probe(path);
  expect(seconds).toBeCloseTo(10, 1);
  expect(chapters.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Ada: picture frozen', 'Live again', 'Bo: screen shared']),
  );
  // Sound and picture are together as without.
  const [beep = 9] = beepsIn(path, { from: 0, seconds: 1 });
  const [flash = 0] = flashesIn(path, stage, { from: 0, seconds: 1 });
  expect(Math.abs(flash - beep)).toBeLessThan(0.05);
});
