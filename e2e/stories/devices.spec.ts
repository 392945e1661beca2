import { chromium as playwright, expect } from '@playwright/test';
import { chromium } from '../src/browser.ts';
import { expectMoving, expectSound, watchConnections } from '../src/media.ts';
import { callEnded, control, incomingCard, openSite, test, waiting } from '../src/people.ts';

test('a customer who denies camera and microphone is helped, and still sees and hears', async ({
  browser,
  associate,
  server,
}) => {
  const desk = await associate();
  const site = await openSite(browser, server.origin, { permissions: [] });
  await site.context().addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await site.reload();
  await site.getByRole('button', { name: 'Video call' }).click();
  await expect(site.getByText(/blocked|allow/i).first()).toBeVisible();
  await expect(waiting(site)).toBeVisible();
  await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
  await expectMoving(site, 'Associate video');
  await expectSound(site);
  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
  await site.context().close();
});

test('without a camera the call goes on with sound', async ({ associate, server }) => {
  const desk = await associate();
  const args = chromium.launchOptions.args.map((flag) =>
    flag === '--use-fake-device-for-media-stream'
      ? '--use-fake-device-for-media-stream=device-count=0'
      : flag,
  );
  const bare = await playwright.launch({ ...chromium.launchOptions, args });
  try {
    const site = await openSite(bare, server.origin);
    await site.context().addInitScript(watchConnections);
    await site.getByRole('button', { name: 'Video call' }).click();
    await expect(waiting(site)).toBeVisible();
    await expect(site.getByText(/no camera|camera.*not found|without a camera/i).first()).toBeVisible();
    await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
    await expectMoving(site, 'Associate video');
    await control(desk, 'Exit').click();
    await expect(callEnded(site)).toBeVisible();
  } finally {
    await bare.close();
  }
});
