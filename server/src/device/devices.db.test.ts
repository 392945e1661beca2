import { deviceIn } from '@parley/engagement';
import type { EngagementCreated, EngagementId, ProblemBody } from '@parley/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ours, shop, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

const phoneNumber = '+442079460958';

let server: GatewayUnderTest;
let call: Awaited<ReturnType<GatewayUnderTest['call']>>;

const stateOf = (id: EngagementId = call.engagementId) => server.stateOf(id);
const linkOf = async () => (await stateOf())?.deviceLink;

let nextId = 9_000;
/** What the server answers to something that no type checker would let through. */
async function answerTo(side: 'customer' | 'associate', message: Record<string, unknown>): Promise<string> {
  const id = nextId++;
  await call[side].send({ engagementId: call.engagementId, ...message, id });
  const reply = await call[side].until('reply', (one) => one.id === id);
  return reply.ok ? 'ok' : reply.problem.code;
}

const bySms = (to = phoneNumber) => answerTo('associate', { type: 'device.invite', by: { way: 'sms', to } });
const onScreen = (side: 'customer' | 'associate' = 'associate') =>
  answerTo(side, { type: 'device.invite', by: { way: 'screen' } });

const post = (path: string, body: unknown, headers: Record<string, string>) =>
  server.http.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
const codeIn = (text: string): string => /\/join\/(\w+)/.exec(text)?.[1] ?? '';

/** Asks for the link as the customer's page does. */
async function shown(token = call.token, id: EngagementId = call.engagementId) {
  const response = await post(
    `/engagements/${id}/device-link`,
    {},
    { origin: shop, authorization: `Bearer ${token}` },
  );
  return response.json<{ url: string } & Partial<ProblemBody>>();
}

async function comes(code: string, device = 'Phone · Pixel 9') {
  const response = await post('/entrances/enter', { code, name: device, camera: true }, { origin: ours });
  return response.json<EngagementCreated & Partial<ProblemBody>>();
}

async function phoneIn() {
  expect(await onScreen()).toBe('ok');
  const created = await comes(codeIn((await shown()).url));
  const client = await server.open({ origin: ours }).hello({ token: created.token });
  return { ...created, client };
}

const outgoing = () =>
  server.database.db.selectFrom('outgoing').select(['recipient', 'text']).orderBy('id', 'desc').execute();

describe('a second device', () => {
  beforeAll(async () => {
    server = await startGateway();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    call = await server.call();
  });
  afterEach(async () => {
    const by = { kind: 'participant', participantId: call.associateParticipantId } as const;
    const outcome = await server.engagements.command(call.engagementId, { type: 'exit' }, by);
    const wrapUps = outcome.ok ? outcome.value.wrapUps : [];
    for (const { associateId } of wrapUps)
      await server.engagements.command(
        call.engagementId,
        { type: 'finish-wrap-up', associateId },
        { kind: 'system' },
      );
  });

  test('DV1 a link is made by who may, in place of the one before; by SMS it is stored with the message or not at all', async () => {
    expect(await bySms()).toBe('ok');
    const [sms] = await outgoing();
    expect(sms).toMatchObject({ recipient: phoneNumber });
    expect(sms?.text).toMatch(/^.+Ada.+https:\/\/desk\.test\/join\/[A-Z0-9]{8}$/);
    const first = await linkOf();
    expect(first).toMatchObject({ way: 'sms', status: 'open' });
    expect(await bySms()).toBe('ok');
    expect((await linkOf())?.id).not.toBe(first?.id);
    expect(await comes(codeIn(sms?.text ?? ''))).toMatchObject({ code: 'device-link-over' });
    expect(await answerTo('customer', { type: 'device.invite', by: { way: 'sms', to: phoneNumber } })).toBe(
      'not-allowed',
    );
  });

  test.each([
    ['no way', {}],
    ['another way', { by: { way: 'letter' } }],
    ['no number', { by: { way: 'sms' } }],
    ['a number that is none', { by: { way: 'sms', to: '030 12' } }],
    ['a number with more behind it', { by: { way: 'sms', to: `${phoneNumber}\n` } }],
    ['a text of their own', { by: { way: 'sms', to: phoneNumber, text: 'Hello' } }],
  ])('DV1 refuses %s, and sends nothing', async (_, message) => {
    const before = (await outgoing()).length;
    expect(await answerTo('associate', { type: 'device.invite', ...message })).toBe('bad-request');
    expect(await linkOf()).toBeUndefined();
    expect(await outgoing()).toHaveLength(before);
  });

  test('DV1 so many SMS and no more go out of one engagement', async () => {
    const answers = [];
    for (let n = 0; n < 7; n += 1) answers.push(await bySms());
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'rate-limited', 'rate-limited']);
  });

  test('DV2 the link is shown to the customer’s own page and nobody else', async () => {
    expect(await shown()).toMatchObject({ code: 'device-link-unknown' });
    await bySms();
    expect(await shown()).toMatchObject({ code: 'device-link-unknown' });
    await onScreen();
    const [one, two] = [await shown(), await shown()];
    expect(one.url).not.toBe(two.url);
    expect(await shown('a-guess')).toMatchObject({ code: 'token-invalid' });
    const other = await server.request();
    expect(await shown(other.token)).toMatchObject({ code: 'engagement-not-found' });
    // Else it would ring at whoever the next test wants to answer.
    await server.engagements.command(
      other.engagementId,
      { type: 'exit' },
      { kind: 'participant', participantId: other.participantId },
    );
    const asAssociate = await post(
      `/engagements/${call.engagementId}/device-link`,
      {},
      {
        origin: ours,
        cookie: await server.cookieOf('ada'),
      },
    );
    expect(asAssociate.json()).toMatchObject({ code: 'not-allowed' });
    const elsewhere = await post(
      `/engagements/${call.engagementId}/device-link`,
      {},
      {
        origin: 'https://evil.test',
        authorization: `Bearer ${call.token}`,
      },
    );
    expect(elsewhere.json()).toMatchObject({ code: 'origin-not-allowed' });
  });

  test('DV2 a link is good once: used, withdrawn, expired and guessed ones let nobody in', async () => {
    await onScreen();
    const code = codeIn((await shown()).url);
    const [first, second] = await Promise.all([comes(code), comes(code)]);
    expect([first.token, second.token].filter(Boolean)).toHaveLength(1);
    expect([first.code, second.code]).toContain('device-link-over');
    expect(await comes(code)).toMatchObject({ code: 'device-link-over' });
    expect(await answerTo('customer', { type: 'device.remove' })).toBe('ok');

    await onScreen();
    const withdrawn = codeIn((await shown()).url);
    const linkId = (await linkOf())?.id;
    expect(await answerTo('customer', { type: 'device.withdraw', linkId })).toBe('ok');
    expect((await linkOf())?.status).toBe('declined');
    expect(await comes(withdrawn)).toMatchObject({ code: 'device-link-over' });

    await onScreen('customer');
    const expired = codeIn((await shown()).url);
    await server.skip(600);
    await expect.poll(async () => (await linkOf())?.status).toBe('expired');
    expect(await comes(expired)).toMatchObject({ code: 'code-expired' });
    expect(await comes('ACDEFGHJ')).toMatchObject({ code: 'code-unknown' });
    expect(deviceIn((await stateOf())!)).toBeUndefined();
  });

  test('DV3 there is one second device at a time, and it does what it came for and nothing else', async () => {
    const phone = await phoneIn();
    expect(await onScreen()).toBe('device-there');
    expect(await bySms()).toBe('device-there');
    const { engagementId } = call;
    const said = async (message: Record<string, unknown>) => {
      const id = nextId++;
      await phone.client.send({ engagementId, ...message, id });
      const reply = await phone.client.until('reply', (one) => one.id === id);
      return reply.ok ? 'ok' : reply.problem.code;
    };
    expect(await said({ type: 'camera.stop' })).toBe('ok');
    expect(await said({ type: 'camera.start' })).toBe('ok');
    for (const type of ['engagement.exit', 'engagement.pause', 'screen.start', 'device.remove'])
      expect(await said({ type })).toBe('not-on-this-device');
    const messageId = '00000000-0000-7000-8000-000000000777';
    expect(await said({ type: 'message.send', messageId, text: 'Hello' })).toBe('not-on-this-device');
    expect(await said({ type: 'context.set', attributes: [] })).toBe('not-allowed');
    expect(await said({ type: 'engagement.pause', engagementId: messageId })).toBe('engagement-not-found');
    expect((await stateOf())?.phase).toBe('active');
  });

  test('DV3 it comes in only from a page of ours, with the token of its own', async () => {
    const phone = await phoneIn();
    const elsewhere = server.open({ origin: shop });
    elsewhere.hello({ token: phone.token }).catch(() => undefined);
    expect(await elsewhere.closed).toBe(4003);
    expect(phone.participantId).not.toBe(call.participantId);
  });

  test('DV3 one that was sent away hears no more, also when it comes back', async () => {
    const phone = await phoneIn();
    const gone = answerTo('customer', { type: 'device.remove' });
    await phone.client.until('engagement.happened', ({ event: { event } }) => event.type === 'left');
    expect(await gone).toBe('ok');
    const heard = phone.client.received.length;
    const again = await server.open({ origin: ours }).hello({ token: phone.token });
    expect(await again.until('lobby.changed')).toMatchObject({ state: 'gone' });
    expect(await answerTo('associate', { type: 'track.mute' })).toBe('ok');
    await again.settle();
    expect(again.all('engagement.snapshot')).toEqual([]);
    expect(again.all('engagement.happened')).toEqual([]);
    expect(phone.client.received).toHaveLength(heard);
  });

  test('DV4 the second device sends no sound and gets none, until the customer moves it there', async () => {
    const phone = await phoneIn();
    const silent = async () => server.engine.rooms.get(call.engagementId);
    expect((await silent())?.muted).toContainEqual({
      participantId: phone.participantId,
      source: 'microphone',
    });
    await phone.client.ask({ type: 'sound.take', engagementId: call.engagementId });
    const rules = await silent();
    expect(rules?.muted).toContainEqual({ participantId: call.participantId, source: 'microphone' });
    expect(rules?.blocked).toContainEqual({
      subscriberId: call.participantId,
      track: { participantId: call.associateParticipantId, source: 'microphone' },
    });
    expect(rules?.blocked).not.toContainEqual({
      subscriberId: phone.participantId,
      track: { participantId: call.associateParticipantId, source: 'microphone' },
    });
  });

  test('DV5 a second device that goes or is lost ends nothing; when the first one ends the call, both are out', async () => {
    const phone = await phoneIn();
    await server.drop(phone.client);
    await expect.poll(async () => deviceIn((await stateOf())!)?.state, { timeout: 5_000 }).toBe('away');
    await server.skip(40);
    await expect.poll(async () => deviceIn((await stateOf())!)).toBeUndefined();
    expect((await stateOf())?.phase).toBe('active');
    const again = await phoneIn();
    expect(await answerTo('customer', { type: 'engagement.exit' })).toBe('ok');
    const { event } = await again.client.until(
      'engagement.happened',
      ({ event: one }) => one.event.type === 'ended',
    );
    expect(event.event).toMatchObject({ reason: 'customer-ended' });
    expect(await comes('ACDEFGHJ')).toMatchObject({ code: 'code-unknown' });
  });

  test('DV5 one that never connects is not waited for', async () => {
    await onScreen();
    await comes(codeIn((await shown()).url));
    await server.skip(11);
    await expect.poll(async () => deviceIn((await stateOf())!)?.state).toBe('away');
  });

  test('DV6 a second device reads nothing that is written', async () => {
    const messageId = '00000000-0000-7000-8000-000000000778';
    await answerTo('associate', { type: 'message.send', messageId, text: 'Your code is 1234' });
    const phone = await phoneIn();
    const { engagement } = await phone.client.until('engagement.snapshot');
    expect(engagement.messages).toEqual([]);
    await answerTo('associate', {
      type: 'message.send',
      messageId: messageId.replace('778', '779'),
      text: 'And 5678',
    });
    const heard = await phone.client.until('engagement.happened', ({ event }) => event.seq > engagement.seq);
    expect(heard.event.event).toEqual({ type: 'withheld' });
    const file = await server.http.inject({
      url: `/api/v1/engagements/${call.engagementId}/files/${messageId}`,
      headers: { origin: ours, authorization: `Bearer ${phone.token}` },
    });
    expect(file.json()).toMatchObject({ code: 'not-on-this-device' });
  });
});

test('where no SMS can go out the link is not made', async () => {
  const without = await startGateway({ providers: { email: undefined, sms: undefined } });
  const other = await without.call();
  const answer = await other.associate.ask({
    type: 'device.invite',
    engagementId: other.engagementId,
    by: { way: 'sms', to: phoneNumber },
  });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'sms-unavailable' } });
  expect((await without.stateOf(other.engagementId))?.deviceLink).toBeUndefined();
  await without.stop();
});
