import type { EngagementId } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
});
afterAll(() => server.stop());

const lines = [{ mid: '0', source: 'microphone' as const }];

async function connectMedia(client: WireClient, engagementId: EngagementId, name: string): Promise<void> {
  const at = { engagementId, connectionId: name };
  const published = await client.ask({ type: 'media.publish', ...at, sdp: `offer of ${name}`, lines });
  expect(published).toMatchObject({ ok: true, sdp: `answer to offer of ${name}` });
  expect(await client.outcome({ type: 'media.subscribe', ...at })).toBe('ok');
  await client.until('media.offer', ({ connectionId }) => connectionId === name);
  expect(await client.outcome({ type: 'media.answer', ...at, revision: 0, sdp: 'v=0' })).toBe('ok');
}

const rules = (id: EngagementId) => server.engine.rooms.get(id);

async function finish(call: Awaited<ReturnType<GatewayUnderTest['call']>>): Promise<void> {
  await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
  call.associate.cut();
}

test('ME1 who is rung may connect media, is not present before answering, and is taken away after declining', async () => {
  const ada = await server.available('ada');
  const grace = await server.associate('grace');
  const { engagementId, participantId } = await server.request();
  const { invitation } = await ada.until(
    'invitation.received',
    (it) => it.invitation.engagementId === engagementId,
  );
  await connectMedia(ada, engagementId, 'early');
  expect(rules(engagementId)?.present).toEqual([participantId]);
  expect(await grace.outcome({ type: 'media.subscribe', engagementId, connectionId: 'g' })).toBe(
    'engagement-not-found',
  );
  const { invitationId } = invitation;
  expect(await ada.outcome({ type: 'invitation.decline', engagementId, invitationId })).toBe('ok');
  expect(server.engine.removed).toContain(`${engagementId} ${invitation.participantId}`);
  expect(await ada.outcome({ type: 'media.subscribe', engagementId, connectionId: 'late' })).toBe(
    'engagement-not-found',
  );
  ada.cut();
  grace.cut();
});

test('ME1 media connected early is taken away even when the realtime connection is gone', async () => {
  const ada = await server.available('ada');
  const { engagementId } = await server.request();
  const { invitation } = await ada.until(
    'invitation.received',
    (it) => it.invitation.engagementId === engagementId,
  );
  await connectMedia(ada, engagementId, 'early');
  await server.drop(ada);
  await server.skip(26);
  await expect.poll(() => server.engine.removed).toContain(`${engagementId} ${invitation.participantId}`);
});

test('ME2 mute, camera off and pause are in force before their reply, however slow the engine', async () => {
  const call = await server.call('alan');
  const { associate, customer, engagementId, participantId, associateParticipantId } = call;
  expect(rules(engagementId)?.present).toEqual([participantId, associateParticipantId]);
  server.engine.slowness = 60;
  await customer.ask({ type: 'track.mute', engagementId });
  expect(rules(engagementId)?.muted).toContainEqual({ participantId, source: 'microphone' });
  await customer.ask({ type: 'camera.stop', engagementId });
  expect(rules(engagementId)?.muted).toContainEqual({ participantId, source: 'camera' });
  await associate.ask({ type: 'engagement.pause', engagementId });
  expect(rules(engagementId)?.paused).toBe(true);
  await associate.ask({ type: 'engagement.resume', engagementId });
  expect(rules(engagementId)?.paused).toBe(false);
  server.engine.slowness = 0;
  await finish(call);
  expect(rules(engagementId)).toBeUndefined();
});

test('ME4 how large the others are shown reaches the engine whole, and bad values do not', async () => {
  const call = await server.call('alan');
  const { associate, customer, engagementId, participantId, associateParticipantId } = call;
  const sizes = [{ participantId, source: 'camera' as const, size: 'small' as const }];
  const said = () => server.engine.resized.get(`${engagementId} ${associateParticipantId}`);
  expect(await associate.outcome({ type: 'media.resize', engagementId, sizes })).toBe('ok');
  expect(said()).toEqual([{ track: { participantId, source: 'camera' }, size: 'small' }]);
  expect(await associate.outcome({ type: 'media.resize', engagementId, sizes: [] })).toBe('ok');
  expect(said()).toEqual([]);
  const stranger = await server.associate('grace');
  expect(await stranger.outcome({ type: 'media.resize', engagementId, sizes })).toBe('engagement-not-found');
  stranger.cut();
  const tooMany = Array.from({ length: 65 }, () => sizes[0]!);
  expect(await customer.outcome({ type: 'media.resize', engagementId, sizes: tooMany })).toBe('bad-request');
  await finish(call);
});

test('ME5 a publisher is told what is wanted, and told again when it comes back', async () => {
  const call = await server.call('alan');
  const { customer, engagementId, participantId, token } = call;
  await connectMedia(customer, engagementId, 'mine');
  const { mediaEpoch } = await customer.until('engagement.snapshot');
  const track = { participantId, source: 'camera' as const };
  server.engine.emit('wanted', { roomId: engagementId, track, full: false, small: true });
  expect(await customer.until('media.wanted')).toMatchObject({ source: 'camera', full: false, small: true });
  const lastSeq = (await server.stateOf(engagementId))?.seq ?? 0;
  await server.drop(customer);
  const back = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  expect(await back.until('media.wanted')).toMatchObject({ full: false, small: true });
  server.engine.lose();
  await back.until('media.reset');
  await server.drop(back);
  const after = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  await after.until('engagement.snapshot');
  expect(after.all('media.wanted')).toEqual([]);
  await finish(call);
});

test('an offer made while the realtime connection was away is made again when it is back', async () => {
  const call = await server.call('alan');
  const { customer, engagementId, participantId, token } = call;
  await connectMedia(customer, engagementId, 'mine');
  const { mediaEpoch } = await customer.until('engagement.snapshot');
  const lastSeq = (await server.stateOf(engagementId))?.seq ?? 0;
  await server.drop(customer);
  const at = { roomId: engagementId, participantId, connectionId: 'mine' };
  server.engine.emit('offer', { ...at, revision: 1, sdp: 'v=0', lines: [{ mid: '1', kind: 'video' }] });
  const back = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  const offer = await back.until('media.offer');
  expect(offer).toMatchObject({ connectionId: 'mine', revision: 1 });
  await back.ask({ type: 'media.answer', engagementId, connectionId: 'mine', revision: 1, sdp: 'v=0' });
  await server.drop(back);
  server.engine.emit('connection', { ...at, direction: 'subscribe', state: 'failed' });
  const again = await server.customer(token, { resume: [{ engagementId, lastSeq, mediaEpoch }] });
  await again.until('media.failed');
  expect(again.all('media.offer')).toEqual([]);
  await finish(call);
});

test('ME3 a lost media process brings a new epoch to everyone, and the rooms back with their rules', async () => {
  const call = await server.call('alan');
  const { associate, customer, engagementId } = call;
  await connectMedia(associate, engagementId, 'a');
  await connectMedia(customer, engagementId, 'c');
  await associate.ask({ type: 'engagement.pause', engagementId });
  const { mediaEpoch } = await customer.until('engagement.snapshot');
  server.engine.lose();
  const [one, other] = await Promise.all([associate.until('media.reset'), customer.until('media.reset')]);
  expect(one.mediaEpoch).toBe(other.mediaEpoch);
  expect(one.mediaEpoch).not.toBe(mediaEpoch);
  expect(rules(engagementId)).toMatchObject({ paused: true });
  await connectMedia(customer, engagementId, 'c2');
  await finish(call);
});

test('a room that the engine does not know, as after a restart, is opened by the first who comes', async () => {
  const call = await server.call('alan');
  server.engine.rooms.clear();
  await connectMedia(call.customer, call.engagementId, 'c');
  expect(rules(call.engagementId)?.present).toHaveLength(2);
  await finish(call);
});

test('nobody connects media to what has ended', async () => {
  const call = await server.call('alan');
  await finish(call);
  const { customer, engagementId } = call;
  expect(await customer.outcome({ type: 'media.subscribe', engagementId, connectionId: 'x' })).toBe(
    'engagement-ended',
  );
});

test('news of strangers and of unknown rooms reaches nobody', async () => {
  const call = await server.call('alan');
  const before = call.customer.received.length;
  const strange = { connectionId: 'x', revision: 0, sdp: 'v=0', lines: [] };
  server.engine.emit('offer', { roomId: 'nowhere', participantId: call.participantId, ...strange });
  server.engine.emit('offer', {
    roomId: call.engagementId,
    participantId: 'nobody',
    ...strange,
  });
  await call.customer.settle();
  expect(call.customer.received.slice(before).filter(({ type }) => type === 'media.offer')).toEqual([]);
  await finish(call);
});
