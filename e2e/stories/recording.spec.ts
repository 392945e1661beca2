import { expect, type Browser, type Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { flashAndBeep } from '../src/flash-and-beep.ts';
import { expectMoving, watchConnections } from '../src/media.ts';
import { becomeAvailable, connect, control, exit, signIn, test } from '../src/people.ts';
import { averageColor, beepsIn, flashesIn, probe } from '../src/pictures.ts';
import { startServer, type Server } from '../src/server.ts';

interface Scene {
  readonly server: Server;
  readonly desk: Page;
  readonly site: Page;
}

async function person(browser: Browser, color: string, url: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript(watchConnections);
  await context.addInitScript(flashAndBeep, color);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** A customer in blue and an associate in green, each flashing and beeping. */
async function scene(browser: Browser, settings: Record<string, string> = {}): Promise<Scene> {
  const server = await startServer({ WRAP_UP_SECONDS: '0', ...settings });
  const desk = await person(browser, 'rgb(0, 140, 60)', `${server.origin}/desk`);
  await signIn(desk, 'ada');
  await becomeAvailable(desk);
  const site = await person(browser, 'rgb(20, 60, 200)', `${server.origin}/demo/`);
  return { server, desk, site };
}

const question = (site: Page) => site.getByRole('dialog', { name: 'Record this call?' });
const circle = (page: Page) =>
  page
    .getByRole('status', { name: 'Recording' })
    .or(page.getByRole('status').getByText('Recording', { exact: true }));

async function allow(site: Page): Promise<void> {
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expect(question(site)).toBeHidden();
}

/** Lets `seconds` of the call be recorded. */
const talk = (page: Page, seconds: number) =>
  page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), seconds * 1_000);

interface Recorded {
  readonly status: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly takes: readonly {
    readonly source: string;
    readonly startedAt: string;
    readonly durationMs: number;
  }[];
}

async function composed(desk: Page, origin: string, engagementId: string): Promise<Recorded> {
  const url = `${origin}/api/v1/engagements/${engagementId}/recording`;
  let record: Recorded | undefined;
  await expect
    .poll(
      async () => {
        record = (await (await desk.request.get(url)).json()) as Recorded;
        return record.status;
      },
      { message: 'the recording is composed', timeout: 120_000 },
    )
    .toBe('ready');
  if (!record) throw new Error('unreachable');
  return record;
}

test('a recorded call is composed: who, when, holds, a killed media process, and sound with its picture', async ({
  browser,
}, info) => {
  const { server, desk, site } = await scene(browser);
  await connect(site, desk);
  const engagementId = desk.url().split('/').at(-1) ?? '';
  await expect(circle(desk)).toHaveCount(0);
  await allow(site);
  await expect(circle(desk)).toBeVisible();
  await expect(circle(site)).toBeVisible();
  await expectMoving(desk, 'Customer video');
  await talk(desk, 5);

  await control(desk, 'Pause').click();
  await expect(circle(desk)).toHaveCount(0);
  await expect(circle(site)).toHaveCount(0);
  const heldAt = Date.now();
  await talk(desk, 3);
  await control(desk, 'Pause').click();
  const resumedAt = Date.now();
  await expect(circle(desk)).toBeVisible();
  await expectMoving(desk, 'Customer video');
  await talk(desk, 4);

  const [media] = await server.mediaProcesses();
  if (media === undefined) throw new Error('there is no media process');
  process.kill(media, 'SIGKILL');
  const killedAt = Date.now();
  await expect(circle(desk)).toHaveCount(0);
  await expect(circle(desk)).toBeVisible();
  await expectMoving(desk, 'Customer video');
  await expectMoving(site, 'Associate video');
  await talk(desk, 5);
  const endedAt = Date.now();
  await exit(desk, site);

  const record = await composed(desk, server.origin, engagementId);
  const file = await desk.request.get(`${server.origin}/api/v1/engagements/${engagementId}/recording/file`);
  const path = info.outputPath('recording.mp4');
  writeFileSync(path, await file.body());
  const startedAt = Date.parse(record.startedAt);
  const at = (moment: number) => (moment - startedAt) / 1_000;
  expect(Math.abs(at(endedAt) - record.durationMs / 1_000)).toBeLessThan(1.5);

  const { video, audio, duration } = probe(path);
  expect(video).toMatchObject({ codec_name: 'h264', width: 1280, height: 720 });
  expect(audio).toMatchObject({ codec_name: 'aac' });
  expect(Math.abs(duration - record.durationMs / 1_000)).toBeLessThan(0.1);

  // The customer on the stage, the associate in the corner; in the hold neither.
  const stage = { x: 300, y: 200, width: 400, height: 200 };
  const corner = { x: 1_020, y: 570, width: 200, height: 80 };
  const quiet = (seconds: number) => Math.floor(seconds) + 0.2;
  for (const moment of [3, at(resumedAt) + 3, at(endedAt) - 2]) {
    expect(averageColor(path, quiet(moment), stage).blue).toBeGreaterThan(120);
    expect(averageColor(path, quiet(moment), corner).green).toBeGreaterThan(90);
  }
  const held = averageColor(path, (at(heldAt) + at(resumedAt)) / 2, stage);
  expect(Math.max(held.red, held.green, held.blue)).toBeLessThan(60);

  // Less than two seconds are lost to a kill, and what was lost is not made up.
  const lastBefore = Math.max(
    ...record.takes
      .map(({ startedAt: from, durationMs }) => Date.parse(from) + durationMs)
      .filter((end) => end < killedAt + 100),
  );
  expect(killedAt - lastBefore).toBeLessThan(2_000);

  const flashes = flashesIn(path, { x: 500, y: 100, width: 200, height: 200 });
  const beeps = beepsIn(path);
  expect(flashes.length).toBeGreaterThan(8);
  const offsets = flashes.map((flash) =>
    beeps.reduce((nearest, beep) => (Math.abs(beep - flash) < Math.abs(nearest) ? beep - flash : nearest), 9),
  );
  const typical = offsets.toSorted((a, b) => a - b)[Math.floor(offsets.length / 2)] ?? 9;
  info.annotations.push({ type: 'offset', description: offsets.map((o) => o.toFixed(3)).join(' ') });
  expect(Math.abs(typical)).toBeLessThan(0.06);

  await server.stop();
});
