import { closeCodes, maxMessageBytes } from '@parley/protocol/constants';
import type { EngagementId, InvitationId } from '@parley/protocol';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newId } from '../platform/ids.ts';
import { shop, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import type { WireClient } from '../../test/wire-client.ts';

let server: GatewayUnderTest;
/** Somebody else, who must not notice anything. */
let bystander: WireClient;
beforeAll(async () => {
  server = await startGateway({ engagementsPerMinute: 40 });
  bystander = await server.associate('grace');
});
afterAll(() => server.stop());
afterEach(() => bystander.settle());

async function aCustomer() {
  const created = await server.request();
  return { ...created, client: await server.customer(created.token) };
}

const replyTo = async (client: WireClient, id: number) => {
  const reply = await client.until('reply', (message) => message.id === id);
  return reply.ok ? 'ok' : reply.problem.code;
};

test('RQ3 a message of an unknown type is refused with message-unknown, and counted', async () => {
  const { client } = await aCustomer();
  await client.send({ type: 'engagement.explode', id: 7 });
  expect(await replyTo(client, 7)).toBe('message-unknown');
  expect(await server.metric('parley_refusals_total')).toContain('code="message-unknown"');
});

test.each([
  ['a wrong field', { type: 'track.mute', engagementId: 'not an id' }],
  ['a missing field', { type: 'media.subscribe' }],
  ['a field of another kind', { type: 'availability.set', chosen: ['available'] }],
  ['a prototype for a key', { type: 'context.set', attributes: [{ key: '__proto__', value: 'x' }] }],
  [
    'too many attributes',
    { type: 'context.set', attributes: Array.from({ length: 97 }, () => ({ key: 'a', value: 'b' })) },
  ],
])('RQ3 %s is refused with bad-request', async (_what, message) => {
  const { client, engagementId } = await aCustomer();
  await client.send({ engagementId, ...message, id: 8 });
  expect(await replyTo(client, 8)).toBe('bad-request');
});

test.each([
  ['no JSON', 'hello?'],
  ['binary', Buffer.from([0, 1, 2, 255])],
  ['an array', '[]'],
  ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
])('RQ3 the fifth message that is %s closes with 4000', async (_what, message) => {
  const { client } = await aCustomer();
  for (let n = 1; n <= 4; n += 1) await client.send(message);
  await client.settle();
  expect(client.isClosed).toBe(false);
  await client.send(message);
  expect(await client.closed).toBe(closeCodes.badMessage);
});

test('RQ4 a message of 1 MB closes the connection, and is logged and counted', async () => {
  const { client, engagementId } = await aCustomer();
  await client.send({ type: 'track.mute', id: 1, engagementId, padding: 'x'.repeat(1024 * 1024) });
  expect([1006, 1009]).toContain(await client.closed);
  await expect
    .poll(() => server.metric('parley_refusals_total'))
    .toContain('parley_refusals_total{wire="realtime",code="message-too-large"} 1');
  expect(server.logged.join('')).toContain('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH');
});

test('RQ4 a message just within the limit is read', async () => {
  const { client, engagementId } = await aCustomer();
  const message = { type: 'track.mute', id: 1, engagementId, padding: '' };
  const room = maxMessageBytes - JSON.stringify(message).length;
  await client.send({ ...message, padding: 'x'.repeat(room) });
  expect(await replyTo(client, 1)).toBe('ok');
});

test('RQ5 1,000 messages in a second: refused with rate-limited, then closed with 4008', async () => {
  const { client, engagementId } = await aCustomer();
  for (let n = 0; n < 1_000; n += 1) await client.send({ type: 'track.unmute', id: n, engagementId });
  expect(await client.closed).toBe(closeCodes.tooFast);
  const codes = client.all('reply').map((reply) => (reply.ok ? 'ok' : reply.problem.code));
  expect(codes.filter((code) => code === 'rate-limited').length).toBeGreaterThan(150);
  const accepted = await server.metric(
    'parley_realtime_messages_total{type="track.unmute",outcome="accepted"}',
  );
  expect(Number(accepted.split(' ').at(-1))).toBeGreaterThan(90);
  expect(Number(accepted.split(' ').at(-1))).toBeLessThan(250);
  await expect.poll(() => server.metric('parley_realtime_closed_total{code="4008"}')).toMatch(/ 1$/);
  expect(server.logged.join('')).toContain('"reason":"tooFast"');
});

test('RQ5 a moment of haste is forgiven', async () => {
  const { client, engagementId } = await aCustomer();
  for (let n = 0; n < 250; n += 1) await client.send({ type: 'track.unmute', id: n, engagementId });
  await replyTo(client, 249);
  await server.skip(4);
  expect(await client.outcome({ type: 'track.mute', engagementId })).toBe('ok');
});

test('RQ8 a customer cannot fill the log, and can go all the same', async () => {
  const { client, engagementId } = await aCustomer();
  const codes = new Set<string>();
  for (let n = 0; n < 10; n += 1) {
    const attributes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((key) => ({
      key: `custom.a${String(key)}`,
      value: `${String(n)}${'x'.repeat(1_900)}`,
    }));
    codes.add(await client.outcome({ type: 'context.set', engagementId, attributes }));
  }
  expect([...codes]).toEqual(['ok', 'rate-limited']);
  const seq = (await server.stateOf(engagementId))?.seq ?? 0;
  expect(seq).toBeLessThan(10);
  expect(await client.outcome({ type: 'context.set', engagementId, attributes: [] })).toBe('ok');
  expect(await client.outcome({ type: 'engagement.exit', engagementId })).toBe('ok');
});

test('RQ8 coming and going without end closes with 4008', async () => {
  const { token, engagementId } = await server.request();
  const came = Array.from({ length: 80 }, () => server.customer(token).catch(() => undefined));
  await Promise.all(came);
  await expect
    .poll(() => server.metric('parley_refusals_total{wire="realtime",code="rate-limited"}'))
    .not.toBe('');
  const late = server.open({ origin: shop });
  await late.send({ type: 'session.hello', version: 1, token, resume: [] });
  expect(await late.closed).toBe(closeCodes.tooFast);
  expect((await server.stateOf(engagementId))?.seq).toBeLessThan(125);
});

test('RQ7 someone else’s engagement looks like none', async () => {
  const { client: stranger } = await aCustomer();
  const ada = await server.associate('ada');
  const { engagementId: theirs, token } = await server.request();
  const owner = await server.customer(token);
  for (const engagementId of [theirs, newId<EngagementId>()]) {
    for (const client of [stranger, ada]) {
      for (const type of ['track.mute', 'engagement.pause', 'engagement.exit', 'engagement.leave'] as const)
        expect(await client.outcome({ type, engagementId })).toBe('engagement-not-found');
      expect(await client.outcome({ type: 'context.set', engagementId, attributes: [] })).toBe(
        'engagement-not-found',
      );
      const media = { engagementId, connectionId: 'c1' };
      expect(await client.outcome({ type: 'media.subscribe', ...media })).toBe('engagement-not-found');
      const lines = [{ mid: '0', source: 'microphone' as const }];
      expect(await client.outcome({ type: 'media.publish', ...media, sdp: 'v=0', lines })).toBe(
        'engagement-not-found',
      );
    }
    const invitationId = newId<InvitationId>();
    for (const type of ['invitation.accept', 'invitation.decline'] as const)
      expect(await ada.outcome({ type, engagementId, invitationId })).toBe('engagement-not-found');
    expect(await ada.outcome({ type: 'engagement.finish-wrap-up', engagementId })).toBe(
      'engagement-not-found',
    );
  }
  await owner.settle();
  expect(owner.all('engagement.happened')).toEqual([]);
});

test('RQ2 what is an associate’s to do is refused to a customer, and changes nothing', async () => {
  const { client, engagementId } = await aCustomer();
  await client.settle();
  const before = await server.engagements.since(engagementId, 0);
  const invitationId = newId<InvitationId>();
  expect(await client.outcome({ type: 'availability.set', chosen: 'available' })).toBe('not-allowed');
  expect(await client.outcome({ type: 'engagement.take', engagementId })).toBe('not-allowed');
  expect(await client.outcome({ type: 'invitation.accept', engagementId, invitationId })).toBe('not-allowed');
  expect(await client.outcome({ type: 'invitation.decline', engagementId, invitationId })).toBe(
    'not-allowed',
  );
  expect(await client.outcome({ type: 'engagement.finish-wrap-up', engagementId })).toBe('not-allowed');
  expect(await server.engagements.since(engagementId, 0)).toEqual(before);
});

test('an engagement is asked for from the application’s sites alone, and no faster than the limit', async () => {
  const body = { clientId: 'demo', channel: 'video', camera: true, context: [] };
  const refused = async (response: Promise<{ statusCode: number; json: () => { code?: string } }>) => {
    const { statusCode, json } = await response;
    return `${String(statusCode)} ${json().code ?? ''}`;
  };
  const ask = (fields: object, origin = shop) => refused(server.post({ ...body, ...fields }, origin));
  expect(await ask({}, 'https://evil.test')).toBe('403 origin-not-allowed');
  expect(await ask({ clientId: 'nobody' })).toBe('404 application-unknown');
  expect(await ask({ channel: 'telepathy' })).toBe('400 bad-request');
  expect(await ask({ context: [{ key: 'Not A Key', value: '' }] })).toBe('400 bad-request');
  expect(await ask({ context: [{ key: 'a', value: 'x'.repeat(2_001) }] })).toBe('400 bad-request');
  const outcomes = new Set<string>();
  for (let n = 0; n < 40; n += 1) outcomes.add(await ask({}));
  expect(outcomes).toContain('429 rate-limited');
});
