import { expect, type Browser, type Page } from '@playwright/test';
import { expectMoving, expectSound } from '../src/media.ts';
import { callEnded, connect, control, exit, openDesk, openSite, test } from '../src/people.ts';
import type { Server } from '../src/server.ts';

async function bothWays(desk: Page, site: Page): Promise<void> {
  await expectMoving(desk, 'Customer video');
  await expectMoving(site, 'Associate video');
  await expectSound(desk);
  await expectSound(site);
}

test('the associate reloads and is back in the same call', async ({ associate, customer }) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await bothWays(desk, site);
  await control(desk, 'Mute').click();
  await desk.reload();
  await expectMoving(desk, 'Customer video');
  await expectMoving(site, 'Associate video');
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await control(desk, 'Mute').click();
  await bothWays(desk, site);
  await exit(desk, site);
});

test('the customer reloads, and walks to another page of the site, and the call goes on', async ({
  associate,
  customer,
}) => {
  const desk = await associate();
  const site = await customer();
  await connect(site, desk);
  await bothWays(desk, site);
  await site.reload();
  await bothWays(desk, site);
  const elsewhere = await site.locator('a[href*="/demo/"]').evaluateAll((links, here) => {
    const other = links
      .map((link) => (link as HTMLAnchorElement).href)
      .find((href) => !href.includes('#') && href !== here);
    return other ?? '';
  }, site.url());
  expect(elsewhere).not.toBe('');
  await site.goto(elsewhere);
  await bothWays(desk, site);
  await exit(desk, site);
});

test('ME3 a media process dies and the call comes back by itself', async ({ browser, ownServer }) => {
  const server = await ownServer();
  const { desk, site } = await callOn(browser, server);
  const [media] = await server.mediaProcesses();
  expect(media).toBeDefined();
  process.kill(media!, 'SIGKILL');
  await expect.poll(async () => (await server.mediaProcesses()).some((pid) => pid !== media)).toBe(true);
  await bothWays(desk, site);
  await exit(desk, site);
});

test('the server is killed and started again, and the call goes on', async ({ browser, ownServer }) => {
  const server = await ownServer();
  const { desk, site } = await callOn(browser, server);
  await control(desk, 'Mute').click();
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await server.kill();
  await server.start();
  await expectMoving(desk, 'Customer video');
  await expectMoving(site, 'Associate video');
  await expect(control(desk, 'Mute')).toHaveAttribute('aria-pressed', 'true');
  await control(desk, 'Mute').click();
  await bothWays(desk, site);
  await exit(desk, site);
});

for (const side of ['associate', 'customer'] as const) {
  test(`the ${side}'s network is gone for 10 s and the call goes on`, async ({ browser, server }) => {
    const { desk, site } = await callOn(browser, server);
    const [gone, other] = side === 'associate' ? [desk, site] : [site, desk];
    await cutNetwork(gone);
    await expect(other.getByText(/connection.*lost|lost.*connection|reconnect/i).first()).toBeVisible();
    await other.evaluate(() => new Promise((resolve) => setTimeout(resolve, 8_000)));
    await restoreNetwork(gone);
    await bothWays(desk, site);
    await exit(desk, site);
  });
}

test('whoever is gone for longer than the grace time ends the engagement with that reason', async ({
  browser,
  ownServer,
}) => {
  const server = await ownServer({ GRACE_SECONDS: '3' });
  await test.step('the customer', async () => {
    const { desk, site } = await callOn(browser, server);
    await site.context().close();
    await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeHidden({ timeout: 20_000 });
    await expect(desk.getByText('The connection to the customer was lost').first()).toBeVisible();
    await desk.context().close();
  });
  await test.step('the associate', async () => {
    const { desk, site } = await callOn(browser, server);
    await desk.context().close();
    await expect(callEnded(site)).toBeVisible({ timeout: 20_000 });
  });
});

/** A call between Ada and a customer on this server. */
async function callOn(
  browser: Browser,
  server: Server,
): Promise<{ readonly desk: Page; readonly site: Page }> {
  const desk = await openDesk(browser, server.origin);
  const site = await openSite(browser, server.origin);
  await connect(site, desk);
  await bothWays(desk, site);
  return { desk, site };
}

/** Cuts what a person's network would: the realtime socket, and every media packet. */
async function cutNetwork(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: true,
    latency: 0,
    downloadThroughput: 0,
    uploadThroughput: 0,
    packetLoss: 100,
  });
  networks.set(page, devtools);
}

const networks = new WeakMap<Page, Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>>();

async function restoreNetwork(page: Page): Promise<void> {
  await networks.get(page)?.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
    packetLoss: 0,
  });
}
