import { expect, type Page } from '@playwright/test';
import { expectMoving } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';

const question = (site: Page) => site.getByRole('dialog', { name: 'Share your camera?' });

async function ask(desk: Page): Promise<void> {
  await control(desk, 'Options').click();
  await desk.getByRole('menuitem', { name: 'Ask customer to share camera', exact: true }).click();
}

/** A browser in which the camera is blocked from now on, and the microphone is not (W3C mediacapture-streams §10.2). */
function blockCamera(): void {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) =>
    constraints?.video
      ? Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
      : original(constraints);
}

test('a customer without a picture is asked for their camera, declines, is asked again and allows it', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await control(desk, 'Options').click();
  await expect(desk.getByRole('menuitem', { name: 'Ask customer to share camera' })).toHaveCount(0);
  await desk.keyboard.press('Escape');
  await site.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(desk.getByRole('region', { name: 'Customer video' }).locator('video')).toHaveCount(0);

  await ask(desk);
  await expect(question(site)).toContainText('Ada');
  await question(site).getByRole('button', { name: 'Decline' }).click();
  await expect(desk.getByText('The customer declined to share the camera.')).toBeVisible();
  await desk.getByRole('button', { name: 'Ask again' }).click();
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expect(question(site)).toBeHidden();
  await expectMoving(desk, 'Customer video');
  await expect(desk.getByText('declined to share the camera')).toHaveCount(0);
  await exit(desk, site);
});

test('AS4 a camera that is blocked in the customer’s browser is told in words', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await site.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(desk.getByRole('region', { name: 'Customer video' }).locator('video')).toHaveCount(0);
  await site.evaluate(blockCamera);
  await ask(desk);
  await question(site).getByRole('button', { name: 'Allow' }).click();
  await expect(desk.getByText('The customer’s camera is blocked in the browser.')).toBeVisible();
  await exit(desk, site);
});
