import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { eachDatabase, type DatabaseUnderTest } from '../../test/each-database.ts';
import { newId } from '../platform/ids.ts';
import { createJobs } from '../platform/jobs.ts';
import { createLog } from '../platform/log.ts';
import type { OutgoingEmail, OutgoingMessage } from './message.ts';
import { Outbound } from './outbound.ts';
import { outboxProvider, type Delivery, type Providers } from './provider.ts';
import { attachmentsOf, beginSending, insertOutgoing, outgoingRow, settleOutgoing } from './repository.ts';
import { createSmtp } from './smtp.ts';
import { createTwilio } from './twilio.ts';

const log = createLog({ level: 'silent' });
const sms: OutgoingMessage = { kind: 'sms', to: '+12025550123', text: 'Grüße & more' };
const email: OutgoingEmail = {
  kind: 'email',
  to: 'lou@shop.example',
  subject: 'Your meeting',
  text: 'See you there',
  html: '<p>See you there</p>',
  attachments: [{ name: 'meeting.ics', type: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR') }],
};
const sid = `AC${'0'.repeat(32)}`;
const authToken = 'a-token-of-the-account';

const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo();
});

const until = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

async function start(database: DatabaseUnderTest, providers: Partial<Providers>, retries = 5) {
  const jobs = createJobs({ database: database(), log });
  const outbound = new Outbound(
    { database: database(), jobs, log, providers: { email: undefined, sms: undefined, ...providers } },
    { retries, backoffSeconds: 0, parallel: 2, expireSeconds: 30 },
  );
  await jobs.start();
  cleanup.push(() => jobs.stop());
  const row = (id: string) => outgoingRow(database().db, id);
  return { outbound, row, statusOf: async (id: string) => (await row(id))?.status };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly body: URLSearchParams;
}

/** A stand-in for Twilio that answers as told, one answer for each request and the last one for the rest. */
async function standIn(...answers: ((response: ServerResponse) => void)[]) {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      asked.push({ request, body: new URLSearchParams(text) });
      answers[Math.min(asked.length, answers.length) - 1]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${String(port)}`;
  const provider = createTwilio(
    { accountSid: sid, authToken, from: '+12025550100', apiUrl },
    'https://ours/status',
  );
  return { asked, provider };
}
/** Where nobody listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${String(port)}`;
}
const answer = (status: number, body: object) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const created = answer(201, { sid: 'SM1', status: 'queued' });

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server; `refuse` is its answer to the content. */
async function mailServer(refuse?: { responseCode: number } | 'hang up') {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _dialogue, done) =>
      username === 'parley' && password === 'p@ss'
        ? done(null, { user: username })
        : done(new Error('wrong credentials')),
    onData: (content, dialogue, done) => {
      let raw = '';
      content.on('data', (piece: Buffer) => (raw += piece.toString()));
      content.on('end', () => {
        received.push({ to: dialogue.envelope.rcptTo.map(({ address }) => address), raw });
        if (refuse === 'hang up') server.close();
        if (refuse === 'hang up') for (const one of server.connections) one.close();
        else done(refuse ? Object.assign(new Error('no'), refuse) : null);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  const provider = (pass = 'p@ss') =>
    createSmtp({
      host: '127.0.0.1',
      port,
      isSecure: false,
      credentials: { user: 'parley', pass },
      from: 'Parley <help@parley.example>',
    });
  return { received, provider };
}

eachDatabase('outgoing messages', (database) => {
  test('go out once for each key, however often they are put in', async () => {
    const { asked, provider } = await standIn(created);
    const { outbound, statusOf, row } = await start(database, { sms: provider });
    const key = newId<string>();
    const id = await outbound.sendNow(key, sms);
    expect(await outbound.sendNow(key, sms)).toBe(id);
    await until(() => statusOf(id)).toBe('sent');
    expect(await outbound.sendNow(key, sms)).toBe(id);
    expect(asked).toHaveLength(1);
    expect(await row(id)).toMatchObject({ provider: 'twilio', provider_id: 'SM1', attempts: 1 });
    const { request, body } = asked[0] ?? expect.unreachable();
    expect(request.url).toBe(`/2010-04-01/Accounts/${sid}/Messages.json`);
    expect(request.headers.authorization).toBe(
      `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`,
    );
    expect(Object.fromEntries(body)).toEqual({
      To: '+12025550123',
      From: '+12025550100',
      Body: 'Grüße & more',
      StatusCallback: `https://ours/status?of=${id}`,
    });
  });

  test('are not there when the transaction that put them in is rolled back', async () => {
    const { outbound, row } = await start(database, { sms: outboxProvider });
    let id = '';
    const work = database().transaction(async (tx) => {
      id = await outbound.send(tx, newId<string>(), sms);
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    outbound.hurry();
    expect(await row(id)).toBeUndefined();
  });

  test.each([429, 503])('wait for a provider that answers %d', async (status) => {
    const { asked, provider } = await standIn(answer(status, {}), answer(status, {}), created);
    const { outbound, statusOf } = await start(database, { sms: provider });
    const id = await outbound.sendNow(newId<string>(), sms);
    await until(() => statusOf(id)).toBe('sent');
    expect(asked).toHaveLength(3);
  });

  test('are shown as failed after the last attempt, or at once when they are refused', async () => {
    const down = createTwilio(
      { accountSid: sid, authToken, from: '+12025550100', apiUrl: await closedPort() },
      'https://ours/status',
    );
    const first = await start(database, { sms: down }, 2);
    const given = await first.outbound.sendNow(newId<string>(), sms);
    await until(() => first.statusOf(given)).toBe('failed');
    expect(await first.row(given)).toMatchObject({ attempts: 3 });
    for (const undo of cleanup.splice(0)) await undo();

    const { asked, provider } = await standIn(answer(400, { code: 21211 }));
    const second = await start(database, { sms: provider });
    const refused = await second.outbound.sendNow(newId<string>(), sms);
    await until(() => second.statusOf(refused)).toBe('failed');
    expect(await second.row(refused)).toMatchObject({ failure: '21211', attempts: 1 });
    expect(asked).toHaveLength(1);
  });

  test('are not sent again when nobody knows whether they were', async () => {
    const { asked, provider } = await standIn((response) => response.destroy());
    const { outbound, statusOf } = await start(database, { sms: provider });
    const id = await outbound.sendNow(newId<string>(), sms);
    await until(() => statusOf(id)).toBe('unknown');
    expect(asked).toHaveLength(1);
  });

  test('that a dead process was sending are sent again only where that is harmless', async () => {
    const { asked, provider } = await standIn(created);
    const { outbound, statusOf } = await start(database, { sms: provider, email: outboxProvider });
    const interrupted = (message: OutgoingMessage) =>
      database().transaction(async (tx) => {
        const id = await outbound.send(tx, newId<string>(), message);
        await beginSending(tx, id, ['waiting'], 'whichever');
        return id;
      });
    const [bySms, byEmail] = [await interrupted(sms), await interrupted(email)];
    outbound.hurry();
    await until(() => statusOf(bySms)).toBe('unknown');
    await until(() => statusOf(byEmail)).toBe('sent');
    expect(asked).toHaveLength(0);
  });

  test('are sent after all when the provider answers whoever was thought dead', async () => {
    const late = Promise.withResolvers<Delivery>();
    const provider = { name: 'twilio', isIdempotent: false, deliver: () => late.promise };
    const { outbound, statusOf, row } = await start(database, { sms: provider });
    const id = await outbound.sendNow(newId<string>(), sms);
    await until(() => statusOf(id)).toBe('sending');
    await settleOutgoing(database().db, id, ['sending'], { status: 'unknown', failure: 'interrupted' });
    late.resolve({ outcome: 'sent', providerId: 'SM-late' });
    await until(() => statusOf(id)).toBe('sent');
    expect(await row(id)).toMatchObject({ provider_id: 'SM-late', failure: null });
  });

  test('have the provider’s later word noted once', async () => {
    const { provider } = await standIn(answer(201, { sid: `SM${newId<string>()}` }));
    const { outbound, statusOf, row } = await start(database, { sms: provider });
    const id = await outbound.sendNow(newId<string>(), sms);
    await until(() => statusOf(id)).toBe('sent');
    const providerId = (await row(id))?.provider_id ?? '';
    expect(await outbound.report('twilio', { providerId }, 'undelivered', '30003')).toBe(true);
    expect(await outbound.report('twilio', { providerId }, 'delivered')).toBe(true);
    expect(await outbound.report('twilio', { id, providerId }, 'sent')).toBe(true);
    expect(await row(id)).toMatchObject({ status: 'undelivered', failure: '30003' });
    expect(await outbound.report('twilio', { providerId: 'SM-never' }, 'delivered')).toBe(false);
    expect(await outbound.report('twilio', { id, providerId: 'SM-never' }, 'delivered')).toBe(false);
  });

  test.each(['sending', 'unknown'] as const)(
    'that are %s are known by the provider’s word',
    async (status) => {
      const { outbound, row } = await start(database, {});
      const { id } = await insertOutgoing(database().db, newId<string>(), sms);
      await beginSending(database().db, id, ['waiting'], 'twilio');
      await settleOutgoing(database().db, id, ['sending'], { status, failure: 'interrupted' });
      const providerId = `SM${newId<string>()}`;
      expect(await outbound.report('smtp', { id, providerId }, 'sent')).toBe(false);
      expect(await outbound.report('twilio', { id, providerId }, 'sent')).toBe(true);
      expect(await row(id)).toMatchObject({ status: 'sent', provider_id: providerId, failure: null });
      expect(await outbound.report('twilio', { providerId }, 'delivered')).toBe(true);
      expect(await row(id)).toMatchObject({ status: 'delivered' });
    },
  );

  test('fail where nobody carries them', async () => {
    const { outbound, statusOf, row } = await start(database, {});
    expect(outbound.carries('sms')).toBe(false);
    const id = await outbound.sendNow(newId<string>(), sms);
    await until(() => statusOf(id)).toBe('failed');
    expect(await row(id)).toMatchObject({ failure: 'no-provider' });
  });

  test.each<[string, object]>([
    ['a number that is none', { ...sms, to: '0202 555' }],
    ['an SMS without text', { ...sms, text: '' }],
    ['an SMS too long', { ...sms, text: 'x'.repeat(641) }],
    ['a subject with a header in it', { ...email, subject: 'a\r\nBcc: all@shop.example' }],
    ['two addresses', { ...email, to: 'a@b.example, c@d.example' }],
    [
      'a type that is none',
      { ...email, attachments: [{ name: 'a', type: 'x\r\ny', content: Buffer.from('') }] },
    ],
    ['a zero', { ...sms, text: 'a\0b' }],
  ])('are not taken with %s', async (_what, message) => {
    const { outbound } = await start(database, {});
    await expect(outbound.sendNow(newId<string>(), message as OutgoingMessage)).rejects.toThrow(ZodError);
  });

  test('go by SMTP with text, HTML and attachments', async () => {
    const { received, provider } = await mailServer();
    const { outbound, statusOf, row } = await start(database, { email: provider() });
    const id = await outbound.sendNow(newId<string>(), email);
    await until(() => statusOf(id)).toBe('sent');
    expect(received).toHaveLength(1);
    const { to, raw } = received[0] ?? expect.unreachable();
    expect(to).toEqual(['lou@shop.example']);
    expect(raw).toContain('Subject: Your meeting');
    expect(raw).toContain('From: Parley <help@parley.example>');
    expect(raw).toContain('filename=meeting.ics');
    expect(raw).toContain(Buffer.from('BEGIN:VCALENDAR').toString('base64'));
    expect(raw).toContain('<p>See you there</p>');
    expect((await row(id))?.provider_id).toBe(`<${id}@parley.example>`);
  });

  test.each([
    ['refused for good', { responseCode: 554 } as const, 'failed', 1],
    ['refused for now', { responseCode: 451 } as const, 'failed', 3],
    ['cut off while they were taken', 'hang up' as const, 'unknown', 1],
  ])('by SMTP that are %s', async (_what, refuse, status, times) => {
    const { received, provider } = await mailServer(refuse);
    const { outbound, statusOf } = await start(database, { email: provider() }, 2);
    const id = await outbound.sendNow(newId<string>(), email);
    await until(() => statusOf(id)).toBe(status);
    expect(received).toHaveLength(times);
  });

  test('wait while the mail server knows no such credentials', async () => {
    const { received, provider } = await mailServer();
    const { outbound, statusOf, row } = await start(database, { email: provider('wrong') }, 1);
    const id = await outbound.sendNow(newId<string>(), email);
    await until(() => statusOf(id)).toBe('failed');
    expect(await row(id)).toMatchObject({ attempts: 2 });
    expect(received).toHaveLength(0);
  });

  test('keep their attachments in order', async () => {
    const second = { name: 'b.txt', type: 'text/plain', content: Buffer.from('b') };
    const attachments = [...(email.attachments ?? []), second];
    const { id } = await insertOutgoing(database().db, newId<string>(), { ...email, attachments });
    expect((await attachmentsOf(database().db, id)).map(({ name }) => name)).toEqual([
      'meeting.ics',
      'b.txt',
    ]);
  });
});
