import type { Announcement, EngagementId } from '@parley/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
beforeEach(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 5 } });
});
afterEach(() => server.stop());

const start = (
  client: WireClient,
  engagementId: EngagementId,
  how: 'listen' | 'whisper' | 'barge' | 'take-over',
) => client.outcome({ type: 'supervision.start', engagementId, how });
const stop = (client: WireClient, engagementId: EngagementId) =>
  client.outcome({ type: 'supervision.stop', engagementId });
const everything = (client: WireClient) => JSON.stringify(client.received);
const ruled = (engagementId: EngagementId) => server.engine.rooms.get(engagementId);
const trail = async () => {
  const rows = await server.database.db
    .selectFrom('audit_entry')
    .select(['actor_name', 'action', 'detail'])
    .orderBy('id')
    .execute();
  const ours = rows.filter(({ action }) => action.startsWith('supervision.'));
  return ours.map(({ actor_name: who, action, detail }) => ({ who, action, detail }));
};

async function announce(how: Announcement): Promise<void> {
  await server.database.db
    .updateTable('scenario')
    .set({ supervision: JSON.stringify({ announce: how }) })
    .execute();
}

test('SU1 who is no supervisor is refused, and nothing changes', async () => {
  const { associate: ada, customer, engagementId } = await server.call('ada');
  const grace = await server.available('grace');
  const root = await server.associate('root');
  const before = await server.stateOf(engagementId);
  for (const client of [ada, grace, root, customer]) {
    for (const how of ['listen', 'whisper', 'barge', 'take-over'] as const)
      expect(await start(client, engagementId, how)).toBe('not-allowed');
    expect(await stop(client, engagementId)).toBe('not-allowed');
  }
  expect(await server.stateOf(engagementId)).toEqual(before);
  expect(await trail()).toEqual([]);
});

test('SU1 there is nothing to supervise that waits, has ended or does not exist, and one at a time', async () => {
  const { associate: ada, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  const waiting = await server.request();
  const customer = await server.customer(waiting.token);
  expect(await start(mary, waiting.engagementId, 'listen')).toBe('engagement-not-active');
  await customer.ask({ type: 'engagement.exit', engagementId: waiting.engagementId });
  const nothing = '01900000-0000-7000-8000-0000000000ff' as EngagementId;
  expect(await start(mary, nothing, 'listen')).toBe('engagement-not-found');
  expect(await stop(mary, nothing)).toBe('engagement-not-found');
  expect(await start(mary, engagementId, 'listen')).toBe('ok');
  const other = await server.call('grace');
  expect(await start(mary, other.engagementId, 'listen')).toBe('already-engaged');
  await ada.ask({ type: 'engagement.exit', engagementId });
  expect(await start(mary, engagementId, 'whisper')).toBe('engagement-ended');
  expect(await start(mary, other.engagementId, 'listen')).toBe('ok');
});

test('SU2 SU4 SU6 a listener hears all and leaves no trace for the customer; the associate is told', async () => {
  const { associate: ada, customer, engagementId, token } = await server.call('ada');
  const mary = await server.associate('mary');
  expect(await start(mary, engagementId, 'listen')).toBe('ok');
  const { participantId, engagement } = await mary.until('engagement.snapshot');
  expect(engagement.supervisors).toMatchObject([{ id: participantId, mode: 'listen' }]);
  expect(engagement.participants).toHaveLength(2);
  expect(ruled(engagementId)?.confined).toEqual([{ participantId, to: [] }]);
  expect(ruled(engagementId)?.present).toContain(participantId);
  expect(await start(mary, engagementId, 'whisper')).toBe('ok');
  const adaId = engagement.leadId;
  expect(ruled(engagementId)?.confined).toEqual([{ participantId, to: [adaId] }]);
  await ada.until(
    'engagement.happened',
    ({ event: { event } }) => event.type === 'supervision-began' && event.supervisor.mode === 'whisper',
  );
  expect(await stop(mary, engagementId)).toBe('ok');
  // Until the engine has forgotten their tracks, nobody gets a line for them.
  expect(ruled(engagementId)?.confined).toEqual([{ participantId, to: [] }]);
  await customer.settle();
  const back = await server.customer(token, {
    resume: [{ engagementId, lastSeq: 1, mediaEpoch: 'another' }],
  });
  await back.until('engagement.snapshot');
  for (const client of [customer, back]) {
    expect(everything(client)).not.toContain('Mary');
    expect(everything(client)).not.toContain(participantId);
    expect(everything(client)).not.toContain('supervision-');
  }
  expect(await trail()).toEqual([
    { who: 'Mary Jackson', action: 'supervision.listen', detail: { announce: 'associates' } },
    { who: 'Mary Jackson', action: 'supervision.whisper', detail: { announce: 'associates' } },
    { who: 'Mary Jackson', action: 'supervision.end', detail: { reason: 'left' } },
  ]);
});

test('SU4 nobody is told where the scenario says so; of a whisper the associate is', async () => {
  await announce('nobody');
  const { associate: ada, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  await start(mary, engagementId, 'listen');
  await ada.settle();
  expect(everything(ada)).not.toContain('Mary');
  const path = `/api/v1/engagements/${engagementId}`;
  expect((await server.get(path, 'ada')).body).not.toContain('Mary');
  expect((await server.get(path, 'root')).body).toContain('Mary');
  await start(mary, engagementId, 'whisper');
  await ada.until('engagement.happened', ({ event: { event } }) => event.type === 'supervision-began');
});

test('SU4 everyone is told where the scenario says so, customers by name', async () => {
  await announce('everyone');
  const { customer, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  await start(mary, engagementId, 'listen');
  const { event } = await customer.until(
    'engagement.happened',
    (message) => message.event.event.type === 'supervision-began',
  );
  expect(event.event).toMatchObject({ supervisor: { name: 'Mary Jackson' } });
  expect(JSON.stringify(event)).not.toContain('associateId');
});

test('SU3 a supervisor does nothing in the call, is heard on no lane, and is gone with the connection', async () => {
  const { associate: ada, customer, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  await start(mary, engagementId, 'listen');
  for (const type of ['engagement.exit', 'engagement.leave', 'engagement.pause', 'camera.start'] as const)
    expect(await mary.outcome({ type, engagementId })).toBe('not-a-participant');
  await mary.send({ type: 'lane.send', engagementId, body: { topic: 'typing', isTyping: true } });
  await mary.settle();
  await customer.settle();
  for (const client of [ada, customer]) expect(client.all('lane.received')).toEqual([]);
  await server.drop(mary);
  await server.skip(2);
  await expect.poll(async () => (await server.stateOf(engagementId))?.supervisors).toEqual([]);
  expect((await trail()).at(-1)).toMatchObject({ action: 'supervision.end', detail: { reason: 'lost' } });
  expect((await server.stateOf(engagementId))?.phase).toBe('active');
});

test('who listens is on a call, and what they were before when they stop', async () => {
  const { engagementId } = await server.call('ada');
  const mary = await server.available('mary');
  await start(mary, engagementId, 'listen');
  await mary.until('availability.changed', ({ availability }) => availability.status === 'on-a-call');
  await stop(mary, engagementId);
  await expect.poll(() => mary.all('availability.changed').at(-1)?.availability.status).toBe('available');
});

test('SU5 SU6 barging in, then taking over: the associate leaves and writes up', async () => {
  const { associate: ada, customer, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  await start(mary, engagementId, 'listen');
  const { participantId } = await mary.until('engagement.snapshot');
  expect(await start(mary, engagementId, 'barge')).toBe('ok');
  const joined = await customer.until(
    'engagement.happened',
    ({ event: { event } }) => event.type === 'joined' && event.participantId === participantId,
  );
  expect(joined.event.event).toMatchObject({ name: 'Mary Jackson', camera: false });
  expect(joined.event.event).not.toHaveProperty('entrance');
  expect(ruled(engagementId)?.confined).toEqual([]);
  expect(await start(mary, engagementId, 'take-over')).toBe('ok');
  const left = await ada.until('engagement.happened', ({ event: { event } }) => event.type === 'left');
  expect(left.event.event).toMatchObject({ reason: 'taken-over' });
  expect(
    (await customer.until('engagement.happened', ({ event: { event } }) => event.type === 'left')).event
      .event,
  ).toMatchObject({ reason: 'left' });
  await ada.until('availability.changed', ({ availability }) => availability.status === 'wrapping-up');
  expect(await server.stateOf(engagementId)).toMatchObject({ phase: 'active', leadId: participantId });
  expect((await trail()).map(({ action }) => action)).toEqual([
    'supervision.listen',
    'supervision.barge',
    'supervision.take-over',
  ]);
  expect(await mary.outcome({ type: 'engagement.exit', engagementId })).toBe('ok');
});

test('SU7 the board: who works, who waits, who talks, and how the day has been; live, for those who may', async () => {
  const { associate: ada, engagementId } = await server.call('ada');
  const mary = await server.associate('mary');
  expect(await ada.outcome({ type: 'board.watch', watch: true })).toBe('not-allowed');
  expect(await mary.outcome({ type: 'board.watch', watch: true })).toBe('ok');
  const { board } = await mary.until('board.changed');
  expect(board.engagements).toMatchObject([
    { engagementId, recording: false, associates: [{ name: 'Ada Lovelace' }], supervisors: [] },
  ]);
  expect(board.people.find(({ name }) => name === 'Ada Lovelace')).toMatchObject({
    status: 'on-a-call',
    since: expect.stringMatching(/Z$/),
  });
  expect(board.people.find(({ name }) => name === 'Grace Hopper')).not.toHaveProperty('since');
  expect(board.teams.find(({ name }) => name === 'Demo team')).toMatchObject({ answered: 1, inTime: 1 });
  expect(board.teams.find(({ name }) => name === 'Loans')).toMatchObject({ answered: 0, abandoned: 0 });

  const waiting = await server.request();
  const customer = await server.customer(waiting.token);
  await server.skip(2);
  await mary.until('board.changed', (news) => news.board.waiting[0]?.engagementId === waiting.engagementId);
  await customer.ask({ type: 'engagement.exit', engagementId: waiting.engagementId });
  await server.skip(2);
  await mary.until('board.changed', (news) => news.board.teams.some(({ abandoned }) => abandoned === 1));
  await start(mary, engagementId, 'listen');
  await server.skip(2);
  await mary.until('board.changed', (news) => news.board.engagements[0]?.supervisors[0]?.mode === 'listen');
  await ada.send({ type: 'lane.send', engagementId, body: { topic: 'quality', up: 1, down: 3 } });
  await ada.settle();
  await server.skip(2);
  await mary.until('board.changed', (news) => news.board.engagements[0]?.quality === 1);

  await mary.ask({ type: 'board.watch', watch: false });
  const heard = mary.all('board.changed').length;
  await ada.ask({ type: 'engagement.exit', engagementId });
  await server.skip(2);
  expect(mary.all('board.changed')).toHaveLength(heard);
});

test('SU7 the board is told once a second at most, however much happens', async () => {
  const mary = await server.associate('mary');
  await mary.ask({ type: 'board.watch', watch: true });
  await mary.settle();
  const before = mary.all('board.changed').length;
  const began = performance.now();
  for (let n = 0; n < 5; n += 1) await server.request();
  await mary.settle();
  const seconds = (performance.now() - began) / 1_000;
  expect(mary.all('board.changed').length - before).toBeLessThanOrEqual(1 + Math.floor(seconds));
  await server.skip(2);
  await mary.until('board.changed', ({ board }) => board.waiting.length === 5);
});
