import { expect, type Page } from '@playwright/test';
import { expectFrames, expectMoving, expectSound } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';
import { watchCaptures } from '../src/screens.ts';
import { sharpAtDesk, sharpAtSite } from '../src/stills.ts';

/** A person who closes the browser's choice without choosing (W3C screen-capture §5.1). */
function chooseNothing(): void {
  navigator.mediaDevices.getDisplayMedia = () =>
    Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
}

/** A phone's browser. */
function withoutScreens(): void {
  Object.defineProperty(MediaDevices.prototype, 'getDisplayMedia', { value: undefined });
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const question = (site: Page) => site.getByRole('dialog', { name: 'Share your screen?' });
const strip = (site: Page) => site.getByText('You are sharing your screen');

async function choose(desk: Page, item: string): Promise<void> {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: item, exact: true }).click();
}
const ask = (desk: Page): Promise<void> => choose(desk, 'Ask customer to share screen');

/** The size of the stage's picture as decoded, which is what was sent. */
const sizeOnStage = (desk: Page): Promise<readonly number[]> =>
  region(desk, 'Customer video')
    .locator('video')
    .first()
    .evaluate((video) => [(video as HTMLVideoElement).videoWidth, (video as HTMLVideoElement).videoHeight]);
const screen = [1920, 1080];

test('AS1 AS3 a customer allows their screen: it has the stage, the camera stays beside it, and Stop ends it', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');

  await ask(desk);
  await expect(question(site)).toContainText('Ada');
  await expect(desk.getByText('The customer is asked to share the screen.')).toBeVisible();
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expect(strip(site)).toBeVisible();
  await expect.poll(() => sizeOnStage(desk)).toEqual(screen);
  await expectFrames(desk, 'Customer video');
  await expectMoving(desk, 'Customer camera');
  await expectSound(desk);

  await test.step('the screen is frozen like a camera, as sharp as it is', async () => {
    await control(desk, 'Freeze').click();
    for (const still of [sharpAtDesk(desk), sharpAtSite(site)]) {
      await expect(still).toBeVisible();
      expect(await still.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(screen[0]);
    }
    await control(desk, 'Freeze').click();
  });

  await site.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(region(desk, 'Customer camera')).toHaveCount(0);
  await expectMoving(desk, 'Customer video');
  expect(await sizeOnStage(desk)).not.toEqual(screen);
  await exit(desk, site);
});

test('stopping in the browser’s own bar is noticed, and it can be asked again', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await site.addInitScript(watchCaptures);
  await site.reload();
  await connect(site, desk);
  for (const _ of ['once', 'again']) {
    await ask(desk);
    await question(site).getByRole('button', { name: 'Allow' }).click();
    await expect.poll(() => sizeOnStage(desk)).toEqual(screen);
    await site.evaluate(() => {
      const [video] = window.screenCaptures.at(-1)?.getVideoTracks() ?? [];
      video?.stop();
      video?.dispatchEvent(new Event('ended'));
    });
    await expect(strip(site)).toBeHidden();
    await expect(region(desk, 'Customer camera')).toHaveCount(0);
  }
  await exit(desk, site);
});

test('AS2 AS5 declined and withdrawn are told, and nothing is shared', async ({ associate, customer }) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await ask(desk);
  await question(site).getByRole('button', { name: 'Decline' }).click();
  await expect(question(site)).toBeHidden();
  await expect(desk.getByText('The customer declined to share the screen.')).toBeVisible();

  await desk.getByRole('button', { name: 'Ask again' }).click();
  await expect(question(site)).toBeVisible();
  await desk.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(question(site)).toBeHidden();
  await expect(strip(site)).toHaveCount(0);
  await exit(desk, site);
});

test('AS4 a browser in which nothing is chosen is told in words', async ({ associate, customer }) => {
  const desk = await associate();
  const site = await customer();
  await site.addInitScript(chooseNothing);
  await site.reload();
  await connect(site, desk);
  await ask(desk);
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expect(desk.getByText('closed the browser’s choice of screens without sharing')).toBeVisible();
  await exit(desk, site);
});

test('AS4 a browser without sharing of screens shows the camera in its place', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await site.addInitScript(withoutScreens);
  await site.reload();
  await connect(site, desk);
  await site.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(desk.getByRole('region', { name: 'Customer video' }).locator('video')).toHaveCount(0);
  await ask(desk);
  await expect(question(site)).toContainText('show your camera instead');
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expectMoving(desk, 'Customer video');
  await exit(desk, site);
});
