import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { EngagementId, StillId } from '@parley/protocol';
import { maxStillBytes } from '@parley/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { jpegOf } from '../../test/jpeg.ts';
import { ours, shop, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { newId } from '../platform/ids.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
});
afterAll(() => server.stop());

type Call = Awaited<ReturnType<GatewayUnderTest['call']>>;
type Headers = Record<string, string>;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const sharp = jpegOf({ width: 3840, height: 2160, scanBytes: 300_000 });
const stillOf = async (id: EngagementId, stillId: StillId) =>
  (await server.stateOf(id))?.stills.find((still) => still.id === stillId);

const running: Call[] = [];
afterEach(async () => {
  for (const { associate, engagementId } of running.splice(0))
    if ((await server.stateOf(engagementId))?.phase !== 'ended')
      await associate.ask({ type: 'engagement.exit', engagementId });
});

/** The associate froze the customer's camera. */
async function frozen(name = 'ada') {
  const inCall = await server.call(name);
  const stillId = newId<StillId>();
  running.push(inCall);
  const of = { participantId: inCall.participantId, source: 'camera' } as const;
  const { engagementId } = inCall;
  const reply = await inCall.associate.ask({ type: 'still.freeze', engagementId, stillId, of });
  expect(reply.ok).toBe(true);
  const url = `/api/v1/engagements/${engagementId}/stills/${stillId}`;
  const asCustomer: Headers = { authorization: `Bearer ${inCall.token}`, origin: shop };
  const asAssociate: Headers = { cookie: await server.cookieOf('ada'), origin: ours };
  return { ...inCall, stillId, url, asCustomer, asAssociate };
}
type Frozen = Awaited<ReturnType<typeof frozen>>;

const preview = ({ url }: Frozen, headers: Headers, bytes: Buffer) =>
  server.http.inject({
    method: 'PUT',
    url: `${url}/preview`,
    headers: { 'content-type': 'image/jpeg', ...headers },
    payload: bytes,
  });

interface PieceOptions {
  readonly headers?: Headers;
  readonly of?: Buffer;
  readonly total?: number | string;
  readonly sha256?: string;
}
function piece(still: Frozen, from: number, to: number, options: PieceOptions = {}) {
  const { of = sharp, headers = still.asCustomer, total = of.length, sha256: hash = sha256(of) } = options;
  return server.http.inject({
    method: 'PUT',
    url: `${still.url}/picture?offset=${String(from)}&total=${String(total)}&sha256=${hash}`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload: of.subarray(from, to),
  });
}

describe('ST1 the sharp picture', () => {
  test('arrives in pieces, is the same for everybody, and is told when it is whole', async () => {
    const still = await frozen();
    expect((await piece(still, 0, 200_000)).json()).toEqual({ received: 200_000 });
    expect((await stillOf(still.engagementId, still.stillId))?.picture).toBeUndefined();
    expect((await piece(still, 200_000, sharp.length)).json()).toEqual({ received: sharp.length });
    expect((await stillOf(still.engagementId, still.stillId))?.picture).toEqual({
      sha256: sha256(sharp),
      width: 3840,
      height: 2160,
      bytes: sharp.length,
    });
    for (const headers of [still.asCustomer, still.asAssociate]) {
      const { rawPayload, headers: answered } = await server.http.inject({
        url: `${still.url}/picture`,
        headers,
      });
      expect(sha256(rawPayload)).toBe(sha256(sharp));
      expect(answered['content-type']).toBe('image/jpeg');
    }
  });

  test('goes on where a lost connection left it, and a piece sent twice changes nothing', async () => {
    const still = await frozen();
    await piece(still, 0, 100_000);
    const again = await piece(still, 0, 100_000);
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'conflict', detail: 'received=100000' });
    const asked = await server.http.inject({ url: `${still.url}/picture/upload`, headers: still.asCustomer });
    expect(asked.json()).toEqual({ received: 100_000 });
    await piece(still, 100_000, sharp.length);
    expect((await piece(still, 0, sharp.length)).json()).toEqual({ received: sharp.length });
    const other = jpegOf({ fill: 9 });
    expect((await piece(still, 0, other.length, { of: other })).json()).toMatchObject({
      code: 'not-allowed',
    });
  });

  test('is given out while it still arrives', async () => {
    const still = await frozen();
    await piece(still, 0, 100_000);
    const reading = fetch(`http://127.0.0.1:${String(server.port)}${still.url}/picture`, {
      headers: still.asAssociate,
    });
    const response = await reading;
    expect(response.headers.get('content-length')).toBe(String(sharp.length));
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBeGreaterThan(0);
    await piece(still, 100_000, sharp.length);
    const parts = [Buffer.from(first?.value ?? [])];
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      parts.push(Buffer.from(part.value));
    expect(sha256(Buffer.concat(parts))).toBe(sha256(sharp));
  });

  test('given up half-way is nothing, and who reads along is cut off', async () => {
    const still = await frozen();
    await piece(still, 0, 100_000);
    const response = await fetch(`http://127.0.0.1:${String(server.port)}${still.url}/picture`, {
      headers: still.asAssociate,
    });
    const cut = response.arrayBuffer().then(
      () => 'whole',
      () => 'cut off',
    );
    await server.skip(40);
    expect(await cut).toBe('cut off');
    const asked = await server.http.inject({ url: `${still.url}/picture/upload`, headers: still.asCustomer });
    expect(asked.json()).toEqual({ received: 0 });
    await expect.poll(async () => (await stillOf(still.engagementId, still.stillId))?.problem).toBe('lost');
    // Late is better than never.
    await piece(still, 0, sharp.length);
    const late = await stillOf(still.engagementId, still.stillId);
    expect([late?.picture?.width, late?.problem]).toEqual([3840, undefined]);
  });
});

test('ST1 pieces that overtake each other become the same picture', async () => {
  const still = await frozen();
  const late = [piece(still, 200_000, sharp.length), piece(still, 100_000, 200_000)];
  const first = await piece(still, 0, 100_000);
  expect(first.json()).toEqual({ received: 100_000 });
  expect((await Promise.all(late)).map((response) => response.statusCode)).toEqual([200, 200]);
  expect((await stillOf(still.engagementId, still.stillId))?.picture?.sha256).toBe(sha256(sharp));
});

test('ST1 a preview can be asked for before it is there, and comes the moment it is', async () => {
  const still = await frozen();
  const asked = fetch(`http://127.0.0.1:${String(server.port)}${still.url}/preview`, {
    headers: still.asCustomer,
  });
  const bytes = jpegOf({ width: 320, height: 180 });
  expect((await preview(still, still.asAssociate, bytes)).statusCode).toBe(204);
  expect(Buffer.from(await (await asked).arrayBuffer()).equals(bytes)).toBe(true);
  const stillId = newId<StillId>();
  const of = { participantId: still.participantId, source: 'camera' } as const;
  const { engagementId } = still;
  await still.associate.ask({ type: 'still.freeze', engagementId, stillId, of });
  const url = `http://127.0.0.1:${String(server.port)}/api/v1/engagements/${engagementId}/stills/${stillId}/preview`;
  const late = fetch(url, { headers: still.asCustomer });
  await server.http.inject({ url: `${still.url}/picture/upload`, headers: still.asCustomer });
  await server.skip(4);
  expect((await late).status).toBe(404);
});

describe('ST2 who isn’t asked has nothing to send', () => {
  test('the associate sends no sharp picture of the customer, and the customer no preview', async () => {
    const still = await frozen();
    const whole = { of: sharp, headers: still.asAssociate };
    expect((await piece(still, 0, sharp.length, whole)).json()).toMatchObject({ code: 'not-allowed' });
    expect((await preview(still, still.asCustomer, jpegOf())).json()).toMatchObject({ code: 'not-allowed' });
    expect((await stillOf(still.engagementId, still.stillId))?.picture).toBeUndefined();
  });

  test.each([
    ['without a token', () => ({ origin: shop }), 'origin-not-allowed'],
    ['with a token of nobody', () => ({ origin: shop, authorization: 'Bearer nobody' }), 'token-invalid'],
    ['with something else', () => ({ origin: shop, authorization: 'Basic eDp5' }), 'token-invalid'],
    [
      'with a cookie, from a site',
      async () => ({ origin: shop, cookie: await server.cookieOf('ada') }),
      'origin-not-allowed',
    ],
    [
      'with a token, from a site that is not known',
      (token: string) => ({ origin: 'https://evil.test', authorization: `Bearer ${token}` }),
      'origin-not-allowed',
    ],
    ['not saying from where', async () => ({ cookie: await server.cookieOf('ada') }), 'origin-not-allowed'],
  ] as [string, (token: string) => Headers | Promise<Headers>, string][])(
    '%s nothing is taken',
    async (_, headersOf, code) => {
      const still = await frozen();
      const headers = await headersOf(still.token);
      expect((await piece(still, 0, 1_000, { headers })).json()).toMatchObject({ code });
    },
  );

  test('the customer of another engagement neither sends nor sees', async () => {
    const still = await frozen();
    await preview(still, still.asAssociate, jpegOf());
    const other = await server.request();
    const headers = { origin: shop, authorization: `Bearer ${other.token}` };
    expect((await piece(still, 0, 1_000, { headers })).json()).toMatchObject({
      code: 'engagement-not-found',
    });
    const looked = await server.http.inject({ url: `${still.url}/preview`, headers });
    expect(looked.json()).toMatchObject({ code: 'engagement-not-found' });
    const customer = await server.customer(other.token);
    await customer.ask({ type: 'engagement.exit', engagementId: other.engagementId });
  });
});

describe('ST3 what is no picture is not kept', () => {
  const whole = jpegOf({ width: 1920, height: 1080 });
  test.each([
    ['a page', Buffer.from('<html>'), 'still-invalid', 'not-jpeg'],
    ['a decompression bomb', jpegOf({ width: 65_000, height: 65_000 }), 'still-invalid', 'too-many-pixels'],
    ['a photo with its place', jpegOf({ segments: [0xe1] }), 'still-invalid', 'has-metadata'],
    ['a torn file', whole.subarray(0, -9), 'still-invalid', 'truncated'],
  ])('%s', async (_, bytes, code, detail) => {
    const still = await frozen();
    expect((await piece(still, 0, bytes.length, { of: bytes })).json()).toMatchObject({ code, detail });
    expect((await preview(still, still.asAssociate, bytes)).json()).toMatchObject({ code, detail });
    // The owner may try again.
    expect((await piece(still, 0, whole.length, { of: whole })).statusCode).toBe(200);
  });

  test('something else than was announced', async () => {
    const still = await frozen();
    const wrong = await piece(still, 0, whole.length, { of: whole, sha256: 'a'.repeat(64) });
    expect(wrong.json()).toMatchObject({ code: 'still-invalid' });
    const more = await piece(still, 0, whole.length, { of: whole, total: whole.length - 5 });
    expect(more.json()).toMatchObject({ code: 'bad-request' });
  });

  test.each([
    ['200 MB', { total: 200 * 1024 * 1024 }],
    ['one byte too many', { total: maxStillBytes + 1 }],
    ['no size', { total: 'NaN' }],
    ['no hash', { sha256: 'abc' }],
  ])('%s announced', async (_, options) => {
    const still = await frozen();
    expect((await piece(still, 0, 1_000, options)).json()).toMatchObject({ code: 'bad-request' });
  });

  test('a piece, and a preview, that are too large', async () => {
    const still = await frozen();
    const large = jpegOf({ scanBytes: 3 * 1024 * 1024 });
    expect((await piece(still, 0, large.length, { of: large })).statusCode).toBe(413);
    expect((await preview(still, still.asAssociate, large)).statusCode).toBe(413);
  });
});

async function audited(id: EngagementId) {
  const rows = await server.database.db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name'])
    .where('engagement_id', '=', id)
    .where('action', 'in', ['still.viewed', 'still.downloaded', 'still.deleted', 'still.expired'])
    .orderBy('at')
    .execute();
  return rows.map(({ action, actor_name: who }) => `${who}: ${action}`);
}

describe('ST4 keeping', () => {
  const get = async (still: Frozen, file: string, name: string) =>
    server.http.inject({ url: `${still.url}/${file}`, headers: { cookie: await server.cookieOf(name) } });
  const ended = async () => {
    const still = await frozen();
    await preview(still, still.asAssociate, jpegOf());
    await piece(still, 0, sharp.length);
    await still.associate.ask({ type: 'engagement.exit', engagementId: still.engagementId });
    return still;
  };

  test('nothing of a picture can be read where it is kept', async () => {
    const still = await frozen();
    await piece(still, 0, sharp.length);
    const names = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
    const kept = names.filter(
      ({ name, parentPath }) => name.endsWith('.sealed') && parentPath.includes(still.stillId),
    );
    expect(kept).toHaveLength(1);
    for (const { parentPath, name } of kept)
      expect((await readFile(`${parentPath}/${name}`)).includes(sharp.subarray(100, 120))).toBe(false);
  });

  test('looks after the call are noted, each once; those in it leave no mark', async () => {
    const still = await frozen();
    await piece(still, 0, sharp.length);
    await get(still, 'picture', 'ada');
    expect(await audited(still.engagementId)).toEqual([]);
    await still.associate.ask({ type: 'engagement.exit', engagementId: still.engagementId });
    await get(still, 'picture', 'mary');
    await get(still, 'picture', 'mary');
    expect(await audited(still.engagementId)).toEqual(['Mary Jackson: still.viewed']);
    expect((await get(still, 'picture?download=1', 'grace')).json()).toMatchObject({ code: 'not-allowed' });
    expect((await get(still, 'picture?download=1', 'mary')).headers['content-disposition']).toContain(
      'attachment',
    );
    expect(await audited(still.engagementId)).toContain('Mary Jackson: still.downloaded');
    const customer = await server.http.inject({ url: `${still.url}/picture`, headers: still.asCustomer });
    expect(customer.json()).toMatchObject({ code: 'not-a-participant' });
  });

  test('deleted, it is gone for everybody, for good', async () => {
    const still = await ended();
    const remove = async (name: string) =>
      server.http.inject({
        method: 'DELETE',
        url: still.url,
        headers: { origin: ours, cookie: await server.cookieOf(name) },
      });
    expect((await remove('ada')).json()).toMatchObject({ code: 'not-allowed' });
    expect((await remove('mary')).statusCode).toBe(204);
    expect((await get(still, 'picture', 'mary')).json()).toMatchObject({ code: 'still-not-found' });
    expect(await stillOf(still.engagementId, still.stillId)).toBeUndefined();
    expect(await audited(still.engagementId)).toEqual(['Mary Jackson: still.deleted']);
    expect(await filesOf(still.stillId)).toEqual([]);
  });

  test('deleted in the call, its files go and the audit says who did it', async () => {
    const still = await frozen();
    await piece(still, 0, sharp.length);
    const { engagementId, stillId } = still;
    await still.associate.ask({ type: 'still.delete', engagementId, stillId });
    await expect.poll(() => filesOf(stillId)).toEqual([]);
    expect(await audited(engagementId)).toEqual(['Ada Lovelace: still.deleted']);
    expect(await stillOf(engagementId, stillId)).toBeUndefined();
  });

  test('is deleted by itself when its time is over', async () => {
    const still = await ended();
    const other = await frozen();
    await preview(other, other.asAssociate, jpegOf());
    await expect
      .poll(() =>
        server.database.db
          .selectFrom('still')
          .select('kept_until')
          .where('id', '=', still.stillId)
          .executeTakeFirst(),
      )
      .toMatchObject({ kept_until: expect.any(Date) });
    await server.database.db
      .updateTable('still')
      .set({ kept_until: '2020-01-01T00:00:00.000Z' })
      .where('id', '=', still.stillId)
      .execute();
    await server.stills.purge(AbortSignal.timeout(10_000));
    expect(await audited(still.engagementId)).toEqual(['Parley: still.expired']);
    expect(await filesOf(still.stillId)).toEqual([]);
    expect(await filesOf(other.stillId)).toHaveLength(1);
  });

  async function filesOf(stillId: StillId) {
    const names = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
    return names.filter(({ name, parentPath }) => name.endsWith('.sealed') && parentPath.includes(stillId));
  }
});

test('a page of another site may ask beforehand what it may send (CORS)', async () => {
  const still = await frozen();
  const response = await server.http.inject({
    method: 'OPTIONS',
    url: `${still.url}/picture`,
    headers: { origin: shop, 'access-control-request-method': 'PUT' },
  });
  expect(response.statusCode).toBe(204);
  expect(response.headers['access-control-allow-origin']).toBe(shop);
  expect(response.headers['access-control-allow-methods']).toContain('PUT');
  expect(response.headers['access-control-allow-credentials']).toBeUndefined();
});
