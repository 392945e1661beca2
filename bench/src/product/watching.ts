import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engagementId as engagementIdSchema, type EngagementId } from '@parley/protocol';
import { fileSource, openSealed, sealFile } from '@parley/seal';
import type { Page } from '@playwright/test';
import { startServer, type Server } from '../../../e2e/src/server.ts';
import { openEmbeddedDatabase } from '../../../server/src/platform/embedded-database.ts';
import { loadMasterKeys } from '../../../server/src/recording/keys.ts';
import { changeRecording, findRecording } from '../../../server/src/recording/repository.ts';
import { launch } from '../browser/browser.ts';
import { Skipped, type Benchmark, type Outcome, type Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { connect, exit, openDesk, openSite } from './people.ts';

const talkMs = 20_000;
const hourSeconds = 3_600;
const looks = 10;

async function becomesReady(desk: Page, url: string): Promise<void> {
  for (;;) {
    const answer: unknown = await (await desk.request.get(url)).json();
    if (typeof answer === 'object' && answer !== null && 'status' in answer && answer.status === 'ready')
      return;
    await desk.waitForTimeout(500);
  }
}

/** Repeats the film until it is an hour long, and puts it in the place of the real one. The server must not run. */
async function stretch(dataDir: string, id: EngagementId): Promise<void> {
  const database = await openEmbeddedDatabase(dataDir);
  const folder = await mkdtemp(join(tmpdir(), 'parley-hour-'));
  try {
    const recording = await findRecording(database.db, id);
    const keys = await loadMasterKeys([], dataDir);
    const key = recording?.key && keys.unwrap(recording.key);
    if (!key) throw new Error('the recording has no key');
    const stored = join(dataDir, 'recordings', id, 'recording.sealed');
    const [short, hour] = [join(folder, 'short.mp4'), join(folder, 'hour.mp4')];
    await using file = await open(stored);
    const sealed = await openSealed(await fileSource(file), key);
    await writeFile(short, sealed.read(0, sealed.size));
    const loops = [
      '-stream_loop',
      '-1',
      '-i',
      short,
      '-t',
      String(hourSeconds),
      '-map',
      '0:v',
      '-map',
      '0:a',
    ];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...loops, '-c', 'copy', '-movflags', '+faststart', hour]);
    await sealFile(hour, stored, key, { contentType: 'video/mp4' });
    await changeRecording(database.db, id, { durationMs: hourSeconds * 1_000 });
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
}

/** Runs in the page: from asking for the film until its first frame is there; then some jumps. Milliseconds. */
async function watchInPage({ url, jumps }: { url: string; jumps: readonly number[] }) {
  const video = document.createElement('video');
  video.muted = true;
  document.body.append(video);
  const frame = () => new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const began = performance.now();
  video.src = url;
  void video.play();
  await frame();
  const firstFrame = performance.now() - began;
  video.pause();
  const seeks: number[] = [];
  for (const to of jumps) {
    const from = performance.now();
    const shown = frame();
    video.currentTime = to;
    await shown;
    seeks.push(performance.now() - from);
  }
  video.remove();
  return { firstFrame, seeks };
}

async function recordCall(server: Server, desk: Page, site: Page): Promise<EngagementId> {
  await connect(site, desk);
  const id = engagementIdSchema.parse(desk.url().split('/').at(-1));
  await site
    .getByRole('dialog', { name: 'Record this call?' })
    .getByRole('button', { name: 'Allow' })
    .click();
  await desk.waitForTimeout(talkMs);
  await exit(desk, site);
  await becomesReady(desk, `${server.origin}/api/v1/engagements/${id}/recording`);
  return id;
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  if (spawnSync('ffmpeg', ['-version']).status !== 0) throw new Skipped('ffmpeg is missing');
  const server = await startServer({ WRAP_UP_SECONDS: '0' });
  const browser = await launch(chromium);
  try {
    say('recording a call');
    const desk = await openDesk(browser, server.origin);
    const site = await openSite(browser, server.origin);
    const id = await recordCall(server, desk, site);
    await server.kill();
    say('making an hour of it');
    await stretch(server.dataDir, id);
    await server.start();
    const url = `${server.origin}/api/v1/engagements/${id}/recording/file`;
    await desk.reload();
    const runs = [];
    for (let look = 0; look < looks; look += 1) {
      const jumps = Array.from({ length: 4 }, (_, jump) => ((look * 4 + jump) * 977) % hourSeconds);
      runs.push(await desk.evaluate(watchInPage, { url: `${url}?${String(look)}`, jumps }));
    }
    const first = runs.map(({ firstFrame }) => firstFrame);
    const seeks = runs.flatMap((one) => one.seeks);
    return {
      figures: [
        {
          what: 'an hour of film: asked for until its first frame is shown',
          value: median(first),
          unit: 'ms',
          target: { atMost: 500 },
          note: `${String(looks)} times, of them the slowest ${quantile(first, 1).toFixed(0)} ms`,
        },
        {
          what: 'an hour of film: a jump until the frame there is shown',
          value: median(seeks),
          unit: 'ms',
          target: { atMost: 300 },
          note: `${String(seeks.length)} jumps, of them the slowest ${quantile(seeks, 1).toFixed(0)} ms`,
        },
      ],
      details: { runs },
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

export const watching: Benchmark = {
  name: 'watching',
  method:
    'A recorded call of two browsers, composed, repeated until it is an hour long, and sealed again; watched in Chromium ' +
    'through the server, which decrypts the ranges that the player asks for. The browser keeps nothing from one look to the next.',
  run,
};
