import { describe, expect, test } from 'vitest';
import { httpUnderTest, shop } from '../../test/http-under-test.ts';

const { inject, get, post, logged } = httpUnderTest();

let nextAddress = 1;
/** From an address of its own, so that tests do not share a limit. */
const signIn = (payload: object, headers: Record<string, string> = {}) =>
  post('/api/v1/sign-in', {
    payload,
    headers: { 'x-forwarded-for': `198.51.100.${String(nextAddress++)}`, ...headers },
  });
const ada = { email: 'ada@demo.test', password: 'parley-demo' };

function cookieOf(response: { headers: Record<string, unknown> }): string {
  return String(response.headers['set-cookie']).split(';')[0] ?? '';
}

describe('signing in', () => {
  test('gives a profile, and a cookie that scripts cannot read', async () => {
    const response = await signIn(ada);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ email: 'ada@demo.test', roles: ['associate'] });
    expect(response.headers['set-cookie']).toMatch(
      /^parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers['cache-control']).toBe('no-store');
    const me = await get('/api/v1/me', { cookie: cookieOf(response) });
    expect(me.json()).toEqual(response.json());
  });

  test('wrong, it is refused with a problem document', async () => {
    const response = await signIn({ ...ada, password: 'wrong' });
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:parley:problem:wrong-credentials',
      title: 'Unknown e-mail or wrong password',
      status: 401,
      code: 'wrong-credentials',
      retry: 'never',
    });
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('replaces whoever was signed in with that browser', async () => {
    const cookie = cookieOf(await signIn(ada));
    await signIn({ ...ada, email: 'grace@demo.test' }, { cookie });
    expect((await get('/api/v1/me', { cookie })).statusCode).toBe(401);
  });

  test('ends with signing out', async () => {
    const cookie = cookieOf(await signIn(ada));
    const out = await post('/api/v1/sign-out', { headers: { cookie } });
    expect(out.statusCode).toBe(204);
    expect(out.headers['set-cookie']).toMatch(/^parley_session=; Max-Age=0;/);
    expect((await get('/api/v1/me', { cookie })).json()).toMatchObject({ code: 'not-signed-in' });
    expect((await post('/api/v1/sign-out', { headers: { cookie } })).statusCode).toBe(204);
  });

  test('too often from one address is refused, and says when to come back', async () => {
    const attempt = () =>
      post('/api/v1/sign-in', { payload: ada, headers: { 'x-forwarded-for': '203.0.113.9' } });
    for (let n = 0; n < 5; n += 1) expect((await attempt()).statusCode).toBe(200);
    const refused = await attempt();
    expect(refused.statusCode).toBe(429);
    expect(refused.json()).toMatchObject({ code: 'rate-limited', retry: 'later' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test.each([
    ['another site', 'https://evil.test'],
    ['a look-alike', 'http://localhost:8080.evil.test'],
    ['a page without an origin', 'null'],
    ['a site that embeds the widget', shop],
  ])('does not work from %s', async (_where, origin) => {
    const response = await signIn(ada, { origin });
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({ code: 'origin-not-allowed' });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('does not work without saying where from', async () => {
    const response = await inject({ method: 'POST', url: '/api/v1/sign-in', payload: ada });
    expect(response.json()).toMatchObject({ code: 'origin-not-allowed' });
  });

  test.each([
    ['nothing', {}],
    ['a number', { ...ada, email: 7 }],
    ['a list', [ada]],
    ['an empty password', { ...ada, password: '' }],
    ['an endless password', { ...ada, password: 'x'.repeat(257) }],
  ])('%s is no sign-in', async (_what, payload) => {
    const response = await signIn(payload);
    expect(response.json()).toMatchObject({ code: 'bad-request', status: 400 });
    expect(response.json().detail).toMatch(/^body/);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'email=ada@demo.test&password=parley-demo'],
    ['plain text', 'text/plain', JSON.stringify(ada)],
    ['broken JSON', 'application/json', '{"email": "hunter2'],
    ['an attempt on prototypes', 'application/json', '{"__proto__": {"isAdmin": true}}'],
  ])('%s is refused', async (_what, type, payload) => {
    const response = await post('/api/v1/sign-in', { payload, headers: { 'content-type': type } });
    expect(response.json()).toMatchObject({ code: 'bad-request', status: 400 });
    expect(response.body).not.toContain('hunter2');
  });

  test('a megabyte is refused', async () => {
    const response = await signIn({ ...ada, password: 'x'.repeat(1_000_000) });
    expect(response.json()).toMatchObject({ code: 'message-too-large', status: 413 });
  });
});

describe('the widget’s offer', () => {
  const ask = (clientId: string, headers: Record<string, string>, context: unknown = []) =>
    inject({ method: 'POST', url: '/api/v1/widget/offer', headers, payload: { clientId, context } });

  test('reaches a page of the application', async () => {
    const response = await ask('demo', { origin: shop });
    expect(response.json()).toMatchObject({ channels: ['video', 'audio'] });
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': shop,
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(String(response.headers.vary)).toContain('origin');
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test.each(['https://evil.test', 'null'])('does not reach %s', async (origin) => {
    const response = await ask('demo', { origin });
    expect(response.json()).toMatchObject({ code: 'origin-not-allowed' });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('does not reach a page that does not say where it is', async () => {
    expect((await ask('demo', {})).statusCode).toBe(403);
  });

  test('an unknown application is told so, readably', async () => {
    const response = await ask('nope', { origin: shop });
    expect(response.json()).toMatchObject({ code: 'application-unknown' });
    expect(response.headers['access-control-allow-origin']).toBe(shop);
  });

  test('a preflight is answered for known origins alone', async () => {
    const preflight = (origin: string) =>
      inject({
        method: 'OPTIONS',
        url: '/api/v1/widget/offer',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const known = await preflight(shop);
    expect(known.statusCode).toBe(204);
    expect(known.headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
    expect((await preflight('https://evil.test')).statusCode).toBe(403);
  });

  test.each([
    [[{ key: 'Page URL', value: '' }]],
    [[{ key: 'page.url' }]],
    [Array.from({ length: 97 }, (_, n) => ({ key: `k${String(n)}`, value: '' }))],
    [[{ key: 'page.url', value: 'x'.repeat(2_001) }]],
    ['page.url'],
  ])('a context that is none is refused', async (context) => {
    expect((await ask('demo', { origin: shop }, context)).json()).toMatchObject({ code: 'bad-request' });
  });
});

test('nothing secret and nothing a customer said was logged', () => {
  const everything = logged.join('');
  expect(everything).toContain('request answered');
  for (const secret of ['parley-demo', 'parley_session', 'ada@demo.test', 'evil.test', '203.0.113.9']) {
    expect([secret, everything.includes(secret)]).toEqual([secret, false]);
  }
});
