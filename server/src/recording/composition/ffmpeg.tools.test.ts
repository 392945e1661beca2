import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { findFfmpeg, runFfmpeg, takeInput } from './ffmpeg.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ffmpeg-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const never = new AbortController().signal;
const toNothing = ['-f', 'null', '-'];

test('it tells how many frames were made', async () => {
  const frames = ['-f', 'lavfi', '-i', 'color=s=16x16:r=30', '-frames:v', '7', ...toNothing];
  expect(await runFfmpeg(frames, { signal: never, folder })).toEqual({ ok: true, frames: 7 });
});

test('one that waits for what never comes is ended', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const ended = await runFfmpeg([...takeInput(pipe), ...toNothing], { signal: never, folder, stuckMs: 500 });
  expect(ended).toMatchObject({ ok: false, code: 'failed' });
  expect(!ended.ok && ended.detail).toMatch(/^stuck/);
});

test('what it complains about is told, a take being nothing but a file', async () => {
  const missing = await runFfmpeg([...takeInput('missing'), ...toNothing], { signal: never, folder });
  expect(missing).toMatchObject({ ok: false, code: 'failed' });
  expect(!missing.ok && missing.detail).toContain('No such file');
  const remote = [...takeInput('tcp://127.0.0.1:9'), ...toNothing];
  const refused = await runFfmpeg(remote, { signal: never, folder });
  expect(!refused.ok && refused.detail).toContain('not on whitelist');
});

test('a machine without it is told from one where it failed', async () => {
  expect(await findFfmpeg()).toEqual({ h264: true, text: true });
  vi.stubEnv('FFMPEG_PATH', join(folder, 'no-such-program'));
  expect(await findFfmpeg()).toBeUndefined();
  expect(await runFfmpeg(toNothing, { signal: never, folder })).toMatchObject({
    ok: false,
    code: 'no-ffmpeg',
  });
});
