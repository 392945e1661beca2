import type { EngagementId } from '@parley/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
beforeEach(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 5 } });
});
afterEach(() => server.stop());

const invited = async (client: WireClient, engagementId: EngagementId) =>
  (await client.until('invitation.received', (it) => it.invitation.engagementId === engagementId)).invitation;
const over = (client: WireClient, engagementId: EngagementId) =>
  client.until('invitation.over', (it) => it.engagementId === engagementId);
const status = (client: WireClient) => client.all('availability.changed').at(-1)?.availability.status;
const becomes = (client: WireClient, expected: string) =>
  client.until('availability.changed', ({ availability }) => availability.status === expected);
const rings = (client: WireClient) => client.all('invitation.received').length;

test('the associate idle longest is rung, with everything that is known on the card', async () => {
  const ada = await server.available('ada');
  await server.skip(1);
  const grace = await server.available('grace');
  const created = await server.request('audio', [
    { key: 'customer.name', value: 'Wei' },
    { key: 'page.title', value: 'Loans' },
  ]);
  const card = await invited(ada, created.engagementId);
  expect(card).toMatchObject({
    channel: 'audio',
    customerName: 'Wei',
    scenarioName: 'Talk to us',
    applicationName: 'Harbour Bank',
    attributes: [
      { key: 'customer.name', value: 'Wei', verified: false },
      { key: 'page.title', value: 'Loans', verified: false },
    ],
  });
  await grace.settle();
  expect(rings(grace)).toBe(0);
});

test('after a decline the next is rung at once', async () => {
  const ada = await server.available('ada');
  const grace = await server.available('grace');
  const { engagementId } = await server.request();
  const { invitationId } = await invited(ada, engagementId);
  expect(await ada.outcome({ type: 'invitation.decline', engagementId, invitationId })).toBe('ok');
  await invited(grace, engagementId);
  expect(await over(ada, engagementId)).toMatchObject({ status: 'declined' });
  expect(status(ada)).not.toBe('away');
});

test('after 20 seconds the next is rung; who misses two in a row is set to Away, with a notice', async () => {
  const ada = await server.available('ada');
  const first = await server.request();
  const customer = await server.customer(first.token);
  await invited(ada, first.engagementId);
  await server.skip(19);
  expect(ada.all('invitation.over')).toEqual([]);
  await server.skip(2);
  expect(await over(ada, first.engagementId)).toMatchObject({ status: 'expired' });
  const grace = await server.available('grace');
  await invited(grace, first.engagementId);
  const { invitationId } = await invited(grace, first.engagementId);
  await grace.ask({ type: 'invitation.accept', engagementId: first.engagementId, invitationId });
  const second = await server.request();
  const waiting = await server.customer(second.token);
  await invited(ada, second.engagementId);
  await server.skip(21);
  const { availability } = await becomes(ada, 'away');
  expect(availability).toEqual({ status: 'away', chosen: 'away', notice: 'missed' });
  await ada.ask({ type: 'availability.set', chosen: 'available' });
  await expect
    .poll(() => ada.all('availability.changed').at(-1)?.availability)
    .toEqual({ status: 'available', chosen: 'available' });
  expect([customer.isClosed, waiting.isClosed]).toEqual([false, false]);
});

test('two associates press Answer at once: one gets it, the other is told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const ada = await server.available('ada');
    const grace = await server.associate('grace');
    await grace.ask({ type: 'availability.set', chosen: 'away' });
    const { engagementId } = await server.request();
    const { invitationId } = await invited(ada, engagementId);
    const outcomes = await Promise.all([
      ada.outcome({ type: 'invitation.accept', engagementId, invitationId }),
      grace.outcome({ type: 'engagement.take', engagementId }),
    ]);
    expect(outcomes.sort()).toEqual(['engagement-taken', 'ok']);
    const log = await server.engagements.since(engagementId, 0);
    expect(log.filter(({ event }) => event.type === 'answered')).toHaveLength(1);
    const state = await server.stateOf(engagementId);
    const [winner, loser] = state?.participants[1]?.name === 'Ada Lovelace' ? [ada, grace] : [grace, ada];
    expect(winner.all('engagement.snapshot').map(({ engagement }) => engagement.id)).toContain(engagementId);
    expect(loser.all('engagement.snapshot')).toEqual([]);
    await winner.ask({ type: 'engagement.exit', engagementId });
    await winner.ask({ type: 'engagement.finish-wrap-up', engagementId });
    for (const client of [ada, grace]) {
      await server.drop(client);
    }
  }
});

test('one associate who answers two at once gets one', async () => {
  const ada = await server.associate('ada');
  const [one, two] = [await server.request(), await server.request()];
  const outcomes = await Promise.all(
    [one, two].map(({ engagementId }) => ada.outcome({ type: 'engagement.take', engagementId })),
  );
  expect(outcomes.sort()).toEqual(['already-engaged', 'ok']);
});

test('status follows the engagement: On a call, Wrapping up, then what it was', async () => {
  const call = await server.call();
  await becomes(call.associate, 'on-a-call');
  await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
  const { availability } = await becomes(call.associate, 'wrapping-up');
  expect(availability.wrapUpUntil).toMatch(/Z$/);
  const before = call.associate.all('availability.changed').length;
  await server.skip(6);
  await expect.poll(() => call.associate.all('availability.changed').length).toBeGreaterThan(before);
  expect(status(call.associate)).toBe('available');
});

test('the queue goes up and down with what waits, and each customer hears their place', async () => {
  const ada = await server.associate('ada');
  const first = await server.request();
  const second = await server.request();
  const one = await server.customer(first.token);
  const two = await server.customer(second.token);
  await ada.until('queue.changed', ({ waiting }) => waiting.length === 2);
  expect((await one.until('queue.place')).place).toBe(1);
  expect((await two.until('queue.place')).place).toBe(2);
  expect(await ada.outcome({ type: 'engagement.take', engagementId: first.engagementId })).toBe('ok');
  await two.until('queue.place', ({ place }) => place === 1);
  const { waiting } = await ada.until(
    'queue.changed',
    (it) => it.waiting.length === 1 && it.waiting[0]?.engagementId === second.engagementId,
  );
  expect(waiting[0]).toMatchObject({ scenarioName: 'Talk to us', ringing: false });
});

test('a customer keeps the place while away within the grace time, and nobody is rung meanwhile', async () => {
  const first = await server.request();
  const customer = await server.customer(first.token);
  const second = await server.request();
  const other = await server.customer(second.token);
  await server.drop(customer);
  await server.skip(3);
  await expect
    .poll(async () => (await server.stateOf(first.engagementId))?.participants[0]?.state)
    .toBe('away');
  const ada = await server.available('ada');
  await invited(ada, second.engagementId);
  expect(rings(ada)).toBe(1);
  const back = await server.customer(first.token);
  expect((await back.until('queue.place')).place).toBe(1);
  expect((await other.until('queue.place')).place).toBe(2);
});

test('a customer who asks and never comes does not stay in the queue', async () => {
  const ada = await server.associate('ada');
  const { engagementId } = await server.request();
  await ada.until('queue.changed', ({ waiting }) => waiting.length === 1);
  await server.skip(10 + 1 + 30 + 1);
  await ada.until(
    'queue.changed',
    ({ waiting }) => waiting.length === 0 && ada.all('queue.changed').length > 1,
  );
  expect(await server.stateOf(engagementId)).toMatchObject({ phase: 'ended', endReason: 'customer-lost' });
});

test('a card that goes by itself says why: who answered, or that nobody waits', async () => {
  const ada = await server.available('ada');
  const grace = await server.associate('grace');
  const taken = await server.request();
  await invited(ada, taken.engagementId);
  await grace.ask({ type: 'engagement.take', engagementId: taken.engagementId });
  expect(await over(ada, taken.engagementId)).toMatchObject({
    status: 'withdrawn',
    because: 'answered',
    answeredBy: 'Grace Hopper',
  });
  const left = await server.request();
  const customer = await server.customer(left.token);
  await invited(ada, left.engagementId);
  await customer.ask({ type: 'engagement.exit', engagementId: left.engagementId });
  const withdrawn = await over(ada, left.engagementId);
  expect(withdrawn).toMatchObject({ status: 'withdrawn', because: 'ended' });
  expect(withdrawn).not.toHaveProperty('answeredBy');
});

test('a desk that closes, or goes Away, while it rings does not keep the customer waiting', async () => {
  await server.skip(6);
  const ada = await server.available('ada');
  const grace = await server.available('grace');
  const { engagementId } = await server.request();
  await invited(ada, engagementId);
  await server.drop(ada);
  await server.skip(2);
  await invited(grace, engagementId);
  const alan = await server.available('alan');
  await grace.ask({ type: 'availability.set', chosen: 'away' });
  const withdrawn = await over(grace, engagementId);
  expect(withdrawn).toMatchObject({ status: 'withdrawn' });
  expect(withdrawn).not.toHaveProperty('because');
  await invited(alan, engagementId);
});
