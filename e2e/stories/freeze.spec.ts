import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { readFile } from 'node:fs/promises';
import { expectMoving, expectSound } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';
import { averageColor } from '../src/pictures.ts';
import { drag, fileShown, photoCamera, redInk, sharpAtDesk, sharpAtSite, stills } from '../src/stills.ts';

const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const inkAtDesk = (desk: Page): Locator => region(desk, 'Customer video').locator('[data-ink] canvas');
const inkAtSite = (site: Page): Locator => region(site, 'Frozen picture').locator('.ink canvas');
const isFrozen = (desk: Page) => expect(control(desk, 'Freeze')).toHaveAttribute('aria-pressed', 'true');
const isLive = (desk: Page) => expect(control(desk, 'Freeze')).toHaveAttribute('aria-pressed', 'false');

/** Both in a call, the customer with a camera whose photos are larger than its video. */
async function inCall(
  associate: (name?: 'ada', options?: object) => Promise<Page>,
  customer: (options?: object) => Promise<Page>,
): Promise<{ readonly desk: Page; readonly site: Page }> {
  // The story reads the files that the pages show, which the pages' own policy allows nobody.
  const desk = await associate('ada', { bypassCSP: true, acceptDownloads: true });
  const site = await customer({ bypassCSP: true });
  await site.addInitScript(photoCamera);
  await site.reload();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  return { desk, site };
}

/** Freezes while nothing of the still gets to the customer: what they see stands still all the same. */
async function freezeSlowly(desk: Page, site: Page): Promise<void> {
  const { promise: mayPass, resolve: letPass } = Promise.withResolvers<undefined>();
  const preview = /\/stills\/[^/]+\/preview/;
  await site.route(preview, async (route) => {
    await mayPass;
    await route.continue();
  });
  await site.evaluate(() => {
    const Camera = ImageCapture;
    window.ImageCapture = class extends Camera {
      override async takePhoto(): Promise<Blob> {
        await new Promise((resolve) => addEventListener('photo-may-be-taken', resolve, { once: true }));
        window.ImageCapture = Camera;
        return super.takePhoto();
      }
    };
  });
  await control(desk, 'Freeze').click();
  const frozen = region(site, 'Frozen picture');
  const held = frozen.locator('canvas');
  await expect(held).toBeVisible();
  await expect(frozen.locator('video')).toHaveCount(0);
  const look = () => held.evaluate(pixelsOf);
  const before = await look();
  // More than black: the camera's own frame has few colours, and no noise.
  expect(new Set(before).size).toBeGreaterThan(3);
  await expectMoving(desk, 'Live video');
  expect(await look()).toEqual(before);
  letPass(undefined);
  await site.evaluate(() => dispatchEvent(new Event('photo-may-be-taken')));
  await expect(sharpAtDesk(desk)).toBeVisible();
  await expect(sharpAtSite(site)).toBeVisible();
  await site.unroute(preview);
}

/** In the page: what a picture shows, coarsely. */
function pixelsOf(element: Element): number[] {
  const canvas = new OffscreenCanvas(32, 18);
  const context = canvas.getContext('2d');
  context?.drawImage(element as HTMLCanvasElement, 0, 0, 32, 18);
  return [...(context?.getImageData(0, 0, 32, 18).data ?? [])];
}

async function freeze(desk: Page, site: Page): Promise<void> {
  await control(desk, 'Freeze').click();
  await expect(sharpAtDesk(desk)).toBeVisible();
  await expect(sharpAtSite(site)).toBeVisible();
}

/** Red ink on both sides, reaching to the same place of the picture within a hundredth of it. */
async function expectInkInTheSamePlace(desk: Page, site: Page): Promise<void> {
  const distance = async (): Promise<number> => {
    const here = await redInk(sharpAtDesk(desk), inkAtDesk(desk).first());
    const there = await redInk(sharpAtSite(site), inkAtSite(site).first());
    return here && there ? Math.max(Math.abs(here.x - there.x), Math.abs(here.y - there.y)) : NaN;
  };
  await expect.poll(distance).toBeLessThan(0.01);
}

/** A thick red line on the still, from left to right. */
async function drawLine(desk: Page, from: readonly [number, number], to: readonly [number, number]) {
  await control(desk, 'Annotate').click();
  const tools = desk.getByRole('toolbar', { name: 'Drawing tools' });
  for (const name of ['Line', 'Red', 'Thick']) await tools.getByRole('button', { name, exact: true }).click();
  await drag(desk, sharpAtDesk(desk), from, to);
}

test('a frozen picture is the same sharp file on both sides, and the call goes on beside it', async ({
  associate,
  customer,
}) => {
  const { desk, site } = await inCall(associate, customer);
  const live = await region(desk, 'Customer video')
    .locator('video')
    .evaluate((video: HTMLVideoElement) => video.videoWidth * video.videoHeight);
  await freezeSlowly(desk, site);
  await isFrozen(desk);

  const [atDesk, atSite] = await Promise.all([fileShown(sharpAtDesk(desk)), fileShown(sharpAtSite(site))]);
  const [kept] = await stills(desk);
  expect(atDesk).toMatchObject({ width: 3_840, height: 2_160 });
  expect(atDesk.width * atDesk.height).toBeGreaterThan(live);
  expect(atSite).toEqual(atDesk);
  expect(kept?.picture).toMatchObject({ ...atDesk });

  await expectMoving(desk, 'Live video');
  await expectSound(desk);
  await expectSound(site);
  // What is frozen stays: no frame of the live picture has taken its place.
  expect(await fileShown(sharpAtDesk(desk))).toEqual(atDesk);

  await control(desk, 'Freeze').click();
  await isLive(desk);
  await expect(region(site, 'Frozen picture')).toHaveCount(0);
  await expect(region(desk, 'Live video')).toHaveCount(0);
  await expectMoving(desk, 'Customer video');
  await exit(desk, site);
});

test('the customer follows the associate’s view of the still, and both see the ink on it', async ({
  associate,
  customer,
}) => {
  const { desk, site } = await inCall(associate, customer);
  await freeze(desk, site);
  await drawLine(desk, [0.3, 0.4], [0.5, 0.4]);
  await expectInkInTheSamePlace(desk, site);
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('toolbar', { name: 'Drawing tools' })).toBeHidden();
  await isFrozen(desk);

  await desk.getByRole('button', { name: 'Share my view' }).click();
  for (let presses = 0; presses < 3; presses += 1)
    await desk.getByRole('button', { name: 'Zoom in' }).click();
  await expect(desk.getByText('195 %')).toBeVisible();
  await expect(sharpAtSite(site)).toHaveCSS('transform', /^matrix\(1\.95/);
  await expectInkInTheSamePlace(desk, site);
  await desk.getByRole('button', { name: 'Share my view' }).click();
  await desk.keyboard.press('0');
  await expect(desk.getByText('100 %')).toBeVisible();
  await expect(sharpAtSite(site)).toHaveCSS('transform', /^matrix\(1\.95/);

  await desk.keyboard.press('Escape');
  await isLive(desk);
  await exit(desk, site);
});

/** Width and height as a PNG file's own head says (RFC 2083 §4.1.1). */
const sizeOfPng = (file: Buffer): readonly number[] => [file.readUInt32BE(16), file.readUInt32BE(20)];

test('a still is opened again from the strip, downloaded with its ink burnt in, and deleted', async ({
  associate,
  customer,
}) => {
  const { desk, site } = await inCall(associate, customer);
  await freeze(desk, site);
  await drawLine(desk, [0.25, 0.5], [0.75, 0.5]);
  await expectInkInTheSamePlace(desk, site);
  await desk.keyboard.press('Escape');
  await control(desk, 'Freeze').click();
  await isLive(desk);

  await desk.getByRole('button', { name: 'Stills: 1' }).click();
  await desk.getByRole('button', { name: /^Still 1,/ }).click();
  await isFrozen(desk);
  await expectInkInTheSamePlace(desk, site);

  await desk.getByRole('button', { name: 'More for still 1' }).click();
  const download = desk.waitForEvent('download');
  await desk.getByRole('menuitem', { name: 'Download as PNG, with ink' }).click();
  const path = await (await download).path();
  expect(sizeOfPng(await readFile(path))).toEqual([3_840, 2_160]);
  const burnt = averageColor(path, 0, { x: 1_400, y: 1_078, width: 40, height: 4 });
  expect(burnt.red).toBeGreaterThan(200);
  expect(burnt.green).toBeLessThan(80);

  await desk.getByRole('button', { name: 'More for still 1' }).click();
  await desk.getByRole('menuitem', { name: 'Delete' }).click();
  await desk.getByRole('button', { name: 'Delete for good' }).click();
  await isLive(desk);
  await expect(region(site, 'Frozen picture')).toHaveCount(0);
  await expect(desk.getByRole('button', { name: /^Stills/ })).toHaveCount(0);
  expect(await stills(desk)).toEqual([]);
  await exit(desk, site);
});

test('a customer who forbids freezing is live again, and the button says why it does nothing', async ({
  associate,
  customer,
}) => {
  const { desk, site } = await inCall(associate, customer);
  await freeze(desk, site);
  await site.getByRole('button', { name: 'Don’t allow' }).click();
  const button = control(desk, 'Freeze');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAttribute('aria-description', /does not want their picture to be frozen/);
  await expect(desk.getByText('The customer does not want their picture to be frozen.')).toBeVisible();
  await expectMoving(desk, 'Customer video');
  await button.click({ force: true });
  await expect(region(site, 'Frozen picture')).toHaveCount(0);

  await site.getByRole('button', { name: 'Allow again' }).click();
  await isLive(desk);
  await expect(button).not.toHaveAttribute('aria-disabled', 'true');
  await exit(desk, site);
});

test('axe finds nothing on the palette, the still and the strip', async ({ associate, customer }) => {
  const { desk, site } = await inCall(associate, customer);
  await control(desk, 'Annotate').click();
  await expect(desk.getByRole('toolbar', { name: 'Drawing tools' })).toBeVisible();
  await expectAccessible(desk);
  await freeze(desk, site);
  await expectAccessible(desk);
  await control(desk, 'Annotate').click();
  await expectAccessible(desk);
  await control(desk, 'Freeze').click();
  await desk.getByRole('button', { name: 'Stills: 1' }).click();
  await expectAccessible(desk);
  await exit(desk, site);
});
