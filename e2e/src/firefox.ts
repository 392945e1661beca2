import puppeteer, { ElementHandle, type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { expect } from '@playwright/test';
import { arrivedInPage, openConnectionsInPage, passInPage, watchConnections, type Picture } from './media.ts';
import type { AssociateName } from './people.ts';
import type { Person } from './person.ts';

declare global {
  interface HTMLVideoElement {
    /** Frames painted so far: Firefox alone has it, and counts none of a stream in `getVideoPlaybackQuality`. */
    readonly mozPaintedFrames?: number;
  }
}

/** Firefox ESR over WebDriver BiDi, with its own synthetic camera (a moving picture) and microphone (a steady tone). */
export const launchFirefox = (): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr',
    protocol: 'webDriverBiDi',
    headless: true,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      // Nothing of the profile is needed again, so it need not be written at the end.
      'toolkit.shutdown.fastShutdownStage': 3,
      'app.normandy.enabled': false,
      'browser.safebrowsing.update.enabled': false,
    },
  });

/** In the page: frames shown by the pictures of a region, also inside open shadow roots. */
function framesInPage(picture: string): number {
  const videosOf = (root: Document | ShadowRoot | Element): HTMLVideoElement[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      if (element instanceof HTMLVideoElement) {
        return element.closest(`section[aria-label="${picture}"]`) ? [element] : [];
      }
      return element.shadowRoot ? videosOf(element.shadowRoot) : [];
    });
  return videosOf(document).reduce((sum, video) => sum + (video.mozPaintedFrames ?? 0), 0);
}

/**
 * In the page: what a screen reader would call by this name, also inside open shadow roots; BiDi has no role locators
 * that look there. Passed into the page, so it must not refer to anything outside itself.
 */
function findInPage(selector: string, name: string): HTMLElement | null {
  const named = (element: Element): boolean => {
    const labels = [element.getAttribute('aria-label'), element.textContent].map((text) => text?.trim());
    const label = (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
    return labels.includes(name) || label === name;
  };
  const search = (root: Document | ShadowRoot): HTMLElement | null => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (
        element.matches(selector) &&
        named(element) &&
        element.checkVisibility({ visibilityProperty: true })
      )
        return element;
      const inside = element.shadowRoot && search(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  return search(document);
}

/** In the page: whether it says this somewhere to be seen, also inside open shadow roots. */
function readsInPage(text: string): boolean {
  const search = (root: Document | ShadowRoot): boolean =>
    [...root.querySelectorAll('*')].some((element) => {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').includes(text),
      );
      if (own && element.checkVisibility({ visibilityProperty: true })) return true;
      return element.shadowRoot !== null && search(element.shadowRoot);
    });
  return search(document);
}

const buttons = 'button, [role=button], [role^=menuitem]';

async function find(page: Page, selector: string, name: string): Promise<ElementHandle | undefined> {
  const handle = await page.evaluateHandle(findInPage, selector, name);
  return handle instanceof ElementHandle ? handle : undefined;
}

/** Finds it, waiting until it is there. */
async function found(page: Page, selector: string, name: string): Promise<ElementHandle> {
  let element: ElementHandle | undefined;
  await expect
    .poll(async () => (element = await find(page, selector, name)) !== undefined, {
      message: `Firefox shows ${name}`,
    })
    .toBe(true);
  if (!element) throw new Error(`${name} went away`);
  return element;
}

/** With the mouse: a menu opens when a pointer goes down, and not for a click that nobody made. */
async function press(page: Page, name: string): Promise<void> {
  await (await found(page, buttons, name)).click();
}

const person = (page: Page): Person => ({
  framesShown: (picture: Picture) => page.evaluate(framesInPage, picture),
  energyHeard: () => page.evaluate(arrivedInPage, 'totalAudioEnergy'),
  packetsArrived: () => page.evaluate(arrivedInPage, 'packetsReceived'),
  openConnections: () => page.evaluate(openConnectionsInPage),
  pass: (milliseconds) => page.evaluate(passInPage, milliseconds),
  press: (name) => press(page, name),
  hasButton: async (name) => (await find(page, buttons, name)) !== undefined,
  reads: (text) => page.evaluate(readsInPage, text),
});

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(watchConnections);
  await page.goto(url);
  return page;
}

export async function customerInFirefox(context: BrowserContext, origin: string): Promise<Person> {
  return person(await open(context, `${origin}/demo/`));
}

/** Signs in and becomes available. */
export async function associateInFirefox(
  context: BrowserContext,
  origin: string,
  name: AssociateName,
): Promise<Person> {
  const page = await open(context, `${origin}/desk`);
  await (await found(page, 'input', 'Email')).type(`${name}@demo.test`);
  await (await found(page, 'input', 'Password')).type('parley-demo');
  await press(page, 'Sign in');
  await press(page, 'Status: Away');
  await press(page, 'Available');
  await found(page, buttons, 'Status: Available');
  return person(page);
}
