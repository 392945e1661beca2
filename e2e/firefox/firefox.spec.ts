import type { Browser, BrowserContext } from 'puppeteer-core';
import { associateInFirefox, customerInFirefox, launchFirefox } from '../src/firefox.ts';
import { expectMoving, expectNoPackets, expectSilence, expectSound, expectStill } from '../src/media.ts';
import { test as base } from '../src/people.ts';
import {
  expectAllClosed,
  expectButton,
  expectNoButton,
  expectText,
  inChromium,
  type Person,
} from '../src/person.ts';
import { startServer } from '../src/server.ts';

/*
 * Firefox gathers no loopback candidates (RFC 8445 §5.1.1.1 forbids them), so these stories run in a network
 * of their own, in which the media is at an address of an interface that is not the loopback.
 */
const mediaAddress = process.env['E2E_MEDIA_ADDRESS'];

const test = base.extend<{ firefox: BrowserContext }, { firefoxBrowser: Browser }>({
  server: [
    async ({}, use) => {
      const server = await startServer({ WRAP_UP_SECONDS: '0', MEDIA_BIND_ADDRESS: mediaAddress ?? '' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  firefoxBrowser: [
    async ({}, use) => {
      const browser = await launchFirefox();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  firefox: async ({ firefoxBrowser }, use) => {
    const context = await firefoxBrowser.createBrowserContext();
    await use(context);
    await context.close();
  },
});

test.skip(!mediaAddress, 'Needs a network of its own, which `npm test -- firefox` makes');

const connect = (desk: Person, site: Person): Promise<void> =>
  test.step('a customer presses Video call, an associate answers', async () => {
    await site.press('Video call');
    await desk.press('Answer');
    await expectButton(desk, 'Exit');
  });

/** What is on: all of it is looked at at once, since each takes a second or two to be sure of. */
const theySeeAndHearEachOther = (desk: Person, site: Person): Promise<void> =>
  test.step('they see and hear each other', async () => {
    await Promise.all([
      expectMoving(desk, 'Customer video'),
      expectMoving(site, 'Associate video'),
      expectMoving(desk, 'Your video'),
      expectMoving(site, 'Your video'),
      expectSound(desk),
      expectSound(site),
    ]);
  });

const muteAndCameraCutOneThingOneWay = (desk: Person, site: Person): Promise<void> =>
  test.step('mute and camera cut one thing one way', async () => {
    await Promise.all([desk.press('Mute'), site.press('Camera')]);
    await Promise.all([
      expectSilence(site),
      expectMoving(site, 'Associate video'),
      expectSound(desk),
      expectStill(desk, 'Customer video'),
    ]);
    await Promise.all([desk.press('Mute'), site.press('Camera')]);
    await Promise.all([desk.press('Video'), site.press('Mute')]);
    await Promise.all([
      expectSound(site),
      expectStill(site, 'Associate video'),
      expectSilence(desk),
      expectMoving(desk, 'Customer video'),
    ]);
    await Promise.all([desk.press('Video'), site.press('Mute')]);
  });

const pauseStopsEverything = (desk: Person, site: Person, pausing: Person): Promise<void> =>
  test.step('pause stops everything both ways', async () => {
    await pausing.press('Pause');
    await Promise.all([
      expectText(desk, 'On hold'),
      expectText(site, 'On hold'),
      expectNoPackets(desk),
      expectNoPackets(site),
    ]);
    await pausing.press('Pause');
  });

const itIsOver = (desk: Person, site: Person): Promise<void> =>
  test.step('it is over on both sides', async () => {
    await Promise.all([
      expectText(site, 'Call ended'),
      expectNoButton(desk, 'Exit'),
      expectAllClosed(site),
      expectAllClosed(desk),
    ]);
  });

/** Everything that can be on is off once, and comes back. */
async function controlsWork(desk: Person, site: Person, pausing: Person): Promise<void> {
  await theySeeAndHearEachOther(desk, site);
  await muteAndCameraCutOneThingOneWay(desk, site);
  await theySeeAndHearEachOther(desk, site);
  await pauseStopsEverything(desk, site, pausing);
  await theySeeAndHearEachOther(desk, site);
}

test('a customer in Firefox and an associate in Chromium', async ({ associate, firefox, server }) => {
  const desk = inChromium(await associate('ada'));
  const site = await customerInFirefox(firefox, server.origin);
  await connect(desk, site);
  await controlsWork(desk, site, site);
  await site.press('End call');
  await itIsOver(desk, site);
});

test('an associate in Firefox and a customer in Chromium', async ({ customer, firefox, server }) => {
  const desk = await associateInFirefox(firefox, server.origin, 'grace');
  const site = inChromium(await customer());
  await connect(desk, site);
  await controlsWork(desk, site, desk);
  await desk.press('Exit');
  await itIsOver(desk, site);
});
