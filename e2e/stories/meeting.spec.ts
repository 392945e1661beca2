import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from '../src/axe.ts';
import { watch, watchConnections } from '../src/media.ts';
import { control, test } from '../src/people.ts';
import { smallCamera } from '../src/small-camera.ts';

async function openJoinPage(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({
    permissions: ['camera', 'microphone'],
    viewport: { width: 390, height: 844 },
  });
  await context.addInitScript(watchConnections);
  await context.addInitScript(smallCamera, 8);
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

async function join(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('textbox', { name: 'PIN' }).fill(pin);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
}

const lobby = (page: Page) => page.getByRole('status').filter({ hasText: 'Waiting to be let in' });
const wantsIn = (desk: Page, name: string) =>
  desk.getByText(`${name} wants to come in.`).locator('xpath=ancestor::*[.//button][1]');

/** Every player on the page goes on, and there are so many of them that show somebody else. */
const expectPictures = async (page: Page, count: number): Promise<void> => {
  const frames = () =>
    page
      .locator('video')
      .evaluateAll((videos) =>
        videos.map((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames),
      );
  await expect
    .poll(async () => (await frames()).filter((shown) => shown > 3).length)
    .toBeGreaterThanOrEqual(count);
  const before = await frames();
  await expect
    .poll(async () => (await frames()).filter((shown, at) => shown > (before[at] ?? 0)).length)
    .toBeGreaterThanOrEqual(count);
};

async function expectHears(page: Page): Promise<void> {
  const before = await watch(page).energyHeard();
  await expect.poll(() => watch(page).energyHeard()).toBeGreaterThan(before);
}

test('a meeting of five: invited by e-mail, with PIN and lobby, seen and heard by everybody', async ({
  associate,
  browser,
  server,
}) => {
  test.setTimeout(480_000);
  const ada = await associate('ada');
  let link = '';

  await test.step('the host makes a meeting, and who is asked gets an e-mail with a calendar’s entry', async () => {
    await ada.getByRole('button', { name: 'Create meeting' }).click();
    const dialog = ada.getByRole('dialog', { name: 'Create meeting' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Loan talk');
    await dialog.getByRole('button', { name: 'Add person' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Bea Lovelace');
    await dialog
      .getByRole('textbox', { name: 'E-mail, or phone with country code' })
      .fill('bea@example.test');
    await dialog.getByRole('textbox', { name: 'PIN (optional)' }).fill('4711');
    await expectAccessible(ada);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const ready = ada.getByRole('dialog', { name: 'Loan talk' });
    link = await ready.getByText('/join/').innerText();
    await expectAccessible(ada);
    await ready.getByRole('button', { name: 'Done' }).click();
    const mary = await browser.newContext();
    const origin = { origin: server.origin };
    await mary.request.post(`${server.origin}/api/v1/sign-in`, {
      data: { email: 'mary@demo.test', password: 'parley-demo' },
      headers: origin,
    });
    const outbox = await (await mary.request.get(`${server.origin}/api/v1/outbox`)).json();
    const letter = outbox.messages.find(
      ({ subject }: { subject: string }) => subject === 'Invitation: Loan talk',
    );
    expect(letter).toMatchObject({ to: 'bea@example.test', attachments: [{ name: 'meeting.ics' }] });
    expect(letter.text).toContain(link);
    const file = await mary.request.get(`${server.origin}/api/v1/outbox/${letter.id}/attachments/0`);
    expect(await file.text()).toContain('METHOD:REQUEST');
    await mary.close();
  });

  const bea = await openJoinPage(browser, link);
  await test.step('a guest gives PIN and name, checks the devices, and waits for the host', async () => {
    await bea.getByRole('textbox', { name: 'PIN' }).fill('0000');
    await bea.getByRole('button', { name: 'Go on' }).click();
    await expect(bea.getByRole('alert')).toContainText('That is not the PIN');
    await join(bea, 'Bea Lovelace', '4711');
    await expect(bea.getByText('The host has not come yet')).toBeVisible();
    await expect(bea.getByRole('region', { name: 'Your video' })).toBeVisible();
    await expectAccessible(bea);
  });

  await test.step('the host opens it, and lets the guest in from the door, where nothing is heard or seen', async () => {
    await ada.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(ada.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
    await expect(lobby(bea)).toBeVisible({ timeout: 15_000 });
    expect(await watch(bea).openConnections()).toBe(0);
    await wantsIn(ada, 'Bea Lovelace').getByRole('button', { name: 'Admit' }).click();
    await expect(bea.getByRole('button', { name: 'End call' })).toBeVisible();
  });

  const others: Page[] = [];
  await test.step('three more come in, and one is refused', async () => {
    for (const name of ['Cy', 'Dee', 'Eli']) {
      const page = await openJoinPage(browser, link);
      others.push(page);
      await join(page, name, '4711');
      await wantsIn(ada, name).getByRole('button', { name: 'Admit' }).click();
      await expect(page.getByRole('button', { name: 'End call' })).toBeVisible();
    }
    const stranger = await openJoinPage(browser, link);
    await join(stranger, 'Stranger', '4711');
    await expect(lobby(stranger)).toBeVisible();
    await wantsIn(ada, 'Stranger').getByRole('button', { name: 'Refuse' }).click();
    await expect(stranger.getByRole('alert')).toContainText('You were not let in');
    await stranger.context().close();
  });

  await test.step('everybody sees and hears the four others', async () => {
    for (const page of [ada, bea, ...others]) {
      await expectPictures(page, 4);
      await expectHears(page);
    }
  });

  await test.step('a guest is back after a reload, and leaves without ending it', async () => {
    await bea.reload();
    await expect(bea.getByRole('button', { name: 'End call' })).toBeVisible();
    await expectPictures(bea, 4);
    await bea.getByRole('button', { name: 'End call' }).click();
    await expect(bea.getByRole('status').filter({ hasText: 'Call ended' })).toBeVisible();
    await expect(ada.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
  });

  await test.step('the host’s exit ends it for all', async () => {
    await control(ada, 'Exit').click();
    for (const page of others)
      await expect(page.getByRole('status').filter({ hasText: 'Call ended' })).toBeVisible();
  });
  for (const page of [bea, ...others]) await page.context().close();
});
