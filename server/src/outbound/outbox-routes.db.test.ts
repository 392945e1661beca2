import { outbox } from '@parley/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { httpUnderTest } from '../../test/http-under-test.ts';
import { insertOutgoing } from './repository.ts';

const { get, post, database } = httpUnderTest();

/** The cookie of somebody of the demo who signs in. */
async function signedIn(name: string): Promise<Record<string, string>> {
  const response = await post('/api/v1/sign-in', {
    payload: { email: `${name}@demo.test`, password: 'parley-demo' },
    headers: { 'x-forwarded-for': `203.0.113.${String(name.length)}` },
  });
  return { cookie: String(response.headers['set-cookie']).split(';')[0] ?? '' };
}

const ids: string[] = [];
let root: Record<string, string>;

beforeAll(async () => {
  root = await signedIn('root');
  for (let number = 1; number <= 51; number += 1) {
    const { id } = await insertOutgoing(database().db, `sms-${String(number)}`, {
      kind: 'sms',
      to: '+12025550123',
      text: `Number ${String(number)}`,
    });
    ids.push(id);
  }
  const { id } = await insertOutgoing(database().db, 'email', {
    kind: 'email',
    to: 'lou@shop.example',
    subject: 'Your meeting',
    text: 'See you there',
    html: '<p>See <a href="https://parley.test/join/ABC">you</a> there</p><script>alert(1)</script>',
    attachments: [{ name: 'Größe.ics', type: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR') }],
  });
  ids.push(id);
});

const emailPath = (rest: string) => `/api/v1/outbox/${ids.at(-1) ?? ''}/${rest}`;

describe('the outbox', () => {
  test('is read newest first, page by page', async () => {
    const first = outbox.parse((await get('/api/v1/outbox', root)).json());
    expect(first.messages.map(({ id }) => id)).toEqual(ids.slice(-50).reverse());
    expect(first.messages[0]).toMatchObject({
      kind: 'email',
      subject: 'Your meeting',
      hasPage: true,
      status: 'waiting',
      attachments: [{ name: 'Größe.ics', type: 'text/calendar', bytes: 15 }],
    });
    const rest = outbox.parse((await get(`/api/v1/outbox?before=${first.next ?? ''}`, root)).json());
    expect(rest.messages.map(({ text }) => text)).toEqual(['Number 2', 'Number 1']);
    expect(rest.next).toBeUndefined();
  });

  test('shows an e-mail as a page that runs nothing, fetches nothing, and stays in a frame of ours', async () => {
    const { statusCode, headers, body } = await get(emailPath('page'), root);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('href="https://parley.test/join/ABC"');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "frame-ancestors 'self'",
        'sandbox allow-popups allow-popups-to-escape-sandbox',
      ]),
    );
    expect(policy.some((directive) => directive.startsWith('script-src'))).toBe(false);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect((await get(`/api/v1/outbox/${ids[0] ?? ''}/page`, root)).statusCode).toBe(404);
  });

  test('gives attachments to take away, never to show', async () => {
    const { headers, body } = await get(emailPath('attachments/0'), root);
    expect(body).toBe('BEGIN:VCALENDAR');
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.ics",
    });
    expect((await get(emailPath('attachments/1'), root)).json()).toMatchObject({ code: 'file-not-found' });
  });

  test.each(['/outbox', 'page', 'attachments/0'])(
    'is for administrators, and in demo mode for supervisors: %s',
    async (path) => {
      const url = path.startsWith('/') ? `/api/v1${path}` : emailPath(path);
      expect((await get(url, await signedIn('mary'))).statusCode).toBe(200);
      expect((await get(url, await signedIn('grace'))).json()).toMatchObject({ code: 'not-allowed' });
      expect((await get(url)).json()).toMatchObject({ code: 'not-signed-in' });
    },
  );

  test.each(['/outbox?before=1', '/outbox/1/page', '/outbox/1/attachments/0', '/outbox?before='])(
    'refuses what is no request: %s',
    async (path) => {
      expect((await get(`/api/v1${path}`, root)).json()).toMatchObject({ code: 'bad-request' });
    },
  );

  test('knows nothing of a message that is not there', async () => {
    const nobody = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect((await get(`/api/v1/outbox/${nobody}/page`, root)).statusCode).toBe(404);
    expect((await get(`/api/v1/outbox/${nobody}/attachments/0`, root)).statusCode).toBe(404);
  });
});
