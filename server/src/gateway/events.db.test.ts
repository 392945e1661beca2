import { evolve } from '@parley/engagement';
import type { EngagementState } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
});
afterAll(() => server.stop());

const seqs = (client: WireClient) => client.all('engagement.happened').map(({ event }) => event.seq);
const typesOf = (client: WireClient) =>
  client.all('engagement.happened').map(({ event }) => event.event.type);

/** What a client that evolves what it hears believes. */
function belief(client: WireClient): EngagementState | undefined {
  return client.received.reduce<EngagementState | undefined>((state, message) => {
    if (message.type === 'engagement.snapshot') return message.engagement;
    return message.type === 'engagement.happened' ? evolve(state, message.event) : state;
  }, undefined);
}

async function finish(call: { associate: WireClient; engagementId: EngagementState['id'] }): Promise<void> {
  await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
  call.associate.cut();
}

test('EV1 EV2 both sides hear every event once, in order, and end up believing the same', async () => {
  const call = await server.call();
  const { associate, customer, engagementId } = call;
  await Promise.all([
    ...Array.from({ length: 10 }, (_, n) =>
      customer.outcome({ type: n % 2 ? 'track.unmute' : 'track.mute', engagementId }),
    ),
    associate.outcome({ type: 'engagement.pause', engagementId }),
    associate.outcome({ type: 'camera.stop', engagementId }),
  ]);
  await Promise.all([associate.settle(), customer.settle()]);
  const stored = await server.stateOf(engagementId);
  for (const client of [associate, customer]) {
    const heard = seqs(client);
    expect(heard).toEqual(heard.map((_, at) => (heard[0] ?? 0) + at));
    expect(heard.at(-1)).toBe(stored?.seq);
  }
  expect(belief(associate)).toEqual(JSON.parse(JSON.stringify(stored)));
  expect(belief(customer)).toMatchObject({ seq: stored?.seq, phase: 'active', hold: stored?.hold });
  await finish(call);
});

test('EV4 a customer sees no context, no invitation, no wrap-up, and no id of an account', async () => {
  const call = await server.call();
  const { customer, engagementId } = call;
  const attributes = [{ key: 'page.url', value: 'https://shop.test/secret-page' }];
  expect(await customer.outcome({ type: 'context.set', engagementId, attributes })).toBe('ok');
  await finish(call);
  await customer.until('engagement.happened', ({ event }) => event.event.type === 'ended');
  const told = JSON.stringify(customer.received);
  expect(typesOf(customer)).toContain('withheld');
  for (const secret of ['secret-page', 'associateId', 'invitationId', 'ada@demo.test'])
    expect(told).not.toContain(secret);
});

test('RQ1 what was acknowledged is in the log, and RQ6 saying it again makes no event', async () => {
  const call = await server.call();
  const { customer, engagementId } = call;
  for (let n = 0; n < 3; n += 1)
    expect(await customer.outcome({ type: 'track.mute', engagementId })).toBe('ok');
  const log = await server.engagements.since(engagementId, 0);
  expect(log.filter(({ event }) => event.type === 'muted')).toHaveLength(1);
  await finish(call);
});

test('EV3 who comes back gets the events missed, and nothing twice', async () => {
  const call = await server.call();
  const { customer, associate, engagementId, token } = call;
  const { mediaEpoch } = await customer.until('engagement.snapshot');
  const lastSeq = (await server.stateOf(engagementId))?.seq ?? 0;
  await server.drop(customer);
  await associate.ask({ type: 'track.mute', engagementId });
  await associate.ask({ type: 'engagement.pause', engagementId });
  const back = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  await back.settle();
  expect(back.all('engagement.snapshot')).toEqual([]);
  expect(typesOf(back)).toEqual(['muted', 'paused']);
  expect(seqs(back)[0]).toBe(lastSeq + 1);
  await finish(call);
});

test.each([
  [
    'too many events were missed',
    async (call: Call) => ({ lastSeq: 1, mediaEpoch: await epochOf(call), often: 210 }),
  ],
  ['the media has to be connected anew', async () => ({ lastSeq: 1, mediaEpoch: 'another', often: 0 })],
  [
    'the last event known is none of ours',
    async (call: Call) => ({ lastSeq: 9_999, mediaEpoch: await epochOf(call), often: 0 }),
  ],
])('EV3 who comes back gets a snapshot when %s', async (_when, make) => {
  const call = await server.call();
  const { engagementId, token } = call;
  const { lastSeq, mediaEpoch, often } = await make(call);
  // In turns, because so many events are more than one participant may write at once (RQ8).
  const both = [call.associateParticipantId, call.participantId];
  for (let n = 0; n < often; n += both.length)
    for (const participantId of both)
      await server.engagements.command(
        engagementId,
        { type: n % (2 * both.length) === 0 ? 'mute' : 'unmute' },
        { kind: 'participant', participantId },
      );
  const back = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  await back.settle();
  expect(back.all('engagement.snapshot')).toHaveLength(1);
  expect(seqs(back)).toEqual([]);
  await finish(call);
});

type Call = Awaited<ReturnType<GatewayUnderTest['call']>>;
const epochOf = async ({ customer }: Call) => (await customer.until('engagement.snapshot')).mediaEpoch;

test('EV3 an associate who was away when it ended is told so', async () => {
  const call = await server.call();
  const { associate, customer, engagementId } = call;
  const { mediaEpoch } = await associate.until('engagement.snapshot');
  const lastSeq = (await server.stateOf(engagementId))?.seq ?? 0;
  await server.drop(associate);
  expect(await customer.outcome({ type: 'engagement.exit', engagementId })).toBe('ok');
  const back = await server.associate('ada', { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  const { engagement } = await back.until('engagement.snapshot');
  expect(engagement).toMatchObject({ id: engagementId, phase: 'ended', endReason: 'customer-ended' });
  const stranger = await server.associate('grace', { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  await stranger.settle();
  expect(stranger.all('engagement.snapshot')).toEqual([]);
});

test('who reloads is not announced as lost; who stays away is, and comes back', async () => {
  const call = await server.call();
  const { associate, customer, engagementId, token } = call;
  await server.drop(customer);
  const reloaded = await server.customer(token);
  await server.skip(3);
  expect(typesOf(associate)).not.toContain('connection-lost');
  await server.drop(reloaded);
  await server.skip(3);
  const { event } = await associate.until(
    'engagement.happened',
    (it) => it.event.event.type === 'connection-lost',
  );
  expect(event.event).toMatchObject({ until: expect.stringMatching(/Z$/) as string });
  const back = await server.customer(token);
  await associate.until('engagement.happened', (it) => it.event.event.type === 'connection-regained');
  expect((await back.until('engagement.snapshot')).engagement.phase).toBe('active');
  expect(await back.outcome({ type: 'track.mute', engagementId })).toBe('ok');
  await finish(call);
});

test('who stays away for longer than the grace time ends the engagement with that reason', async () => {
  const call = await server.call();
  await server.drop(call.customer);
  await server.skip(35);
  const ended = await call.associate.until('engagement.happened', (it) => it.event.event.type === 'ended');
  expect(ended.event.event).toMatchObject({ reason: 'customer-lost' });
  call.associate.cut();
});

test('LA1 the lane reaches the other participant, is not stored and not answered', async () => {
  const call = await server.call();
  const { associate, customer, engagementId } = call;
  const before = (await server.stateOf(engagementId))?.seq;
  const body = { topic: 'quality', up: 3, down: 2 } as const;
  await customer.send({ type: 'lane.send', engagementId, body });
  const heard = await associate.until('lane.received');
  expect(heard).toMatchObject({ engagementId, participantId: call.participantId, body });
  await customer.settle();
  expect(customer.all('lane.received')).toEqual([]);
  expect((await server.stateOf(engagementId))?.seq).toBe(before);
  const other = await server.customer((await server.request()).token);
  await other.send({ type: 'lane.send', engagementId, body });
  await other.settle();
  await associate.settle();
  expect(associate.all('lane.received')).toHaveLength(1);
  await finish(call);
});
