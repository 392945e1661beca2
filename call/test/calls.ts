import { expect, type Page } from '@playwright/test';

export interface Call {
  readonly desk: Page;
  readonly site: Page;
}

/** The customer asks, it rings and warms up, and the associate answers. Returns how long the customer's first picture took. */
export async function connect({ desk, site }: Call, channel: 'audio' | 'video' = 'video'): Promise<number> {
  await desk.evaluate(() => window.desk.setAvailability('available'));
  const requested = await site.evaluate((kind) => window.customer.request(kind), channel);
  expect(requested).toEqual({ ok: true });
  await desk.waitForFunction(() => window.desk.store.getState().invitations.length === 1);
  await desk.evaluate(() => {
    for (const invitation of window.desk.store.getState().invitations) window.desk.warmUp(invitation);
  });
  await desk.waitForFunction(() => window.desk.store.getState().media.path === 'connected');
  await site.waitForFunction(() => window.customer.store.getState().media.path === 'connected');
  const answeredAt = await desk.evaluate(async () => {
    const at = Date.now();
    const [invitation] = window.desk.store.getState().invitations;
    const outcome =
      invitation && (await window.desk.answer(invitation.engagementId, invitation.invitationId));
    if (!outcome?.ok) throw new Error(JSON.stringify(outcome));
    return at;
  });
  await site.waitForFunction(() => window.customer.store.getState().phase === 'active');
  if (channel === 'audio') return 0;
  await expect.poll(() => site.evaluate((at) => window.bench.firstFrameAfter(at), answeredAt)).toBeDefined();
  return (await site.evaluate((at) => window.bench.firstFrameAfter(at), answeredAt)) ?? Infinity;
}

/** How much a figure grows while the page's clock goes on. */
async function growth(
  page: Page,
  figure: 'frames' | 'energy' | 'packets',
  milliseconds: number,
): Promise<number> {
  return page.evaluate(
    async ([name, duration]) => {
      const before = await window.bench[name]();
      await new Promise((resolve) => setTimeout(resolve, duration));
      return (await window.bench[name]()) - before;
    },
    [figure, milliseconds] as const,
  );
}

const within = { timeout: 15_000 };

export const expectMoving = (page: Page) =>
  expect
    .poll(() => growth(page, 'frames', 500), { message: 'the picture moves', ...within })
    .toBeGreaterThan(4);
export const expectStill = (page: Page) =>
  expect
    .poll(() => growth(page, 'frames', 1_000), { message: 'the picture stands still', ...within })
    .toBe(0);
export const expectSound = (page: Page) =>
  expect
    .poll(() => growth(page, 'energy', 1_500), { message: 'there is sound', ...within })
    .toBeGreaterThan(1e-4);
export const expectSilence = (page: Page) =>
  expect
    .poll(() => growth(page, 'energy', 1_500), { message: 'there is silence', ...within })
    .toBeLessThan(1e-6);
export const expectNoPackets = (page: Page) =>
  expect.poll(() => growth(page, 'packets', 1_000), { message: 'no packet arrives', ...within }).toBe(0);

export async function bothWays({ desk, site }: Call): Promise<void> {
  await expectMoving(desk);
  await expectMoving(site);
  await expectSound(desk);
  await expectSound(site);
}

export const onDesk = (
  page: Page,
  control: 'mute' | 'unmute' | 'startCamera' | 'stopCamera' | 'pause' | 'resume' | 'exit',
) => page.evaluate((name) => window.desk[name](), control);
export const onSite = (
  page: Page,
  control: 'mute' | 'unmute' | 'startCamera' | 'stopCamera' | 'pause' | 'resume' | 'exit',
) => page.evaluate((name) => window.customer[name](), control);

export async function exit({ desk, site }: Call): Promise<void> {
  expect(await onDesk(desk, 'exit')).toEqual({ ok: true });
  await site.waitForFunction(() => window.customer.store.getState().phase === 'ended');
}
