import { protocolVersion } from '@parley/protocol';
import { closeCodes } from '@parley/protocol/constants';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ours, shop, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway();
});
afterAll(() => server.stop());

const hello = { type: 'session.hello', version: protocolVersion, resume: [] };

test('SE1 anything but a hello first closes with 4001', async () => {
  const client = server.open({ origin: ours, cookie: await server.cookieOf('ada') });
  await client.send({ type: 'availability.set', id: 1, chosen: 'available' });
  expect(await client.closed).toBe(closeCodes.unauthenticated);
});

test('SE1 saying nothing for five seconds closes with 4001', async () => {
  const client = server.open({ origin: ours });
  await client.send({ type: 'session.ping', sentAt: 1 });
  await expect.poll(() => (server.clock.skip(1_000), client.isClosed)).toBe(true);
  expect(await client.closed).toBe(closeCodes.unauthenticated);
});

test.each([
  ['an unknown token', { token: 'x'.repeat(43) }],
  ['an empty token', { token: '' }],
  ['neither cookie nor token', {}],
])('SE2 %s closes with 4001, and is logged and counted', async (_what, fields) => {
  const before = await server.metric('parley_realtime_closed_total{code="4001"}');
  const client = server.open({ origin: ours });
  await client.send({ ...hello, ...fields });
  expect(await client.closed).toBe(closeCodes.unauthenticated);
  await expect.poll(() => server.metric('parley_realtime_closed_total{code="4001"}')).not.toBe(before);
  const code = 'token' in fields ? 'token-invalid' : 'not-signed-in';
  expect(await server.metric('parley_refusals_total')).toContain(`code="${code}"`);
  expect(server.logged.at(-1)).toContain('"reason":"unauthenticated"');
});

test('SE2 a token has expired ten minutes after its engagement ended, and is refused as token-invalid', async () => {
  const { token, engagementId } = await server.request();
  const client = await server.customer(token);
  await client.ask({ type: 'engagement.exit', engagementId });
  client.cut();
  server.clock.skip(9 * 60_000);
  const back = await server.customer(token);
  expect((await back.until('engagement.snapshot')).engagement.phase).toBe('ended');
  back.cut();
  server.clock.skip(60_000);
  const late = server.open({ origin: shop });
  await late.send({ ...hello, token });
  expect(await late.closed).toBe(closeCodes.unauthenticated);
  expect(await server.metric('parley_refusals_total')).toContain('code="token-invalid"');
});

test('SE2 a session that has expired closes with 4001', async () => {
  const cookie = await server.cookieOf('alan');
  server.clock.skip(13 * 60 * 60_000);
  const client = server.open({ origin: ours, cookie });
  await client.send(hello);
  expect(await client.closed).toBe(closeCodes.unauthenticated);
});

test('SE2 signing out closes what that browser holds open, and nobody else', async () => {
  server.cookies.clear();
  const ada = await server.associate('ada');
  const grace = await server.associate('grace');
  const signedIn = await server.identity.identifyAssociate(await server.cookieOf('ada'));
  if (!signedIn) throw new Error('not signed in');
  await server.identity.signOut(signedIn.signInId);
  expect(await ada.closed).toBe(closeCodes.unauthenticated);
  await grace.settle();
  grace.cut();
  server.cookies.clear();
});

test('SE2 a token is worth nothing for another engagement', async () => {
  const mine = await server.request();
  const other = await server.request();
  const client = await server.customer(mine.token, {
    resume: [{ engagementId: other.engagementId, lastSeq: 0, mediaEpoch: '' }],
  });
  await client.settle();
  expect(client.all('engagement.snapshot').map(({ engagement }) => engagement.id)).toEqual([
    mine.engagementId,
  ]);
});

test('SE3 an associate from another site closes with 4003', async () => {
  for (const origin of [shop, undefined, 'null']) {
    const client = server.open({ ...(origin && { origin }), cookie: await server.cookieOf('ada') });
    await client.send(hello);
    expect(await client.closed).toBe(closeCodes.forbidden);
  }
});

test('SE3 a customer on a site that is not the application’s closes with 4003', async () => {
  const { token } = await server.request();
  for (const origin of ['https://evil.test', undefined]) {
    const client = server.open({ ...(origin && { origin }) });
    await client.send({ ...hello, token });
    expect(await client.closed).toBe(closeCodes.forbidden);
  }
});

test('SE4 a version that is too old closes with 4010', async () => {
  const client = server.open({ origin: ours, cookie: await server.cookieOf('ada') });
  await client.send({ ...hello, version: 0 });
  expect(await client.closed).toBe(closeCodes.versionTooOld);
});

test('SE5 a newer connection closes the older with 4009, and stays', async () => {
  const older = await server.associate('ada');
  const newer = await server.associate('ada');
  expect(await older.closed).toBe(closeCodes.replaced);
  await newer.settle();
  expect(newer.isClosed).toBe(false);
});

test('SE5 a replaced connection can do nothing more, even if it does not close', async () => {
  const { token, engagementId } = await server.request();
  const older = await server.customer(token);
  older.socket.pause();
  await server.customer(token);
  await older.send({ type: 'track.mute', id: 1, engagementId });
  const newer = await server.customer(token);
  await newer.settle();
  expect((await server.stateOf(engagementId))?.participants[0]?.muted).toBe(false);
  older.socket.resume();
  expect(await older.closed).toBe(closeCodes.replaced);
});

test('SE6 a customer is welcomed with a snapshot of the engagement', async () => {
  const created = await server.request();
  const client = await server.customer(created.token);
  const { engagement, participantId } = await client.until('engagement.snapshot');
  expect(engagement).toMatchObject({ id: created.engagementId, phase: 'waiting' });
  expect(participantId).toBe(created.participantId);
  expect(client.received.map(({ type }) => type).slice(0, 2)).toEqual([
    'session.welcome',
    'engagement.snapshot',
  ]);
});

test('SE7 a ping is answered, and a silent connection given up', async () => {
  const client = await server.associate('grace');
  await client.settle();
  server.clock.skip(6_500);
  expect(await client.closed).toBe(1006);
});

test('an upgrade elsewhere, or to no address at all, is refused and harms nobody', async () => {
  for (const path of ['/', '//', '/realtime/x', '/realtimes']) {
    const status = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => resolve(data.toString().split('\r\n')[0] ?? ''));
    });
    expect(status).toBe('HTTP/1.1 404 Not Found');
  }
  await (await server.associate('ada')).settle();
});
