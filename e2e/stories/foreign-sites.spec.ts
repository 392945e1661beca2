import { chromium as playwright, expect, type Browser, type Page } from '@playwright/test';
import { chromium } from '../src/browser.ts';
import { expectMoving, expectSound, watchConnections } from '../src/media.ts';
import { connect, control, exit, test } from '../src/people.ts';
import { sharpAtSite } from '../src/stills.ts';

/** What docs/embed.md asks a site's policy to allow, and not a thing more. */
const policyFor = (parley: string) =>
  [
    "default-src 'none'",
    `script-src ${parley}`,
    `connect-src ${parley} ${parley.replace(/^http/, 'ws')}`,
    'img-src blob:',
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

/** A page of another origin, from right to left, whose own styles want to be everywhere. */
async function openStrictSite(browser: Browser, parley: string): Promise<Page> {
  const context = await browser.newContext({
    // The last one because a page that is filled in here counts as one that isn't on this machine.
    permissions: ['camera', 'microphone', 'local-network-access'],
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript(watchConnections);
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      sessionStorage.setItem('violations', `${violatedDirective} ${blockedURI}`);
    });
  });
  const site = parley.replace('localhost', '127.0.0.1');
  await context.route(`${site}/strict/**`, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policyFor(parley) },
      body: `<!doctype html><html lang="en" dir="rtl"><head><title>Strict</title>
        <script src="${parley}/widget.js" data-client-id="demo" async></script></head>
        <body><h1>Strict</h1><a href="/strict/next">Next</a></body></html>`,
    }),
  );
  const page = await context.newPage();
  await page.goto(`${site}/strict/`);
  return page;
}

const violations = (site: Page) => site.evaluate(() => sessionStorage.getItem('violations'));

test('a call on a site with a strict policy that is read from right to left', async ({
  browser,
  associate,
  server,
}) => {
  const desk = await associate();
  const site = await openStrictSite(browser, server.origin);
  const launcher = site.getByRole('region', { name: 'Talk to us' });
  await expect(launcher).toBeVisible();
  const box = await launcher.boundingBox();
  expect(box && box.x + box.width).toBeGreaterThan(1_200);
  expect(box && box.x + box.width).toBeLessThanOrEqual(1_280);

  await connect(site, desk);
  await expectMoving(site, 'Associate video');
  await expectSound(site);
  await expectMoving(desk, 'Customer video');
  await control(desk, 'Freeze').click();
  await expect(sharpAtSite(site)).toBeVisible();
  await control(desk, 'Freeze').click();
  expect(await violations(site)).toBeNull();
  await exit(desk, site);
  await site.context().close();
});

test('going back to a page that the browser kept', async ({ associate, server }) => {
  const desk = await associate();
  const browser = await playwright.launch({
    ...chromium.launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const site = await openStrictSite(browser, server.origin);
    await site.evaluate(() => {
      window.addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset['kept'] = String(persisted);
      });
    });
    await expect(site.getByRole('button', { name: 'Video call' })).toBeVisible();
    await site.getByRole('link', { name: 'Next' }).click();
    await expect(site).toHaveURL(/next$/);
    // A kept page isn't loaded again, which `goBack` would wait for.
    await site.evaluate(() => history.back());
    await expect(site.locator('html[data-kept=true]')).toBeAttached();
    await connect(site, desk);
    await expectMoving(site, 'Associate video');

    // A page in a call is not kept by Chromium: going back is a load like any other.
    await site.getByRole('link', { name: 'Next' }).click();
    await expectMoving(site, 'Associate video');
    await site.goBack();
    await expectMoving(site, 'Associate video');
    await expectMoving(desk, 'Customer video');
    await exit(desk, site);
  } finally {
    await browser.close();
  }
});
