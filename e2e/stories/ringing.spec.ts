import { expect, type Page } from '@playwright/test';
import { holdNews } from '../src/held-news.ts';
import {
  callEnded,
  connect,
  control,
  incomingCard,
  openDesk,
  openSite,
  request,
  test,
  waiting,
} from '../src/people.ts';

/** The two desks, the one that rings first. */
async function whoRings(one: Page, other: Page): Promise<[Page, Page]> {
  const rings = (desk: Page) => incomingCard(desk).isVisible();
  await expect.poll(async () => (await rings(one)) || (await rings(other))).toBe(true);
  return (await rings(one)) ? [one, other] : [other, one];
}

test('who declines is left in peace and the next is asked', async ({ associate, customer }) => {
  const ada = await associate('ada');
  const grace = await associate('grace');
  const site = await customer();
  await request(site);
  const [first, second] = await whoRings(ada, grace);
  await incomingCard(first).getByRole('button', { name: 'Decline' }).click();
  await expect(incomingCard(second)).toBeVisible();
  await expect(incomingCard(first)).toBeHidden();
  await expect(waiting(site)).toBeVisible();
  await incomingCard(second).getByRole('button', { name: 'Answer' }).click();
  await expect(control(second, 'Exit')).toBeVisible();
  await control(second, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('an invitation rings out and the next is asked; two missed in a row set Away', async ({
  browser,
  ownServer,
}) => {
  const server = await ownServer({ RING_SECONDS: '5' });
  const desk = await openDesk(browser, server.origin);
  for (const missed of [1, 2]) {
    const site = await openSite(browser, server.origin);
    await request(site);
    await expect(incomingCard(desk)).toBeVisible();
    await expect(incomingCard(desk)).toBeHidden();
    if (missed === 2) await expect(desk.getByRole('button', { name: 'Status: Away' })).toBeVisible();
    await site.getByRole('button', { name: 'End call' }).click();
    await expect(callEnded(site)).toBeVisible();
    await site.context().close();
  }
});

test('two associates press Answer at once: one gets it, the other is told', async ({
  associate,
  customer,
}) => {
  const ada = await associate('ada');
  const grace = await associate('grace');
  const newsFor = new Map([
    [ada, await holdNews(ada)],
    [grace, await holdNews(grace)],
  ]);
  const site = await customer();
  await request(site);
  const [rung, other] = await whoRings(ada, grace);
  await other.getByRole('button', { name: 'Queue: 1 waiting' }).click();
  const fromQueue = other.getByRole('button', { name: /^Answer/ });
  await expect(fromQueue).toBeVisible();
  // Neither has heard of the other when they press.
  newsFor.get(other)?.hold();
  await incomingCard(rung).getByRole('button', { name: 'Answer' }).click();
  await fromQueue.click();
  newsFor.get(other)?.release();
  await expect(other.getByText('Someone else has just answered.')).toBeVisible();
  await expect(control(rung, 'Exit')).toBeVisible();
  await expect(other.getByRole('toolbar', { name: 'Call controls' })).toBeHidden();
  await control(rung, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('a card that another associate answers says so as it goes', async ({ associate, customer }) => {
  const ada = await associate('ada');
  const site = await customer();
  await request(site);
  await expect(incomingCard(ada)).toBeVisible();
  const grace = await associate('grace');
  await grace.getByRole('button', { name: 'Queue: 1 waiting' }).click();
  await incomingCard(grace)
    .getByRole('button', { name: 'Answer' })
    .or(grace.getByRole('button', { name: /^Answer \w/ }))
    .first()
    .click();
  await expect(ada.getByText('Grace Hopper has answered.')).toBeVisible();
  await expect(incomingCard(ada)).toBeHidden();
  await control(grace, 'Exit').click();
  await expect(callEnded(site)).toBeVisible();
});

test('the customer is told their place, and it moves up', async ({ associate, customer }) => {
  const first = await customer();
  const second = await customer();
  await request(first);
  await request(second);
  await expect(waiting(second)).toContainText('2');
  const desk = await associate('ada');
  await expect(desk.getByRole('button', { name: 'Queue: 2 waiting' })).toBeVisible();
  await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
  await expect(waiting(first)).toBeHidden();
  await expect(waiting(second)).not.toContainText('2');
  await control(desk, 'Exit').click();
  await expect(callEnded(first)).toBeVisible();
  await incomingCard(desk).getByRole('button', { name: 'Answer' }).click();
  await expect(waiting(second)).toBeHidden();
  await control(desk, 'Exit').click();
  await expect(callEnded(second)).toBeVisible();
});

test('a customer who gives up takes the card along', async ({ associate, customer }) => {
  const desk = await associate('ada');
  const site = await customer();
  await request(site);
  await expect(incomingCard(desk)).toBeVisible();
  await site.getByRole('button', { name: 'End call' }).click();
  await expect(incomingCard(desk)).toBeHidden();
  await expect(desk.getByText('The customer has hung up.')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Queue: 0 waiting' })).toBeVisible();
  await expect(callEnded(site)).toBeVisible();
});

test('after one engagement the next one works the same', async ({ associate, customer }) => {
  const desk = await associate('ada');
  const site = await customer();
  for (let round = 0; round < 2; round += 1) {
    await connect(site, desk);
    await control(desk, 'Exit').click();
    await expect(callEnded(site)).toBeVisible();
    await site.reload();
  }
});
