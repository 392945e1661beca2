import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { maxMessageFileBytes, type EngagementId, type MessageId } from '@parley/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pdf, pngOf } from '../../test/files.ts';
import { ours, shop, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { newId } from '../platform/ids.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
});
afterAll(() => server.stop());

type Headers = Record<string, string>;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const picture = Buffer.concat([pngOf({ width: 640, height: 360 }), Buffer.alloc(200_000, 7)]);
const messagesOf = async (id: EngagementId) => (await server.stateOf(id))?.messages ?? [];

const running: Awaited<ReturnType<GatewayUnderTest['call']>>[] = [];
afterEach(async () => {
  for (const { associate, engagementId } of running.splice(0))
    if ((await server.stateOf(engagementId))?.phase !== 'ended')
      await associate.ask({ type: 'engagement.exit', engagementId });
});

async function inCall() {
  const call = await server.call('ada');
  running.push(call);
  const asCustomer: Headers = { authorization: `Bearer ${call.token}`, origin: shop };
  const asAssociate: Headers = { cookie: await server.cookieOf('ada'), origin: ours };
  return { ...call, asCustomer, asAssociate, messageId: newId<MessageId>() };
}
type InCall = Awaited<ReturnType<typeof inCall>>;

interface PieceOptions {
  readonly headers?: Headers;
  readonly name?: string;
  readonly total?: number | string;
  readonly sha256?: string;
  readonly messageId?: string;
}
function piece(call: InCall, bytes: Buffer, from: number, to: number, options: PieceOptions = {}) {
  const { headers = call.asCustomer, total = bytes.length, sha256: hash = sha256(bytes) } = options;
  const query = new URLSearchParams({
    offset: String(from),
    total: String(total),
    sha256: hash,
    name: options.name ?? 'photo.png',
  });
  return server.http.inject({
    method: 'PUT',
    url: `${urlOf(call, options.messageId)}?${query.toString()}`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload: bytes.subarray(from, to),
  });
}
const urlOf = (call: InCall, messageId: string = call.messageId) =>
  `/api/v1/engagements/${call.engagementId}/files/${messageId}`;
const whole = (call: InCall, bytes: Buffer, options: PieceOptions = {}) =>
  piece(call, bytes, 0, bytes.length, options);

test.each([
  ['a zero', 'a\u0000b'],
  ['half a character', '\ud83d'],
])('MS2 refuses %s', async (_, text) => {
  const { customer, engagementId, messageId } = await inCall();
  const reply = await customer.ask({ type: 'message.send', engagementId, messageId, text });
  expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
  expect(await messagesOf(engagementId)).toEqual([]);
});

test('MS2 who writes without end is slowed', async () => {
  const { customer, engagementId } = await inCall();
  const codes = new Set<string>();
  for (let n = 0; n < 150; n += 1) {
    const messageId = newId<MessageId>();
    const reply = await customer.ask({ type: 'message.send', engagementId, messageId, text: 'x' });
    codes.add(reply.ok ? 'ok' : reply.problem.code);
  }
  expect([...codes]).toEqual(['ok', 'rate-limited']);
});

describe('MS5 a file', () => {
  test('comes in pieces, and is then a message that both sides can open', async () => {
    const call = await inCall();
    expect((await piece(call, picture, 0, 100_000)).json()).toEqual({ received: 100_000 });
    expect(await messagesOf(call.engagementId)).toEqual([]);
    const last = await piece(call, picture, 100_000, picture.length);
    expect(last.json()).toEqual({ received: picture.length });
    const [message] = await messagesOf(call.engagementId);
    expect(message?.text).toBe('photo.png');
    expect(message?.file).toEqual({
      type: 'image/png',
      bytes: picture.length,
      sha256: sha256(picture),
      width: 640,
      height: 360,
    });
    // Its sender did not hear the answer, and says it again.
    expect((await whole(call, picture)).json()).toEqual({ received: picture.length });
    expect(await messagesOf(call.engagementId)).toHaveLength(1);
    for (const headers of [call.asCustomer, call.asAssociate]) {
      const got = await server.http.inject({ url: urlOf(call), headers });
      expect(sha256(got.rawPayload)).toBe(sha256(picture));
      expect(got.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    }
  });

  test.each([
    ['a page called a picture', Buffer.from('<script>alert(1)</script>'), 'photo.png', 'type'],
    ['a PDF called a picture', pdf, 'photo.png', 'name'],
    ['a picture called a program', picture, 'setup.exe', 'name'],
  ])('that lies is refused: %s', async (_, bytes, name, detail) => {
    const call = await inCall();
    expect((await whole(call, bytes, { name })).json()).toMatchObject({ code: 'file-refused', detail });
    expect(await messagesOf(call.engagementId)).toEqual([]);
    const rows = await server.database.db
      .selectFrom('message_file')
      .selectAll()
      .where('engagement_id', '=', call.engagementId)
      .execute();
    expect(rows).toEqual([]);
  });

  test.each([
    ['too large', { total: maxMessageFileBytes + 1 }, 'bad-request'],
    ['without size', { total: 'NaN' }, 'bad-request'],
    ['with a name that is a path', { name: '../../a.png' }, 'bad-request'],
    ['without a name', { name: '' }, 'bad-request'],
    ['with no hash', { sha256: 'x' }, 'bad-request'],
    ['under an id that is none', { messageId: 'x' }, 'bad-request'],
    ['that is not what was announced', { sha256: 'a'.repeat(64) }, 'file-refused'],
    ['with a token of nobody', { headers: { origin: shop, authorization: 'Bearer no' } }, 'token-invalid'],
    ['from a strange page', { headers: { origin: 'https://evil.test' } }, 'origin-not-allowed'],
  ] as [string, PieceOptions, string][])('%s is refused', async (_, options, code) => {
    const call = await inCall();
    expect((await whole(call, picture, options)).json()).toMatchObject({ code });
    expect(await messagesOf(call.engagementId)).toEqual([]);
  });

  test('with a piece that is too large is refused', async () => {
    const call = await inCall();
    const large = Buffer.concat([picture, Buffer.alloc(1024 * 1024)]);
    expect((await whole(call, large)).statusCode).toBe(413);
  });

  test('and a message with its id by somebody else: none of it', async () => {
    const call = await inCall();
    const { engagementId, messageId } = call;
    await call.associate.ask({ type: 'message.send', engagementId, messageId, text: 'mine' });
    expect((await whole(call, picture)).json()).toMatchObject({ code: 'not-allowed' });
  });
});

describe('MS6 keeping', () => {
  const get = async (call: InCall, name: string, query = '') =>
    server.http.inject({ url: urlOf(call) + query, headers: { cookie: await server.cookieOf(name) } });
  const audited = async (id: EngagementId) =>
    (
      await server.database.db
        .selectFrom('audit_entry')
        .select(['action', 'actor_name'])
        .where('engagement_id', '=', id)
        .where('action', 'in', ['file.viewed', 'file.downloaded', 'file.deleted', 'file.expired'])
        .orderBy('at')
        .execute()
    ).map(({ action, actor_name: who }) => `${who}: ${action}`);
  const ended = async () => {
    const call = await inCall();
    await whole(call, picture);
    await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
    return call;
  };

  test('nothing of it can be read where it is kept', async () => {
    const call = await inCall();
    await whole(call, picture);
    const names = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
    const kept = names.filter(({ name }) => name === `${call.messageId}.sealed`);
    expect(kept).toHaveLength(1);
    for (const { parentPath, name } of kept)
      expect((await readFile(`${parentPath}/${name}`)).includes(Buffer.alloc(64, 7))).toBe(false);
  });

  test('looks after the call and downloads are noted; the customer has no more part in it', async () => {
    const call = await inCall();
    await whole(call, picture);
    await get(call, 'ada');
    expect(await audited(call.engagementId)).toEqual([]);
    await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
    await get(call, 'mary');
    expect((await get(call, 'grace', '?download=1')).json()).toMatchObject({ code: 'not-allowed' });
    const copy = await get(call, 'mary', '?download=1');
    expect(copy.headers['content-disposition']).toBe("attachment; filename*=UTF-8''photo.png");
    expect(await audited(call.engagementId)).toEqual([
      'Mary Jackson: file.viewed',
      'Mary Jackson: file.downloaded',
    ]);
    const customer = await server.http.inject({ url: urlOf(call), headers: call.asCustomer });
    expect(customer.json()).toMatchObject({ code: 'not-a-participant' });
  });

  test('deleted, it is gone for everybody; its message says so', async () => {
    const call = await ended();
    const remove = async (name: string) =>
      server.http.inject({
        method: 'DELETE',
        url: urlOf(call),
        headers: { origin: ours, cookie: await server.cookieOf(name) },
      });
    expect((await remove('ada')).json()).toMatchObject({ code: 'not-allowed' });
    expect((await remove('mary')).statusCode).toBe(204);
    expect((await get(call, 'mary')).json()).toMatchObject({ code: 'file-not-found' });
    expect(await messagesOf(call.engagementId)).toMatchObject([{ isFileDeleted: true }]);
    expect(await audited(call.engagementId)).toEqual(['Mary Jackson: file.deleted']);
    const names = await readdir(server.dataDir, { recursive: true });
    expect(names.filter((name) => name.includes(call.messageId))).toEqual([]);
  });

  test('after its time it goes by itself', async () => {
    const call = await ended();
    const keptUntil = async () =>
      (
        await server.database.db
          .selectFrom('message_file')
          .select('kept_until')
          .where('message_id', '=', call.messageId)
          .executeTakeFirst()
      )?.kept_until;
    await expect.poll(keptUntil).toBeInstanceOf(Date);
    await server.database.db
      .updateTable('message_file')
      .set({ kept_until: '2020-01-01T00:00:00.000Z' })
      .where('message_id', '=', call.messageId)
      .execute();
    await server.messageFiles.purge(new AbortController().signal);
    expect(await messagesOf(call.engagementId)).toMatchObject([{ isFileDeleted: true }]);
    expect(await audited(call.engagementId)).toEqual(['Parley: file.expired']);
  });
});
