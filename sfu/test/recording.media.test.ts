import { closeSealed, fileSource, openSealed, readHead } from '@parley/seal';
import type { Browser } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MediaEngine, MediaEngineEvents, RoomRules } from '../src/engine.ts';
import { createMediaEngine, inspectTake, isTakeHead, type TakeFacts, type TakeHead } from '../src/index.ts';
import {
  browserRooms,
  growth,
  publish,
  rules,
  startBrowser,
  subscribe,
  type Party,
} from './browser-rooms.ts';

let browser: Browser;
let engine: MediaEngine;
let folder: string;
const key = randomBytes(32);
const states: MediaEngineEvents['recording'][] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-takes-'));
  engine = await createMediaEngine({
    port: 18_463,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 1,
    preferredVideoCodec: 'VP8',
  });
  engine.on('recording', (state) => states.push(state));
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await engine.close();
  rmSync(folder, { recursive: true });
});

const { room } = browserRooms(() => ({ engine, browser }));

const recorded = (roomId: string): Pick<RoomRules, 'recording'> => ({
  recording: { recordingId: roomId, folder: join(folder, roomId), key },
});
const isWriting = (roomId: string): boolean | undefined =>
  states.findLast((state) => state.roomId === roomId)?.writing;
const writes = (roomId: string, writing: boolean) =>
  expect.poll(() => isWriting(roomId), { timeout: 10_000 }).toBe(writing);
const sees = (one: Party) =>
  expect
    .poll(() => growth(one, ({ framesDecoded }) => framesDecoded), { timeout: 15_000 })
    .toBeGreaterThan(5);
const aWhile = (one: Party, frames: number) =>
  one
    .inbound()
    .then(({ framesDecoded: before }) =>
      expect
        .poll(async () => (await one.inbound()).framesDecoded - before, { timeout: 30_000 })
        .toBeGreaterThan(frames),
    );

interface FoundTake {
  readonly head: TakeHead;
  readonly facts: TakeFacts;
  readonly plainPath: string;
}

/** All takes of a folder, opened with the key, in the order in which they began. */
async function takesOf(roomId: string): Promise<FoundTake[]> {
  const names = await readdir(join(folder, roomId));
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.take'))
      .map(async (name): Promise<FoundTake> => {
        await using file = await open(join(folder, roomId, name));
        const source = await fileSource(file);
        const head = (await readHead(source))?.head.about;
        if (!isTakeHead(head)) throw new Error(`${name} is no take`);
        const opened = await openSealed(source, key);
        const facts = await inspectTake(opened.read(0, opened.size));
        const plainPath = join(folder, roomId, `${name}.plain`);
        const parts: Buffer[] = [];
        for await (const part of opened.read(0, opened.size)) parts.push(part);
        writeFileSync(plainPath, Buffer.concat(parts));
        return { head, facts, plainPath };
      }),
  );
  return found.sort((a, b) => a.head.startedAtMs - b.head.startedAtMs);
}

interface Probed {
  readonly codec_name: string;
  readonly nb_read_frames: string;
  readonly width?: number;
}

/** What ffmpeg makes of the file when it decodes all of it; every complaint is a fault. */
function decoded(path: string): Probed {
  // With the file's own clock: on that of its usual frame rate, two pictures of a busy moment fall on one tick.
  const asTimed = ['-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  const { stderr } = spawnSync('ffmpeg', ['-v', 'warning', '-i', path, ...asTimed, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path];
  const { streams } = JSON.parse(execFileSync('ffprobe', args, { encoding: 'utf8' })) as {
    streams: Probed[];
  };
  const [only] = streams;
  if (!only || streams.length !== 1) throw new Error('a take has one track');
  return only;
}

async function close(roomId: string, ...parties: Party[]): Promise<void> {
  const over = new Promise<void>((resolve) => {
    const off = engine.on('closed', (news) => {
      if (news.roomId !== roomId) return;
      off();
      resolve();
    });
  });
  await engine.closeRoom(roomId);
  await over;
  await Promise.all(parties.map(({ page }) => page.close()));
}

test.each([
  ['VP8', undefined],
  ['H264', 'H264'],
])('every track becomes a file of its own that decodes without a complaint: %s', async (name, codec) => {
  const roomId = `codec-${name}`;
  const { a, b } = await room(roomId, codec, recorded(roomId));
  await writes(roomId, true);
  await sees(a);
  await aWhile(b, 90);
  await close(roomId, a, b);
  expect(isWriting(roomId)).toBe(false);
  const tracks = new Map<string, FoundTake[]>();
  for (const take of await takesOf(roomId)) {
    const { participantId, source, codec: coded } = take.head;
    const track = `${participantId} ${source} ${coded}`;
    tracks.set(track, [...(tracks.get(track) ?? []), take]);
  }
  expect([...tracks.keys()].sort()).toEqual(
    ['a', 'b'].flatMap((id) => [`${id} camera ${name.toLowerCase()}`, `${id} microphone opus`]),
  );
  for (const takes of tracks.values()) {
    const [first] = takes;
    if (first?.head.codec !== 'h264') expect(takes).toHaveLength(1);
    for (const [index, { head, facts, plainPath }] of takes.entries()) {
      const { codec_name, nb_read_frames, width } = decoded(plainPath);
      expect(codec_name).toBe(head.codec);
      expect(Number(nb_read_frames)).toBe(facts.frames);
      // An encoder that is short of time goes down to smaller pictures and up again: each is one of the file's sizes.
      const widths = head.source === 'camera' ? facts.pictures.map((size) => size.width) : [undefined];
      expect(widths).toContain(width);
      // With H.264 the size is part of the file's head, and another one begins another file.
      if (head.codec === 'h264') expect(facts.pictures).toHaveLength(1);
      expect(facts.pictures[0]?.width, `of file ${String(index)}`).not.toBe(
        takes[index - 1]?.facts.pictures[0]?.width ?? 0,
      );
    }
    const durationMs = takes.reduce((sum, { facts }) => sum + facts.durationMs, 0);
    expect(durationMs).toBeGreaterThan(2_500);
    // 30 pictures or 50 packets a second, but for what a busy machine and silence (DTX) leave out.
    const perSecond = (takes.reduce((sum, { facts }) => sum + facts.frames, 0) * 1_000) / durationMs;
    expect(perSecond).toBeGreaterThan(first?.head.source === 'camera' ? 15 : 5);
  }
});

test('a pause writes nothing, and what follows it are other takes', async () => {
  const roomId = 'held';
  const { a, b } = await room(roomId, undefined, recorded(roomId));
  await writes(roomId, true);
  await aWhile(a, 30);
  await engine.openRoom(roomId, rules(2, { ...recorded(roomId), paused: true }));
  await writes(roomId, false);
  const pausedAt = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const resumedAt = Date.now();
  await engine.openRoom(roomId, rules(3, recorded(roomId)));
  await writes(roomId, true);
  await sees(a);
  await close(roomId, a, b);
  const takes = await takesOf(roomId);
  expect(takes).toHaveLength(8);
  for (const { head, facts, plainPath } of takes) {
    decoded(plainPath);
    const endedAtMs = head.startedAtMs + facts.durationMs;
    // Clocks differ by what a report took on its way, and frames are captured before they arrive: each take is of one
    // side of the pause's middle.
    const middle = (pausedAt + resumedAt) / 2;
    expect(endedAtMs < middle || head.startedAtMs > middle).toBe(true);
  }
});

test('muting and stopping the camera end takes, and only the others go on', async () => {
  const roomId = 'muted';
  const { a, b } = await room(roomId, undefined, recorded(roomId));
  await writes(roomId, true);
  await sees(a);
  const muted = [
    { participantId: 'a', source: 'camera' },
    { participantId: 'a', source: 'microphone' },
  ] as const;
  await engine.openRoom(roomId, rules(2, { ...recorded(roomId), muted }));
  await aWhile(a, 60);
  expect(isWriting(roomId)).toBe(true);
  await close(roomId, a, b);
  const lengths = (await takesOf(roomId)).map(({ head, facts }) => ({ of: head.participantId, facts }));
  const longest = (id: string) =>
    Math.max(...lengths.filter(({ of }) => of === id).map(({ facts }) => facts.durationMs));
  expect(longest('b') - longest('a')).toBeGreaterThan(1_500);
});

test('a publisher that connects anew goes on in another take of the same recording', async () => {
  const roomId = 'anew';
  const { a, b } = await room(roomId, undefined, recorded(roomId));
  await writes(roomId, true);
  await aWhile(b, 20);
  await publish(a);
  await expect
    .poll(async () => (await readdir(join(folder, roomId))).filter((name) => name.endsWith('.take')).length)
    .toBe(6);
  await aWhile(b, 20);
  await close(roomId, a, b);
  const ofA = (await takesOf(roomId)).filter(({ head }) => head.participantId === 'a');
  expect(ofA.map(({ head }) => head.source).sort()).toEqual(['camera', 'camera', 'microphone', 'microphone']);
  for (const { plainPath } of ofA) decoded(plainPath);
});

test('a media process that is killed loses less than the last two seconds, and the next goes on', async () => {
  const roomId = 'killed';
  const { a, b } = await room(roomId, undefined, recorded(roomId));
  await writes(roomId, true);
  await aWhile(b, 100);
  const lost = new Promise<void>((resolve) => {
    const off = engine.on('lost', () => {
      off();
      resolve();
    });
  });
  const [child] = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'process/child.ts'])
    .toString()
    .split('\n');
  process.kill(Number(child), 'SIGKILL');
  const killedAt = Date.now();
  await lost;
  for (const name of await readdir(join(folder, roomId)))
    expect(await closeSealed(join(folder, roomId, name), key)).toBe(true);
  for (const { head, facts, plainPath } of await takesOf(roomId)) {
    decoded(plainPath);
    expect(killedAt - (head.startedAtMs + facts.durationMs)).toBeLessThan(2_000);
  }
  await engine.openRoom(roomId, rules(1, recorded(roomId)));
  for (const one of [a, b]) {
    await publish(one);
    await subscribe(one);
  }
  await sees(b);
  await close(roomId, a, b);
  expect((await takesOf(roomId)).length).toBe(8);
});

test('where nothing can be written the call goes on, and the reason is told', async () => {
  const roomId = 'refused';
  writeFileSync(join(folder, roomId), 'a file where the folder should be');
  const { a, b } = await room(roomId, undefined, recorded(roomId));
  await expect
    .poll(() => states.findLast((state) => state.roomId === roomId)?.problem, { timeout: 10_000 })
    .toBe('unwritable');
  await sees(a);
  await sees(b);
  // Once whatever was wrong is put right, recording is asked for anew.
  rmSync(join(folder, roomId));
  await engine.openRoom(roomId, rules(2));
  await engine.openRoom(roomId, rules(3, recorded(roomId)));
  await writes(roomId, true);
  await close(roomId, a, b);
});
