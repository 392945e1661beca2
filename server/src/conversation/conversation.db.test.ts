import { createHmac } from 'node:crypto';
import type {
  ConversationList,
  ConversationRecord,
  EngagementRecord,
  EngagementSms,
  Outbox,
  SmsId,
} from '@parley/protocol';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ours, startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { newId } from '../platform/ids.ts';
import type { Delivery, Provider } from '../outbound/provider.ts';
import type { OutgoingSms } from '../outbound/message.ts';

const twilio = {
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'a-token-of-the-account',
  from: '+12025550100',
  apiUrl: 'http://127.0.0.1:9',
};

/** A provider that does as told; `sent` is everything that left. */
const sent: OutgoingSms[] = [];
let answer: (id: string) => Delivery | Promise<Delivery>;
const provider: Provider<OutgoingSms> = {
  name: 'twilio',
  isIdempotent: false,
  deliver: async (id, sms) => {
    const delivery = await answer(id);
    if (delivery.outcome === 'sent') sent.push(sms);
    return delivery;
  },
};

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway({
    overrides: { wrapUpSeconds: 0 },
    providers: { email: undefined, sms: provider },
    twilio,
  });
});
afterAll(() => server.stop());

let number = '';
let count = 0;
beforeEach(() => {
  sent.length = 0;
  answer = (id) => ({ outcome: 'sent', providerId: `SM-${id}` });
  count += 1;
  number = `+1202555${String(1_000 + count)}`;
});

const sms = (text: string, to?: string) => ({
  id: newId<SmsId>(),
  text,
  ...(to !== undefined && { number: to }),
});
const codeOf = (response: { statusCode: number; json: <T>() => T }) =>
  response.statusCode < 300 ? 'ok' : response.json<{ code: string }>().code;
const list = async (name: string) =>
  (await server.get('/api/v1/conversations', name)).json<ConversationList>().conversations;
const find = async (name: string) => (await list(name)).find((one) => one.number === number);
const idOf = async (name: string) => (await find(name))?.id ?? expect.unreachable(`${name} sees none`);
const record = async (name: string, id: string) =>
  (await server.get(`/api/v1/conversations/${id}`, name)).json<ConversationRecord>();
const entries = async (name: string) => (await record(name, await idOf(name))).entries;
const write = (name: string, text: string, to = number) =>
  server.do('/api/v1/conversations', name, sms(text, to));
const until = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

const messagePath = '/api/v1/providers/twilio/message';
function sign(fields: Record<string, string>, token = twilio.authToken): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${ours}${messagePath}${sorted.map(([name, value]) => name + value).join('')}`;
  return createHmac('sha1', token).update(text).digest('base64');
}
const hand = (fields: Record<string, string>, signature: string | undefined = sign(fields)) =>
  server.http.inject({
    method: 'POST',
    url: messagePath,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature !== '' && { 'x-twilio-signature': signature }),
    },
    payload: new URLSearchParams(fields).toString(),
  });
const form = (Body: string, more: Record<string, string> = {}) => ({
  MessageSid: `SM${newId<string>()}`,
  From: number,
  To: twilio.from,
  Body,
  NumMedia: '0',
  ...more,
});
const receive = async (text: string) => expect((await hand(form(text))).statusCode).toBe(200);

test('SM4 what an associate writes leaves once, and stands in a conversation that is theirs', async () => {
  const first = sms('Your papers are ready', number);
  expect(codeOf(await server.do('/api/v1/conversations', 'ada', first))).toBe('ok');
  expect(codeOf(await server.do('/api/v1/conversations', 'ada', first))).toBe('ok');
  await until(() => sent.map(({ text }) => text)).toEqual(['Your papers are ready']);
  const id = await idOf('ada');
  await until(async () => (await record('ada', id)).entries).toMatchObject([
    { kind: 'sent', text: 'Your papers are ready', by: 'Ada Lovelace', delivery: { status: 'sent' } },
  ]);
  expect(await find('ada')).toMatchObject({ owner: { name: 'Ada Lovelace' }, unread: 0, isStopped: false });
  expect(await find('grace')).toBeUndefined();
  expect(await find('mary')).toMatchObject({ id });
});

test('SM4 nobody reads or writes in somebody else’s, and supervisors only read until they take it', async () => {
  await write('ada', 'Hello');
  const id = await idOf('ada');
  const path = `/api/v1/conversations/${id}`;
  const lastId = (await record('ada', id)).entries.at(-1)?.id ?? '';
  const grace = (await server.identity.associates()).find(({ name }) => name === 'Grace Hopper')?.id;
  expect((await server.get(path, 'grace')).json()).toMatchObject({ code: 'conversation-not-found' });
  for (const [way, body] of [
    ['messages', sms('Hi')],
    ['read', { upTo: lastId }],
    ['take', {}],
    ['hand-over', { to: grace }],
  ] as const)
    expect([way, codeOf(await server.do(`${path}/${way}`, 'grace', body))]).toEqual([
      way,
      'conversation-not-found',
    ]);
  expect(codeOf(await write('grace', 'Hi'))).toBe('conversation-taken');
  expect(codeOf(await server.do(`${path}/messages`, 'mary', sms('Hi')))).toBe('conversation-taken');
  expect((await entries('ada')).map(({ kind }) => kind)).toEqual(['sent']);
  expect(codeOf(await server.do(`${path}/take`, 'mary'))).toBe('ok');
  expect(codeOf(await server.do(`${path}/messages`, 'mary', sms('Hi')))).toBe('ok');
  expect(await find('ada')).toBeUndefined();
});

test('SM5 an answer comes in once, is unread until its owner has read it, and is told at once', async () => {
  const desk = await server.associate('ada');
  const start = await desk.until('conversations.changed');
  expect(start).toMatchObject({ canSend: true });
  await write('ada', 'Hello');
  const fields = form('See you\r\nat <b>nine</b>\u0007');
  const before = start.unread;
  expect((await hand(fields)).headers['content-type']).toContain('text/xml');
  expect((await hand(fields)).statusCode).toBe(200);
  await desk.until('conversations.changed', ({ unread }) => unread === before + 1);
  expect(await find('ada')).toMatchObject({ unread: 1, last: { kind: 'received' } });
  const [, entry] = await entries('ada');
  expect(entry).toMatchObject({ kind: 'received', text: 'See you\nat <b>nine</b>', attachments: 0 });
  const id = await idOf('ada');
  expect(codeOf(await server.do(`/api/v1/conversations/${id}/read`, 'ada', { upTo: entry?.id }))).toBe('ok');
  expect(await find('ada')).toMatchObject({ unread: 0 });
  desk.cut();
});

test('SM5 who writes unasked is nobody’s and everybody’s, until one takes it', async () => {
  await receive('Is anybody there?');
  const id = await idOf('ada');
  expect(await find('grace')).toMatchObject({ id, unread: 1 });
  const [first] = await entries('grace');
  await server.do(`/api/v1/conversations/${id}/read`, 'grace', { upTo: first?.id });
  expect(await find('grace')).toMatchObject({ unread: 1 });
  const [a, g] = await Promise.all(
    ['ada', 'grace'].map((name) => server.do(`/api/v1/conversations/${id}/take`, name)),
  );
  const codes = [a, g].map((response) => response && codeOf(response));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
  expect(codes.filter((code) => code?.startsWith('conversation-'))).toHaveLength(1);
});

test('SM4 who answers in one of nobody’s takes it, and everybody else is told', async () => {
  await receive('Is anybody there?');
  const id = await idOf('ada');
  const desk = await server.associate('grace');
  const { unread } = await desk.until('conversations.changed');
  expect(codeOf(await server.do(`/api/v1/conversations/${id}/messages`, 'ada', sms('Yes')))).toBe('ok');
  await desk.until(
    'conversations.changed',
    (news) => news.conversationId === id && news.unread === unread - 1,
  );
  expect(await find('grace')).toBeUndefined();
  desk.cut();
});

test.each<[string, (fields: Record<string, string>) => string | undefined]>([
  ['no signature', () => ''],
  ['the signature of another account', (fields) => sign(fields, 'a-token-of-another-one')],
  ['the signature of another text', (fields) => sign({ ...fields, Body: 'Yes' })],
  ['nonsense for a signature', () => 'nonsense'],
])('SM6 with %s nothing comes in', async (_what, signature) => {
  const fields = form('No');
  expect(codeOf(await hand(fields, signature(fields)))).toBe('not-allowed');
  expect(await find('mary')).toBeUndefined();
});

test.each<[string, Record<string, string>]>([
  ['without an id', { MessageSid: '' }],
  ['with a text too long', { Body: 'x'.repeat(1_601) }],
  ['with a number of files that is none', { NumMedia: 'many' }],
])('SM6 a form %s is refused although it is signed', async (_what, change) => {
  expect(codeOf(await hand({ ...form('Hello'), ...change }))).toBe('bad-request');
  expect(await find('mary')).toBeUndefined();
});

test('SM6 what is larger than any form is not read; what comes from no number is left', async () => {
  expect((await hand(form('x'.repeat(40_000)))).statusCode).toBe(413);
  expect((await hand({ ...form('Sale!'), From: 'SHOP' })).statusCode).toBe(200);
  expect((await list('mary')).filter(({ last }) => last?.text === 'Sale!')).toEqual([]);
});

test('SM7 after STOP nothing leaves, what waits included; START lifts it', async () => {
  await write('ada', 'First');
  await until(() => sent.length).toBe(1);
  answer = () => ({ outcome: 'not-sent', reason: '503' });
  await write('ada', 'Second');
  await receive(' Stop. ');
  answer = (id) => ({ outcome: 'sent', providerId: `SM-${id}` });
  expect(codeOf(await write('ada', 'Third'))).toBe('sms-stopped');
  // Others send without asking whether they may.
  const outgoing = await server.outbound.sendNow(newId<string>(), {
    kind: 'sms',
    to: number,
    text: 'Fourth',
  });
  await until(async () => (await server.outbound.deliveries([outgoing])).get(outgoing)).toEqual({
    status: 'failed',
    failure: 'stopped',
  });
  expect(await find('ada')).toMatchObject({ isStopped: true });
  await until(async () =>
    (await entries('ada')).map((entry) => [entry.kind, entry.kind === 'sent' && entry.delivery.status]),
  ).toEqual([
    ['sent', 'sent'],
    ['sent', 'failed'],
    ['received', false],
    ['stopped', false],
    ['sent', 'failed'],
  ]);
  expect(sent).toHaveLength(1);
  await receive('start');
  expect((await entries('ada')).at(-1)?.kind).toBe('started');
  expect(codeOf(await write('ada', 'Fifth'))).toBe('ok');
  await until(() => sent.map(({ text }) => text)).toEqual(['First', 'Fifth']);
});

test('SM7 the provider’s own word for it counts as well', async () => {
  await hand(form('arrêt', { OptOutType: 'STOP' }));
  expect(codeOf(await write('ada', 'Hello'))).toBe('sms-stopped');
});

test('SM8 handed over, it is its new owner’s, with the note, and unread for them', async () => {
  await write('ada', 'Hello');
  const id = await idOf('ada');
  const grace = (await server.identity.associates()).find(({ name }) => name === 'Grace Hopper')?.id;
  const path = `/api/v1/conversations/${id}/hand-over`;
  expect(codeOf(await server.do(path, 'ada', { to: newId() }))).toBe('associate-unavailable');
  expect(codeOf(await server.do(path, 'ada', { to: grace, note: 'x'.repeat(501) }))).toBe('bad-request');
  expect(codeOf(await server.do(path, 'ada', { to: grace, note: 'Knows about loans' }))).toBe('ok');
  expect(await find('ada')).toBeUndefined();
  expect(await find('grace')).toMatchObject({ unread: 1, owner: { name: 'Grace Hopper' } });
  expect((await entries('grace')).at(-1)).toMatchObject({
    kind: 'handed-over',
    by: 'Ada Lovelace',
    to: 'Grace Hopper',
    text: 'Knows about loans',
  });
  expect(codeOf(await server.do(path, 'ada', { to: grace }))).toBe('conversation-not-found');
});

test.each<[string, object, string]>([
  ['no number', { number: 'call me' }, 'number-invalid'],
  ['half a number', { number: '+1 202 555' }, 'number-invalid'],
  ['a number too long', { number: '1'.repeat(41) }, 'bad-request'],
  ['no text', { text: ' ' }, 'bad-request'],
  ['too much text', { text: 'x'.repeat(641) }, 'bad-request'],
  ['a zero', { text: 'a\0b' }, 'bad-request'],
  ['an id of its own kind', { id: '7' }, 'bad-request'],
])('SM3 an SMS with %s is refused', async (_what, change, code) => {
  expect(codeOf(await server.do('/api/v1/conversations', 'ada', { ...sms('Hi', number), ...change }))).toBe(
    code,
  );
  expect(await find('mary')).toBeUndefined();
});

test('markup stays text, and a provider that is down is shown with its reason', async () => {
  answer = () => ({ outcome: 'not-sent', reason: 'ECONNREFUSED' });
  await write('ada', '<img src=x onerror=alert(1)>');
  await until(() => entries('ada')).toMatchObject([
    { text: '<img src=x onerror=alert(1)>', delivery: { failure: 'ECONNREFUSED' } },
  ]);
});

test('SM1 SM2 out of a call it is in the record for associates, and nothing of it for the customer', async () => {
  const call = await server.call('ada');
  const path = `/api/v1/engagements/${call.engagementId}/sms`;
  const body = sms('Here are the papers', '(202) 555-0199');
  expect(codeOf(await server.do(path, 'grace', body))).toBe('not-a-participant');
  expect(codeOf(await server.do(path, 'ada', { ...body, number: 'x' }))).toBe('number-invalid');
  expect(codeOf(await server.do(path, 'ada', body))).toBe('ok');
  expect(codeOf(await server.do(path, 'ada', body))).toBe('ok');
  const { event } = await call.associate.until(
    'engagement.happened',
    (message) => message.event.event.type === 'sms-sent',
  );
  expect(event.event).toMatchObject({ sms: { to: '+12025550199', text: 'Here are the papers' } });
  await call.customer.until('engagement.happened', (message) => message.event.seq === event.seq);
  expect(JSON.stringify(call.customer.received)).not.toMatch(/2025550199|Here are the papers/);
  await until(() => sent.map(({ to }) => to)).toEqual(['+12025550199']);
  await until(async () => (await server.get(path, 'ada')).json<EngagementSms>().sms).toMatchObject([
    {
      writtenNumber: '+1 202 555 0199',
      owner: { name: 'Ada Lovelace' },
      entry: { delivery: { status: 'sent' } },
    },
  ]);
  const log = (await server.get(`/api/v1/engagements/${call.engagementId}`, 'ada')).json<EngagementRecord>();
  expect(log.events.filter(({ event: { type } }) => type === 'sms-sent')).toHaveLength(1);
  const asCustomer = await server.http.inject({
    method: 'POST',
    url: path,
    headers: { authorization: `Bearer ${call.token}`, origin: ours, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  expect(codeOf(asCustomer)).toBe('not-allowed');
  await call.associate.ask({ type: 'engagement.exit', engagementId: call.engagementId });
  expect(codeOf(await server.do(path, 'ada', sms('Late', '+12025550199')))).toBe('engagement-ended');
});

test('whoever is not signed in learns nothing, and a page that is none is refused', async () => {
  expect((await server.http.inject('/api/v1/conversations')).statusCode).toBe(401);
  expect(codeOf(await server.get('/api/v1/conversations?before=nonsense', 'ada'))).toBe('bad-request');
  expect(codeOf(await server.get(`/api/v1/conversations/${newId<string>()}`, 'mary'))).toBe(
    'conversation-not-found',
  );
});

test('the texts at hand are those of one’s teams', async () => {
  const of = async (name: string) =>
    (await server.get('/api/v1/conversations/canned', name)).json<{ canned: { title: string }[] }>().canned;
  expect((await of('ada')).map(({ title }) => title)).toContain('Call back');
  expect(await of('root')).toEqual(await of('ada'));
});

test('a long list comes page by page', async () => {
  for (let n = 0; n < 55; n += 1)
    await server.conversations.receive({
      from: `+1305555${String(1_000 + n)}`,
      text: 'Hello',
      providerId: newId<string>(),
    });
  const first = (await server.get('/api/v1/conversations', 'mary')).json<ConversationList>();
  expect(first.conversations).toHaveLength(50);
  const next = (
    await server.get(`/api/v1/conversations?before=${encodeURIComponent(first.next ?? '')}`, 'mary')
  ).json<ConversationList>();
  const ids = [...first.conversations, ...next.conversations].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThanOrEqual(55);
});

test('who writes without end is slowed', async () => {
  const codes = new Set<string>();
  for (let n = 0; n < 25; n += 1) codes.add(codeOf(await write('alan', 'Hello')));
  expect([...codes]).toEqual(['ok', 'rate-limited']);
});

test('in demo mode an SMS of the outbox can be answered by whoever sees it, and by nobody else', async () => {
  const demo = await startGateway();
  try {
    expect(codeOf(await demo.do('/api/v1/conversations', 'ada', sms('Hello', number)))).toBe('ok');
    const outbox = (await demo.get('/api/v1/outbox', 'mary')).json<Outbox>();
    expect(outbox).toMatchObject({ canReply: true, messages: [{ to: number, text: 'Hello' }] });
    const path = `/api/v1/outbox/${outbox.messages[0]?.id ?? ''}/reply`;
    expect(codeOf(await demo.do(path, 'ada', { text: 'Hi' }))).toBe('not-allowed');
    expect(codeOf(await demo.do(path, 'mary', { text: '' }))).toBe('bad-request');
    expect(codeOf(await demo.do(path, 'mary', { text: 'x'.repeat(1_601) }))).toBe('bad-request');
    expect(codeOf(await demo.do(`/api/v1/outbox/${newId<string>()}/reply`, 'root', { text: 'Hi' }))).toBe(
      'not-found',
    );
    expect(codeOf(await demo.do(path, 'mary', { text: 'Hi' }))).toBe('ok');
    const [mine] = (await demo.get('/api/v1/conversations', 'ada')).json<ConversationList>().conversations;
    expect(mine).toMatchObject({ number, unread: 1, last: { kind: 'received', text: 'Hi' } });
  } finally {
    await demo.stop();
  }
  // Where SMS reach people, nobody answers in their place.
  await write('ada', 'Hello');
  const [newest] = (await server.get('/api/v1/outbox', 'mary')).json<Outbox>().messages;
  expect(codeOf(await server.do(`/api/v1/outbox/${newest?.id ?? ''}/reply`, 'mary', { text: 'Hi' }))).toBe(
    'not-allowed',
  );
});
