import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { expect } from '@playwright/test';
import { watchConnections } from './media.ts';

/** Firefox ESR over WebDriver BiDi, with its own synthetic camera and microphone. */
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
      'app.normandy.enabled': false,
      'browser.safebrowsing.update.enabled': false,
    },
  });

export async function openInFirefox(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(watchConnections);
  await page.goto(url);
  return page;
}

/**
 * Finds an element by what a screen reader would say, also inside open shadow roots; BiDi has no role locators.
 * Passed into the page, so it must not refer to anything outside itself.
 */
function find(selector: string, name: string): HTMLElement | null {
  const named = (element: Element): boolean => {
    const labels = [element.getAttribute('aria-label'), element.textContent].map((text) => text?.trim());
    const label = (element as HTMLInputElement).labels?.[0]?.textContent?.trim();
    return labels.includes(name) || label === name;
  };
  const search = (root: Document | ShadowRoot): HTMLElement | null => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector) && named(element) && element.getClientRects().length > 0) return element;
      const inside = element.shadowRoot && search(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  return search(document);
}

const inPage = (body: string): string => `(() => { ${find.toString()}; ${body} })()`;
const quote = (text: string): string => JSON.stringify(text);

export async function press(page: Page, name: string): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          inPage(
            `const it = find('button,[role=button],[role^=menuitem]', ${quote(name)}); it?.click(); return !!it;`,
          ),
        ),
      {
        message: `Firefox has a button ${name}`,
      },
    )
    .toBe(true);
}

/**
 * What our end has answered to Firefox's offers so far: of each connection the lines that were accepted, with their
 * direction, e.g. `audio recvonly, video recvonly`.
 */
export const answersIn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    window.observedConnections.map((connection) =>
      (connection.currentRemoteDescription?.sdp ?? '')
        .split(/^m=/m)
        .slice(1)
        .filter((line) => !/^\w+ 0 /.test(line))
        .map(
          (line) => `${line.split(' ')[0] ?? ''} ${/^a=(sendonly|recvonly|inactive)/m.exec(line)?.[1] ?? ''}`,
        )
        .join(', '),
    ),
  );
