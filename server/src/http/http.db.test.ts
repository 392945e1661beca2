import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createParts } from '../../test/server-parts.ts';
import { seedDemo } from '../demo-seed.ts';
import { identityRoutes } from '../identity/routes.ts';
import type { Database } from '../platform/database.ts';
import { openMemoryDatabase } from '../platform/embedded-database.ts';
import { createLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';
import { scenarioRoutes } from '../scenario/routes.ts';
import { createHttp } from './http.ts';
import { operationsRoutes, type Readiness } from './operations.ts';
import { pagesRoutes } from './pages.ts';
import { Problem } from './problem.ts';

const ours = 'http://localhost:8080';
const shop = 'https://shop.test';

let database: Database;
let folder: string;
let app: FastifyInstance;
const logged: string[] = [];
let media: Readiness = 'ready';
let isDraining = false;

const write = async (path: string, text: string) => {
  const file = join(folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-pages-'));
  await Promise.all([
    write('desk/index.html', '<title>desk</title>'),
    write('desk/favicon.svg', '<svg/>'),
    write('desk/assets/app-1a2b.js', 'export {}'),
    write('widget/widget.js', '(() => {})()'),
    write('widget/call-3c4d.js', 'export {}'),
    write('site/index.html', '<title>demo</title>'),
    write('site/loans.html', '<title>loans</title>'),
    write('ui/tokens.css', ':root {}'),
    write('secret.txt', 'secret'),
  ]);
  database = await openMemoryDatabase();
  await migrate(database.db);
  const destination = { write: (line: string) => void logged.push(line) };
  const parts = createParts(database, { log: createLog({ level: 'trace', destination }) });
  await seedDemo(parts, [ours, shop]);
  app = await createHttp(
    { publicOrigin: ours, ownOrigins: [ours], trustedProxies: ['127.0.0.1'], version: '1.2.3' },
    {
      ...parts,
      api: [
        identityRoutes(parts.identity, { secureCookie: false, signInsPerMinute: 5 }),
        scenarioRoutes(parts.applications, parts.scenarios),
        async (api) => {
          api.get('/fault', async () => {
            throw new Error('customer said hunter2');
          });
          api.get('/wrong-answer', { schema: { response: { 200: z.object({ n: z.int() }) } } }, async () => ({
            n: JSON.parse('"hunter2"') as number,
          }));
          api.get('/refused', async () => {
            throw new Problem({ code: 'engagement-ended', detail: 'yesterday' });
          });
        },
      ],
      pages: [
        pagesRoutes({
          folders: {
            desk: join(folder, 'desk'),
            widget: join(folder, 'widget'),
            demoSite: join(folder, 'site'),
            tokens: join(folder, 'ui'),
            font: join(folder, 'ui'),
          },
          demo: true,
          front: { demoSignIn: { email: 'ada@demo.test', password: 'parley-demo' } },
        }),
        operationsRoutes({
          database,
          metrics: parts.metrics,
          media: () => Promise.resolve(media),
          isDraining: () => isDraining,
        }),
      ],
    },
  );
});

afterAll(async () => {
  await app.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const post = (url: string, options: InjectOptions = {}) =>
  app.inject({ method: 'POST', url, ...options, headers: { origin: ours, ...options.headers } });

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
    const response = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: ada });
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
  const offer = (clientId: string, headers: Record<string, string>, context: unknown = []) =>
    app.inject({ method: 'POST', url: '/api/v1/widget/offer', headers, payload: { clientId, context } });

  test('reaches a page of the application', async () => {
    const response = await offer('demo', { origin: shop });
    expect(response.json()).toMatchObject({ channels: ['video', 'audio'] });
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': shop,
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(String(response.headers.vary)).toContain('origin');
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test.each(['https://evil.test', 'null'])('does not reach %s', async (origin) => {
    const response = await offer('demo', { origin });
    expect(response.json()).toMatchObject({ code: 'origin-not-allowed' });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('does not reach a page that does not say where it is', async () => {
    expect((await offer('demo', {})).statusCode).toBe(403);
  });

  test('an unknown application is told so, readably', async () => {
    const response = await offer('nope', { origin: shop });
    expect(response.json()).toMatchObject({ code: 'application-unknown' });
    expect(response.headers['access-control-allow-origin']).toBe(shop);
  });

  test('a preflight is answered for known origins alone', async () => {
    const preflight = (origin: string) =>
      app.inject({
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
    expect((await offer('demo', { origin: shop }, context)).json()).toMatchObject({ code: 'bad-request' });
  });
});

describe('pages', () => {
  test('the front page leads to what is there', async () => {
    const response = await get('/');
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toContain('href="/desk"');
    expect(response.body).toContain('href="/demo/"');
    expect(response.body).not.toMatch(/<script|style=|<style/);
    for (const [, href = ''] of response.body.matchAll(/href="(\/front\/[\w.]+css)"/g)) {
      expect([href, (await get(href)).statusCode]).toEqual([href, 200]);
    }
  });

  test.each(['/desk', '/desk/', '/desk/engagements/0199-x', '/desk/co-browse/1.2'])(
    '%s is the desk',
    async (url) => {
      const response = await get(url);
      expect(response.body).toBe('<title>desk</title>');
      expect(response.headers['cache-control']).toBe('no-cache');
    },
  );

  test('the desk’s files never change, and a missing one is not the desk', async () => {
    const file = await get('/desk/assets/app-1a2b.js');
    expect(file.headers['cache-control']).toContain('immutable');
    expect((await get('/desk/favicon.svg')).headers['content-type']).toContain('image/svg');
    const missing = await get('/desk/assets/app-0000.js');
    expect(missing.statusCode).toBe(404);
    expect(missing.body).not.toContain('desk</title>');
  });

  test('the widget may be loaded by every site; its loader is asked for anew, its parts are kept', async () => {
    const loader = await get('/widget.js', { origin: 'https://any.test' });
    const part = await get('/widget/call-3c4d.js', { origin: 'https://any.test' });
    for (const { statusCode, headers } of [loader, part]) {
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
      });
      expect(headers['content-type']).toContain('javascript');
    }
    expect(loader.headers['cache-control']).toMatch(/^public, max-age=300\b/);
    expect(part.headers['cache-control']).toContain('immutable');
    const again = await get('/widget.js', { 'if-none-match': String(loader.headers.etag) });
    expect(again.statusCode).toBe(304);
    expect((await get('/widget/none.js')).headers['cache-control']).toBe('no-store');
  });

  test('the demo site has several pages', async () => {
    expect((await get('/demo')).headers.location).toBe('/demo/');
    expect((await get('/demo/')).body).toContain('demo');
    expect((await get('/demo/loans.html')).body).toContain('loans');
    expect((await get('/demo/loans')).body).toContain('loans');
  });

  test.each([
    '/demo/../secret.txt',
    '/demo/%2e%2e/secret.txt',
    '/widget/..%2fsecret.txt',
    '/desk/..%2f..%2fsecret.txt',
    '/desk/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/widget/%00',
  ])('nothing outside the folders is served: %s', async (url) => {
    expect((await get(url)).body).not.toContain('secret');
  });

  test('an unknown address is a page for a person and a document for a program', async () => {
    const page = await get('/nowhere', { accept: 'text/html,*/*' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await get('/api/v1/nowhere')).json()).toMatchObject({ code: 'not-found', status: 404 });
  });

  test('all are served under a strict policy', async () => {
    for (const url of ['/', '/desk', '/demo/', '/api/v1/me', '/nowhere']) {
      const { headers } = await get(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers['permissions-policy']).toContain('camera=(self)');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });
});

describe('operations', () => {
  test('alive', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'alive' });
  });

  test('ready only while everything needed is', async () => {
    expect((await get('/readyz')).json()).toEqual({
      status: 'ready',
      database: 'ready',
      media: 'ready',
      draining: false,
    });
    media = 'failing';
    expect((await get('/readyz')).statusCode).toBe(503);
    media = 'ready';
    isDraining = true;
    expect((await get('/readyz')).json()).toMatchObject({ status: 'not-ready', draining: true });
    isDraining = false;
  });

  test('requests are counted by route, never by address', async () => {
    await get('/desk/engagements/0199aaaa');
    await get('/nowhere?customer=hunter2');
    const { body, headers } = await get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('route="/desk/*"');
    expect(body).toContain('parley_refusals_total{wire="http",code="wrong-credentials"}');
    expect(body).not.toMatch(/0199aaaa|hunter2|nowhere/);
  });

  test('the API describes itself', async () => {
    const document = (await get('/api/v1/openapi.json')).json();
    expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\./), info: { version: '1.2.3' } });
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/sign-in', '/api/v1/me', '/api/v1/widget/offer']),
    );
    expect(document.paths['/api/v1/sign-in'].post.requestBody).toBeDefined();
  });
});

describe('what goes wrong', () => {
  test('inside is logged under an incident and told to nobody', async () => {
    for (const url of ['/api/v1/fault', '/api/v1/wrong-answer']) {
      const response = await get(url);
      expect(response.statusCode).toBe(500);
      const { incidentId, ...document } = response.json();
      expect(document).toMatchObject({ code: 'internal', retry: 'later' });
      expect(incidentId).toBe(response.headers['x-request-id']);
      expect(response.body).not.toContain('hunter2');
      expect(logged.some((line) => line.includes(incidentId) && line.includes('"level":"error"'))).toBe(true);
    }
  });

  test('as foreseen is a document with its code', async () => {
    expect((await get('/api/v1/refused')).json()).toMatchObject({
      code: 'engagement-ended',
      status: 410,
      detail: 'yesterday',
    });
  });
});

test('nothing secret and nothing a customer said was logged', () => {
  const everything = logged.join('');
  expect(everything).toContain('request answered');
  for (const secret of ['parley-demo', 'parley_session', 'ada@demo.test', 'evil.test', '203.0.113.9']) {
    expect([secret, everything.includes(secret)]).toEqual([secret, false]);
  }
});
