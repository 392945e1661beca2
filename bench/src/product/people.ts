import type { Browser, Page } from '@playwright/test';
import { becomeAvailable, connect, exit, signIn, type AssociateName } from '../../../e2e/src/people.ts';
import { watchConnections } from '../../../e2e/src/media.ts';
import { smallCamera } from '../../../e2e/src/small-camera.ts';
import { observe, redirectMedia, type Observations } from './observe.ts';

/** For whoever reads a method of a benchmark with these pages. */
export const camerasSay =
  ' All browsers share two processors, and no graphics processor: their cameras give 640 × 360.';

/** Opens a page that is observed from its beginning; `mediaPort` leads its media through another port. */
async function observedPage(browser: Browser, mediaPort: number | undefined): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript(observe);
  await context.addInitScript(watchConnections);
  await context.addInitScript(smallCamera);
  if (mediaPort !== undefined) await context.addInitScript(redirectMedia, mediaPort);
  return context.newPage();
}

/** A desk with somebody in it who is available. */
export async function openDesk(
  browser: Browser,
  origin: string,
  mediaPort?: number,
  name: AssociateName = 'ada',
): Promise<Page> {
  const page = await observedPage(browser, mediaPort);
  await page.goto(`${origin}/desk`);
  await signIn(page, name);
  await becomeAvailable(page);
  return page;
}

/** A customer on the first page of the demo site. */
export async function openSite(browser: Browser, origin: string, mediaPort?: number): Promise<Page> {
  const page = await observedPage(browser, mediaPort);
  await page.goto(`${origin}/demo/`);
  return page;
}

export const observationsOf = (page: Page): Promise<Observations> => page.evaluate(() => window.observations);

/** Resolves when at least `count` frames have been decoded at this page since then (`Date.now()`). */
export const framesSince = async (page: Page, since: number, count: number): Promise<void> => {
  await page.waitForFunction(
    ({ since, count }) => window.observations.frames.filter((at) => at > since).length >= count,
    { since, count },
    { timeout: 30_000 },
  );
};

export { connect, exit };
