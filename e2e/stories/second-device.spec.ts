import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { drawThrough, expectInk, pictureIn } from '../src/ink.ts';
import { expectMoving, expectNoPackets, expectSound, watchConnections } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';
import { phoneCamera } from '../src/phone-camera.ts';

const onStage = (desk: Page) => pictureIn(desk, 'Customer video');
const firstCamera = (desk: Page) => pictureIn(desk, 'Customer’s first camera');
const link = (site: Page) => site.getByRole('dialog', { name: 'Use your phone’s camera' });

/** Whether the large picture stands upright, as only the phone's does; and its colour in the middle. */
const stagePicture = (desk: Page) =>
  onStage(desk)
    .locator('video')
    .first()
    .evaluate((element) => {
      const video = element as HTMLVideoElement;
      const canvas = new OffscreenCanvas(1, 1);
      const context = canvas.getContext('2d');
      context?.drawImage(video, video.videoWidth / 2, video.videoHeight / 3, 1, 1, 0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
      const color = green > red + 40 && green > blue + 40 ? 'green' : blue > green + 40 ? 'blue' : 'other';
      return video.videoHeight > video.videoWidth ? `upright ${color}` : 'wide';
    });

test('a customer’s phone comes in for its camera, is drawn on, and goes again', async ({
  associate,
  customer,
  browser,
  server,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await expectMoving(desk, 'Customer video');
  expect(await stagePicture(desk)).toBe('wide');
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    permissions: ['camera', 'microphone'],
    userAgent:
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
  });
  const phone = await context.newPage();

  const address = await test.step('the customer’s own page shows the link', async () => {
    await control(desk, 'Options').click();
    await desk.getByRole('menuitem', { name: 'Invite customer’s phone' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Invite customer’s phone' });
    await dialog.getByText('By SMS', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Phone number' }).fill('030 12');
    await dialog.getByRole('button', { name: 'Send link' }).click();
    await expect(dialog.getByText('Write the number with its country')).toBeVisible();
    await expectAccessible(desk);
    await dialog.getByText('On their screen', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Show code' }).click();
    await expect(dialog).toBeHidden();
    await expect(link(site)).toContainText('would like to see through your phone’s camera');
    await expect(link(site).getByRole('img', { name: 'Code for your phone' })).toBeVisible();
    await expectAccessible(site);
    const shown = await link(site)
      .getByText(/\/join\/\w+$/)
      .innerText();
    return `http://${shown}`;
  });
  expect(address).toMatch(new RegExp(`^${server.origin}/join/[A-Z0-9]{8}$`));

  await test.step('the phone is asked, checks its camera, and comes in without its microphone', async () => {
    await phone.addInitScript(watchConnections);
    await phone.addInitScript(phoneCamera);
    await phone.goto(address);
    await expect(
      phone.getByRole('heading', { name: /^Use this phone’s camera in your call with Ada/ }),
    ).toBeVisible();
    await expect(phone.getByRole('button', { name: 'Use this camera' })).toBeEnabled();
    await expectAccessible(phone);
    await phone.getByRole('button', { name: 'Use this camera' }).tap();
    await expect(phone.getByRole('button', { name: 'Done' })).toBeVisible();
    const asked = await phone.evaluate(() => window.askedFor);
    expect(asked.some(({ audio }) => audio)).toBe(false);
    expect(JSON.stringify(asked[0]?.video)).toContain('environment');
  });

  await test.step('its picture has the stage, and the first camera stands beside it', async () => {
    await expect.poll(() => stagePicture(desk)).toBe('upright green');
    await expectMoving(desk, 'Customer video');
    await expect(firstCamera(desk).locator('video')).toBeVisible();
    await expect(desk.getByRole('region', { name: 'Caller information' })).toContainText('Phone · Pixel 9');
    await expect(link(site)).toBeHidden();
    await expect(site.getByText('Your phone’s camera is in the call.')).toBeVisible();
    await expectSound(desk);
    await expectAccessible(phone);
    await firstCamera(desk).getByRole('button', { name: 'Show this camera large' }).click();
    await expect.poll(() => stagePicture(desk)).toBe('wide');
    await pictureIn(desk, 'Customer’s phone camera').getByRole('button').click();
    await expect.poll(() => stagePicture(desk)).toBe('upright green');
  });

  await test.step('ink lies on it there; nothing of the others’ picture and sound arrives', async () => {
    await control(desk, 'Annotate').click();
    const line = [
      { x: 0.3, y: 0.4 },
      { x: 0.7, y: 0.4 },
    ];
    await drawThrough(desk, onStage(desk), line);
    await expectInk(pictureIn(phone, 'Your video'), { x: 0.5, y: 0.4 }, 'red');
    await expectNoPackets(phone);
    await control(desk, 'Annotate').click();
  });

  await test.step('it is frozen, and turned around', async () => {
    await control(desk, 'Freeze').click();
    await expect(phone.getByRole('region', { name: 'Frozen picture' }).locator('img').first()).toBeVisible();
    await expect(site.getByRole('region', { name: 'Frozen picture' })).toBeVisible();
    await control(desk, 'Freeze').click();
    await phone.getByRole('button', { name: 'Switch camera' }).tap();
    await expect.poll(() => stagePicture(desk)).toBe('upright blue');
  });

  await test.step('the phone goes, and the first camera is back', async () => {
    await phone.getByRole('button', { name: 'Done' }).tap();
    await expect(phone.getByRole('heading', { name: 'This phone is out of the call' })).toBeVisible();
    await expect(firstCamera(desk)).toHaveCount(0);
    await expect.poll(() => stagePicture(desk)).toBe('wide');
    await expectMoving(desk, 'Customer video');
    await expect(site.getByText('Your phone’s camera is in the call.')).toBeHidden();
  });

  await test.step('the link was good once', async () => {
    const other = await context.newPage();
    await other.goto(address);
    await expect(other.getByText('This link has been used, has expired or was withdrawn.')).toBeVisible();
  });
  await exit(desk, site);
  await context.close();
});
