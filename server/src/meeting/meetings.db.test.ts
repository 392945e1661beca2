import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { EngagementCreated, MeetingRecord, MessageId } from '@parley/protocol';
import { ours, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { newId } from '../platform/ids.ts';

let server: GatewayUnderTest;
beforeAll(async () => (server = await startGateway({ overrides: { wrapUpSeconds: 0 } })), 300_000);
afterAll(() => server.stop());
/** Nobody is in anything, and nothing has been sent. */
afterEach(async () => {
  for (const { id, phase, leadId } of server.engagements.open())
    if (phase === 'active' && leadId)
      await server.engagements.command(id, { type: 'exit' }, { kind: 'participant', participantId: leadId });
  await server.database.db.deleteFrom('outgoing').execute();
});

const asked = {
  title: 'Loan talk',
  minutes: 30,
  lobby: true,
  timeZone: 'Europe/Berlin',
  language: 'en',
  people: [
    { name: 'Bea', email: 'bea@example.test' },
    { name: 'Bo', phone: '+12025550123' },
  ],
};

async function send(method: 'POST' | 'PUT' | 'DELETE', url: string, body: unknown, name?: string) {
  return server.http.inject({
    method,
    url: `/api/v1${url}`,
    headers: { origin: ours, ...(name && { cookie: await server.cookieOf(name) }) },
    ...(body !== undefined && { payload: body as object }),
  });
}
const make = async (changes: object = {}, name = 'ada') =>
  (await send('POST', '/meetings', { ...asked, ...changes }, name)).json<MeetingRecord>();
const look = async (code: string, pin?: string) =>
  (await send('POST', '/entrances/look', { code, ...(pin && { pin }) })).json<Record<string, unknown>>();
const enter = (code: string, name = 'Bea', pin?: string) =>
  send('POST', '/entrances/enter', { code, name, camera: true, ...(pin && { pin }) });
const letters = async () =>
  (await server.database.db.selectFrom('outgoing').selectAll().orderBy('id').execute()).map(
    ({ recipient, subject, text }) => ({ to: recipient, subject, text }),
  );
const guest = (token: string) => server.open({ origin: ours }).hello({ token });

/** A meeting of its own that its host has opened. */
async function opened(changes: object = {}) {
  const meeting = await make(changes);
  const host = await server.available('ada');
  await host.ask({ type: 'meeting.open', meetingId: meeting.id });
  const { engagement } = await host.until('engagement.snapshot');
  return { meeting, host, engagementId: engagement.id };
}

async function comesIn(code: string, name: string) {
  const created = (await enter(code, name)).json<EngagementCreated>();
  return { ...created, client: await guest(created.token) };
}

test('everybody is told once of a meeting, of its change and of its end', async () => {
  const meeting = await make({ startsAt: '2030-01-07T09:00:00.000Z', pin: '4711' });
  expect(meeting).toMatchObject({ status: 'planned', hasPin: true, link: `${ours}/join/${meeting.code}` });
  expect(JSON.stringify(meeting)).not.toContain('4711');
  const first = await letters();
  expect(first.map(({ to }) => to)).toEqual(['bea@example.test', '+12025550123']);
  expect(first[0]?.text).toContain('PIN: 4711');
  const { startsAt } = meeting;
  const people = [asked.people[0], { name: 'Cy', email: 'cy@example.test' }];
  await send('PUT', `/meetings/${meeting.id}`, { ...asked, startsAt, people, title: 'Mortgage' }, 'ada');
  expect((await letters()).slice(2).map(({ to, subject }) => [to, subject])).toEqual([
    ['bea@example.test', 'Changed: Mortgage'],
    ['cy@example.test', 'Invitation: Mortgage'],
    ['+12025550123', null],
  ]);
  for (let n = 0; n < 2; n += 1)
    expect((await send('DELETE', `/meetings/${meeting.id}`, undefined, 'ada')).json()).toMatchObject({
      status: 'cancelled',
    });
  expect((await letters()).slice(5).map(({ subject }) => subject)).toEqual([
    'Cancelled: Mortgage',
    'Cancelled: Mortgage',
  ]);
  const calendars = await server.database.db.selectFrom('outgoing_attachment').select('content').execute();
  const sequences = calendars.map(
    ({ content }) => /SEQUENCE:(\d)/.exec(Buffer.from(content).toString())?.[1],
  );
  expect(sequences.toSorted((a, b) => Number(a) - Number(b))).toEqual(['0', '1', '1', '2', '2']);
  expect(await look(meeting.code, '4711')).toMatchObject({ code: 'meeting-cancelled' });
});

test('GU1 GU2 GU3 a guest waits for the host, is let in, and sees only what a customer would', async () => {
  const planned = await make();
  expect(await look(planned.code)).toMatchObject({
    kind: 'meeting',
    isHostThere: false,
    companyName: 'Harbour Bank',
  });
  expect((await enter(planned.code)).json()).toMatchObject({ code: 'host-not-there' });
  const host = await server.available('ada');
  await host.ask({ type: 'meeting.open', meetingId: planned.id });
  const { engagement } = await host.until('engagement.snapshot');
  expect(engagement).toMatchObject({ phase: 'active', meeting: { title: 'Loan talk' } });
  expect(await host.ask({ type: 'meeting.open', meetingId: planned.id })).toMatchObject({ ok: true });
  expect((await server.stateOf(engagement.id))?.seq).toBe(engagement.seq);
  expect(await look(planned.code)).toMatchObject({ isHostThere: true });
  const bea = await comesIn(planned.code, '<b>Bea</b>');
  expect(await bea.client.until('lobby.changed')).toMatchObject({ state: 'waiting' });
  const at = { engagementId: engagement.id, participantId: bea.participantId };
  const refusal = { ok: false, problem: { code: 'engagement-not-found' } };
  const description = {
    engagementId: engagement.id,
    connectionId: 'c',
    sdp: 'v=0',
    lines: [{ mid: '0', source: 'camera' as const }],
  };
  expect(await bea.client.ask({ type: 'media.publish', ...description })).toMatchObject(refusal);
  expect(await bea.client.ask({ type: 'lobby.admit', ...at })).toMatchObject(refusal);
  expect(await bea.client.ask({ type: 'track.mute', engagementId: engagement.id })).toMatchObject(refusal);
  expect(await host.ask({ type: 'lobby.admit', ...at })).toMatchObject({ ok: true });
  const seen = await bea.client.until('engagement.snapshot');
  expect(seen.participantId).toBe(bea.participantId);
  expect(seen.engagement).not.toHaveProperty('meeting');
  expect(seen.engagement.participants.map(({ role, name }) => [role, name])).toEqual([
    ['associate', 'Ada Lovelace'],
    ['guest', '<b>Bea</b>'],
  ]);
  for (const type of ['engagement.pause', 'engagement.exit', 'recording.start'] as const)
    expect(await bea.client.ask({ type, engagementId: engagement.id })).toMatchObject({ ok: false });
  expect(await bea.client.ask({ type: 'engagement.leave', engagementId: engagement.id })).toMatchObject({
    ok: true,
  });
  expect((await server.stateOf(engagement.id))?.phase).toBe('active');
});

test('GU3 who has left hears nothing more, also with a connection that stays or comes back', async () => {
  const { meeting, host, engagementId } = await opened({ lobby: false });
  const bea = await comesIn(meeting.code, 'Bea');
  await bea.client.until('engagement.snapshot');
  const cy = await comesIn(meeting.code, 'Cy');
  await cy.client.until('engagement.snapshot');
  await bea.client.ask({ type: 'engagement.leave', engagementId });
  const { event: left } = await bea.client.until(
    'engagement.happened',
    ({ event: { event } }) => event.type === 'left',
  );
  const messageId = newId<MessageId>();
  await host.ask({ type: 'message.send', engagementId, messageId, text: 'Is she gone?' });
  await cy.client.until('engagement.happened', ({ event: { event } }) => event.type === 'message-sent');
  await bea.client.settle();
  expect(bea.client.all('engagement.happened').filter(({ event }) => event.seq > left.seq)).toEqual([]);
  const again = await guest(bea.token);
  expect(await again.until('lobby.changed')).toMatchObject({ state: 'gone' });
  expect(await again.outcome({ type: 'track.mute', engagementId })).toBe('not-a-participant');
  await again.settle();
  expect(again.all('engagement.snapshot')).toEqual([]);
});

test('who is refused hears it, also after coming back, and the end reaches the door', async () => {
  const { meeting, host, engagementId } = await opened();
  const bea = await comesIn(meeting.code, 'Bea');
  const cy = await comesIn(meeting.code, 'Cy');
  await cy.client.until('lobby.changed');
  await host.ask({ type: 'lobby.refuse', engagementId, participantId: bea.participantId });
  await bea.client.until('lobby.changed', ({ state }) => state === 'refused');
  const again = await guest(bea.token);
  expect(await again.until('lobby.changed')).toMatchObject({ state: 'refused' });
  await host.ask({ type: 'engagement.exit', engagementId });
  await cy.client.until('lobby.changed', ({ state }) => state === 'ended');
  expect((await enter(meeting.code)).json()).toMatchObject({ code: 'host-not-there' });
});

test('in a running engagement guests come to its customer, and only its associates let them in', async () => {
  const { associate, customer, engagementId } = await server.call('ada');
  const meeting = await make({ engagementId, lobby: true });
  expect(meeting).toMatchObject({ status: 'running', isWithin: true, engagementId });
  const bea = await comesIn(meeting.code, 'Bea');
  await bea.client.until('lobby.changed');
  const at = { engagementId, participantId: bea.participantId };
  expect(await customer.ask({ type: 'lobby.admit', ...at })).toMatchObject({
    ok: false,
    problem: { code: 'not-allowed' },
  });
  const { meeting: other, host } = await openedBy('grace');
  const stranger = await comesIn(other.code, 'Stranger');
  expect(await stranger.client.ask({ type: 'track.mute', engagementId })).toMatchObject({ ok: false });
  expect(await host.ask({ type: 'lobby.admit', ...at })).toMatchObject({
    ok: false,
    problem: { code: 'engagement-not-found' },
  });
  await associate.ask({ type: 'lobby.admit', ...at });
  await bea.client.until('engagement.snapshot');
  await customer.until(
    'engagement.happened',
    ({ event }) => event.event.type === 'joined' && event.event.role === 'guest',
  );
  expect((await send('POST', '/meetings', { ...asked, engagementId }, 'ada')).json()).toMatchObject({
    code: 'conflict',
  });
  expect((await send('POST', '/meetings', { ...asked, engagementId }, 'alan')).json()).toMatchObject({
    code: 'engagement-not-found',
  });
});

async function openedBy(name: string) {
  const meeting = await make({ lobby: false }, name);
  const host = await server.available(name);
  await host.ask({ type: 'meeting.open', meetingId: meeting.id });
  return { meeting, host };
}

test('GU4 twelve come in, the thirteenth does not', async () => {
  const { meeting } = await openedBy('ada');
  for (let n = 0; n < 11; n += 1)
    expect((await enter(meeting.code, `Guest ${String(n)}`)).statusCode).toBe(201);
  expect((await enter(meeting.code, 'Thirteenth')).json()).toMatchObject({ code: 'engagement-full' });
});

test('a wrong PIN opens nothing, and the tenth not even the right one', async () => {
  const { code } = await make({ pin: '4711' });
  expect(await look(code)).toMatchObject({ code: 'pin-needed' });
  for (let n = 0; n < 8; n += 1) expect(await look(code, '1234')).toMatchObject({ code: 'pin-wrong' });
  expect(await look(code, '4711')).toMatchObject({ code: 'rate-limited' });
});

test('a guest whose connection stays away is gone from the door', async () => {
  const { meeting, engagementId } = await opened();
  const bea = await comesIn(meeting.code, 'Bea');
  await bea.client.until('lobby.changed');
  await server.drop(bea.client);
  await server.skip(40);
  expect((await server.stateOf(engagementId))?.lobby).toMatchObject([{ state: 'gone' }]);
});

test('what would be over is not made, and what changes while it begins is not lost', async () => {
  const past = { startsAt: '2020-01-07T09:00:00.000Z' };
  expect((await send('POST', '/meetings', { ...asked, ...past }, 'ada')).json()).toMatchObject({
    code: 'bad-request',
  });
  const { id, code } = await make({ lobby: false });
  const host = await server.available('ada');
  const [opening] = await Promise.all([
    host.ask({ type: 'meeting.open', meetingId: id }),
    send('PUT', `/meetings/${id}`, { ...asked, lobby: true }, 'ada'),
  ]);
  if (!opening.ok) await host.ask({ type: 'meeting.open', meetingId: id });
  const { client } = await comesIn(code, 'Bea');
  expect(await client.until('lobby.changed')).toMatchObject({ state: 'waiting' });
});

test('GU5 meetings are their host’s', async () => {
  const { id } = await make();
  for (const [method, body] of [
    ['PUT', asked],
    ['DELETE', undefined],
  ] as const)
    expect((await send(method, `/meetings/${id}`, body, 'grace')).json()).toMatchObject({
      code: 'meeting-not-found',
    });
  const grace = await server.available('grace');
  expect(await grace.ask({ type: 'meeting.open', meetingId: id })).toMatchObject({
    ok: false,
    problem: { code: 'meeting-not-found' },
  });
  expect((await send('POST', '/meetings', asked)).json()).toMatchObject({ code: 'not-signed-in' });
  expect((await send('POST', '/meetings', asked, 'root')).json()).toMatchObject({ code: 'not-allowed' });
});

test('what is no meeting is refused, and so is who has no name', async () => {
  for (const changes of [
    { title: '  ' },
    { title: 'Loan\r\nBcc: x@y.test' },
    { people: Array.from({ length: 12 }, (_, n) => ({ name: 'P', email: `p${String(n)}@x.test` })) },
    { people: [{ name: 'Bea' }] },
    { people: [{ name: 'Bea', phone: '0171 123' }] },
    { pin: '123' },
    { pin: 'abcd' },
    { minutes: 4 },
    { timeZone: 'Mars/Olympus' },
    { startsAt: 'tomorrow' },
  ])
    expect([
      changes,
      (await send('POST', '/meetings', { ...asked, ...changes }, 'ada')).json(),
    ]).toMatchObject([changes, { code: 'bad-request' }]);
  const { code } = await make();
  for (const name of [' ', 'Bea\nLovelace', 'x'.repeat(81)])
    expect((await enter(code, name)).json()).toMatchObject({ code: 'bad-request' });
});

test('a code expires some hours after the end', async () => {
  const { code } = await make();
  await server.skip(10);
  server.clock.skip(4.6 * 3_600_000);
  expect(await look(code)).toMatchObject({ code: 'code-expired' });
  expect((await server.get('/api/v1/meetings', 'ada')).json()).toEqual({ meetings: [] });
});
