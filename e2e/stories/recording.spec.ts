import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { flashAndBeep } from '../src/flash-and-beep.ts';
import { expectMoving, watchConnections } from '../src/media.ts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { becomeAvailable, connect, control, exit, signIn, test } from '../src/people.ts';
import { averageColor, beepsIn, flashesIn, probe } from '../src/pictures.ts';
import type { Server } from '../src/server.ts';

interface Scene {
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
async function scene(browser: Browser, server: Server): Promise<Scene> {
  const desk = await person(browser, 'rgb(0, 140, 60)', `${server.origin}/desk`);
  await signIn(desk, 'ada');
  await becomeAvailable(desk);
  const site = await person(browser, 'rgb(20, 60, 200)', `${server.origin}/demo/`);
  return { desk, site };
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
        if (record.status === 'uncomposed') throw new Error(`not composed: ${JSON.stringify(record)}`);
        return record.status;
      },
      { message: 'the recording is composed', timeout: 120_000 },
    )
    .toBe('ready');
  if (!record) throw new Error('unreachable');
  return record;
}

async function share(desk: Page, item: 'Share my screen' | 'Stop sharing my screen'): Promise<void> {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: item, exact: true }).click();
}

/** The colour in the middle of what the player shows. */
const shownColor = (desk: Page) =>
  desk.locator('video').evaluate((video: HTMLVideoElement) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [9, 9];
    const pen = canvas.getContext('2d');
    pen?.drawImage(video, 300, 200, 400, 200, 0, 0, 9, 9);
    const [red = 0, green = 0, blue = 0] = pen?.getImageData(4, 4, 1, 1).data ?? [];
    return { red, green, blue };
  });

const timeOf = (desk: Page) => desk.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

// Places in the composed picture: the middle of the stage, and the insets from below.
const stage = { x: 300, y: 200, width: 400, height: 200 };
const lowerInset = { x: 1_020, y: 580, width: 200, height: 80 };
const upperInset = { x: 1_020, y: 414, width: 200, height: 80 };

/** In the part of a second that is neither flash nor beep. */
const quiet = (seconds: number) => Math.floor(seconds) + 0.2;

// Alone on the machine: it measures how well sound and picture fit.
test('a recorded call is composed and watched: who, when, hold, screen, a killed media process, sound with its picture', async ({
  browser,
  ownServer,
}, info) => {
  const server = await ownServer();
  const { desk, site } = await scene(browser, server);
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
  await talk(desk, 3);

  await share(desk, 'Share my screen');
  const sharedAt = Date.now();
  await talk(desk, 5);
  await share(desk, 'Stop sharing my screen');
  const unsharedAt = Date.now();
  await talk(desk, 2);

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
  await writeFile(path, await file.body());
  const startedAt = Date.parse(record.startedAt);
  const at = (moment: number) => (moment - startedAt) / 1_000;
  expect(Math.abs(at(endedAt) - record.durationMs / 1_000)).toBeLessThan(1.5);

  const { video, audio, duration } = probe(path);
  expect(video).toMatchObject({ codec_name: 'h264', width: 1280, height: 720 });
  expect(audio).toMatchObject({ codec_name: 'aac' });
  expect(Math.abs(duration - record.durationMs / 1_000)).toBeLessThan(0.1);

  // The customer on the stage and the associate in the corner; in the hold neither; the screen before both.
  for (const moment of [3, at(resumedAt) + 2, at(endedAt) - 2]) {
    expect(averageColor(path, quiet(moment), stage).blue).toBeGreaterThan(120);
    expect(averageColor(path, quiet(moment), lowerInset).green).toBeGreaterThan(90);
  }
  const held = averageColor(path, (at(heldAt) + at(resumedAt)) / 2, stage);
  expect(Math.max(held.red, held.green, held.blue)).toBeLessThan(60);
  const shared = quiet((at(sharedAt) + at(unsharedAt)) / 2 + 1);
  expect(averageColor(path, shared, stage).red).toBeGreaterThan(120);
  expect(averageColor(path, shared, lowerInset).blue).toBeGreaterThan(120);
  expect(averageColor(path, shared, upperInset).green).toBeGreaterThan(90);

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
  // The synthetic camera draws, and a film shows, every 33 ms; how well sound fits is measured in bench/.
  expect(Math.abs(typical)).toBeLessThan(0.06);

  // And in the browser: it plays, and a line of what happened leads to its moment.
  await expect(desk.getByRole('group', { name: 'Player' })).toBeVisible();
  await desk.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => timeOf(desk)).toBeGreaterThan(1);
  await desk.getByRole('button', { name: 'Ada Lovelace paused the call' }).click();
  await expect.poll(async () => Math.abs((await timeOf(desk)) - at(heldAt))).toBeLessThan(2);
  await expect.poll(async () => (await shownColor(desk)).blue).toBeLessThan(60);
  await desk.getByRole('group', { name: 'Player' }).press('End');
  await desk.getByRole('slider', { name: 'Position' }).press('Home');
  await expect.poll(async () => (await shownColor(desk)).blue).toBeGreaterThan(100);
  await expectAccessible(desk);
  await expect(desk.getByRole('link', { name: 'Download' })).toHaveCount(0);
});

test('who refuses is not recorded, and the associate sees that', async ({ browser, ownServer }) => {
  const server = await ownServer();
  const { desk, site } = await scene(browser, server);
  await connect(site, desk);
  const engagementId = desk.url().split('/').at(-1) ?? '';
  await question(site).getByRole('button', { name: 'Decline' }).click();
  await expect(question(site)).toBeHidden();
  await expect(desk.getByText('The customer does not want this call to be recorded.')).toBeVisible();
  await expectMoving(desk, 'Customer video');
  await talk(desk, 1);
  await expect(circle(desk)).toHaveCount(0);
  await exit(desk, site);
  const answer = await desk.request.get(`${server.origin}/api/v1/engagements/${engagementId}/recording`);
  expect(answer.status()).toBe(404);
});

test('where nothing can be written the call goes on, the circle stays off, and the associate is told why', async ({
  browser,
  ownServer,
}) => {
  const server = await ownServer();
  const { desk, site } = await scene(browser, server);
  const takes = join(server.dataDir, 'takes');
  await writeFile(takes, 'a file where a folder should be');
  await connect(site, desk);
  await allow(site);
  await expect(desk.getByText('the server could not write it', { exact: false })).toBeVisible();
  await expect(circle(desk)).toHaveCount(0);
  await expect(circle(site)).toHaveCount(0);
  await expectMoving(desk, 'Customer video');
  // Put right, it can be started again by hand.
  await rm(takes);
  await mkdir(takes);
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: 'Start recording' }).click();
  await expect(circle(desk)).toBeVisible();
  await expect(circle(site)).toBeVisible();
  await exit(desk, site);
});
