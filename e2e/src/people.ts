import { expect, test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { watchConnections } from './media.ts';
import { startServer, type Server } from './server.ts';
import { smallCamera } from './small-camera.ts';

export type AssociateName = 'ada' | 'grace' | 'alan' | 'mary' | 'root';

interface People {
  /** Opens a desk, signs in and makes the associate available. */
  associate: (name?: AssociateName, options?: BrowserContextOptions) => Promise<Page>;
  /** Opens the demo site as a customer with devices allowed. */
  customer: (options?: BrowserContextOptions) => Promise<Page>;
  /** Starts a server for this story alone, one that may be stopped, killed or set otherwise. */
  ownServer: (settings?: Record<string, string>) => Promise<Server>;
  /** No page of a story goes on beside the next one. */
  closesPages: void;
}

/** Stories share one server; one that stops or slows it starts its own. */
export const test = base.extend<People, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await startServer({ WRAP_UP_SECONDS: '0' });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  ownServer: async ({}, use) => {
    const started: Server[] = [];
    await use(async (settings = {}) => {
      const server = await startServer({ WRAP_UP_SECONDS: '0', ...settings });
      started.push(server);
      return server;
    });
    for (const server of started) await server.stop();
  },
  closesPages: [
    async ({ browser }, use) => {
      await use();
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
  associate: async ({ browser, server }, use) => {
    await use((name, options) => openDesk(browser, server.origin, name, options));
  },
  customer: async ({ browser, server }, use) => {
    const opened: Page[] = [];
    await use(async (options = {}) => {
      const page = await openSite(browser, server.origin, options);
      opened.push(page);
      return page;
    });
    for (const page of opened) await endQuietly(page);
  },
});

/** Opens a desk of this server, signs in and makes the associate available. */
export async function openDesk(
  browser: Browser,
  origin: string,
  name: AssociateName = 'ada',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto(`${origin}/desk`);
  await signIn(page, name);
  await becomeAvailable(page);
  return page;
}

export async function openSite(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto(`${origin}/demo/`);
  return page;
}

/** A page with devices allowed, whose connections can be watched. */
async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], ...options });
  await context.addInitScript(watchConnections);
  await context.addInitScript(smallCamera);
  return context.newPage();
}

export async function signIn(page: Page, name: AssociateName, password = 'parley-demo'): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(`${name}@demo.test`);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function becomeAvailable(page: Page): Promise<void> {
  const status = page.getByRole('button', { name: /^Status: / });
  await expect(status).toBeVisible();
  if (/Available/.test((await status.getAttribute('aria-label')) ?? (await status.innerText()))) return;
  await status.click();
  await page
    .getByRole('menuitemradio', { name: 'Available' })
    .or(page.getByRole('menuitem', { name: 'Available' }))
    .click();
  await expect(page.getByRole('button', { name: 'Status: Available' })).toBeVisible();
}

/** A story that failed in the middle must not leave its customer in the next one's queue. */
async function endQuietly(page: Page): Promise<void> {
  const end = page.getByRole('button', { name: 'End call' });
  if (!page.isClosed() && (await end.isVisible().catch(() => false))) {
    await end.click({ timeout: 2_000 }).catch(() => undefined);
    await page
      .getByRole('status')
      .filter({ hasText: 'Call ended' })
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
  }
  await page.context().close();
}

export const incomingCard = (desk: Page) =>
  desk.getByRole('dialog', { name: /^Incoming (video|audio) call$/ });

/** The customer presses the button; resolves once they wait. */
export async function request(site: Page, button: 'Video call' | 'Audio call' = 'Video call'): Promise<void> {
  await site.getByRole('button', { name: button }).click();
  await expect(waiting(site)).toBeVisible();
}

export const waiting = (site: Page) =>
  site.getByRole('status').filter({ hasText: /^Waiting for an associate/ });
export const callEnded = (site: Page) => site.getByRole('status').filter({ hasText: 'Call ended' });
export const control = (desk: Page, name: string) =>
  desk.getByRole('toolbar', { name: 'Call controls' }).getByRole('button', { name, exact: true });

/** From pressing "Video call" to both being in the engagement. */
export async function connect(
  site: Page,
  desk: Page,
  button: 'Video call' | 'Audio call' = 'Video call',
): Promise<void> {
  await request(site, button);
  await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
  await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeVisible();
  await expect(waiting(site)).toBeHidden();
}

/** The associate exits; both sides see that it is over. */
export async function exit(desk: Page, site: Page): Promise<void> {
  await control(desk, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
  await expect(desk.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
}
