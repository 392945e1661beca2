import { expect, type Page } from '@playwright/test';
import { expectFrames, expectMoving, expectSound } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';
import { watchCaptures } from '../src/screens.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const strip = (desk: Page) => desk.getByText('You are sharing your screen');

async function choose(desk: Page, item: 'Share my screen' | 'Stop sharing my screen'): Promise<void> {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: item, exact: true }).click();
}

/** The size of the picture as decoded, which is what was sent. */
const sizeOf = (page: Page, name: string): Promise<readonly number[]> =>
  region(page, name)
    .locator('video')
    .evaluateAll((videos) =>
      videos.flatMap((video) => [
        (video as HTMLVideoElement).videoWidth,
        (video as HTMLVideoElement).videoHeight,
      ]),
    );

/** Mean colour of each of 16 × 9 fields of a picture, 0..255. */
function fieldsOf(video: HTMLVideoElement): number[] {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [16, 9];
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas to be had');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(video, 0, 0, 16, 9);
  return [...pen.getImageData(0, 0, 16, 9).data];
}

/** How far the picture that arrived is from the one that was captured, mean of all fields and colours, 0..255. */
async function difference(desk: Page, site: Page): Promise<number> {
  const captured = await desk.evaluateHandle(async () => {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = window.screenCaptures.at(-1) ?? null;
    await video.play();
    return video;
  });
  const [sent, shown] = await Promise.all([
    captured.evaluate(fieldsOf),
    region(site, 'Associate video').locator('video').evaluate(fieldsOf),
  ]);
  return sent.reduce((sum, value, index) => sum + Math.abs(value - (shown[index] ?? 0)), 0) / sent.length;
}

const screen = [1920, 1080];

test('an associate shares their screen: whole and sharp at the customer, the camera goes on beside it', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  await desk.addInitScript(watchCaptures);
  await desk.reload();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(site, 'Associate video');

  await choose(desk, 'Share my screen');
  await expect(strip(desk)).toBeVisible();
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);
  await expectFrames(site, 'Associate video');
  await expect.poll(() => difference(desk, site)).toBeLessThan(12);
  await expect(site.getByRole('status').filter({ hasText: 'is showing you a screen' })).toHaveCount(1);
  await expectMoving(site, 'Associate camera');
  await expectMoving(site, 'Your video');
  await expectMoving(desk, 'Customer video');
  await expectMoving(desk, 'Your video');
  await expectSound(site);
  await expectSound(desk);

  await choose(desk, 'Stop sharing my screen');
  await expect(strip(desk)).toBeHidden();
  await expect(region(site, 'Associate camera')).toHaveCount(0);
  await expectMoving(site, 'Associate video');
  expect(await sizeOf(site, 'Associate video')).not.toEqual(screen);
  await exit(desk, site);
});

test('stopping in the browser’s own bar is noticed, and the screen can be shared again', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  await desk.addInitScript(watchCaptures);
  await desk.reload();
  const site = await customer();
  await connect(site, desk);
  await choose(desk, 'Share my screen');
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);

  await desk.evaluate(() => {
    const [video] = window.screenCaptures.at(-1)?.getVideoTracks() ?? [];
    video?.stop();
    video?.dispatchEvent(new Event('ended'));
  });
  await expect(strip(desk)).toBeHidden();
  await expect(region(site, 'Associate camera')).toHaveCount(0);
  await expectMoving(site, 'Associate video');

  await choose(desk, 'Share my screen');
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);
  await desk.getByRole('button', { name: 'Stop sharing my screen' }).click();
  await expect(strip(desk)).toBeHidden();
  await expectMoving(site, 'Associate video');
  await exit(desk, site);
});

test('a share goes on when a media process dies and everything is connected anew', async ({
  associate,
  customer,
  server,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await choose(desk, 'Share my screen');
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);
  const [media] = await server.mediaProcesses();
  expect(media).toBeDefined();
  process.kill(media!, 'SIGKILL');
  await expect.poll(async () => (await server.mediaProcesses()).some((pid) => pid !== media)).toBe(true);
  await expectSound(site);
  await expectMoving(site, 'Associate camera');
  await expectFrames(site, 'Associate video');
  expect(await sizeOf(site, 'Associate video')).toEqual(screen);
  await expect(strip(desk)).toBeVisible();
  await exit(desk, site);
});

test('a share outlives a pause, and a reload of the desk ends it for the customer too', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await choose(desk, 'Share my screen');
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);

  await control(desk, 'Pause').click();
  await expect(site.getByText('On hold')).toBeVisible();
  await control(desk, 'Pause').click();
  await expect.poll(() => sizeOf(site, 'Associate video')).toEqual(screen);
  await expectFrames(site, 'Associate video');

  await desk.reload();
  await expect(region(site, 'Associate camera')).toHaveCount(0);
  await expectMoving(site, 'Associate video');
  expect(await sizeOf(site, 'Associate video')).not.toEqual(screen);
  await expect(strip(desk)).toBeHidden();
  await exit(desk, site);
});
