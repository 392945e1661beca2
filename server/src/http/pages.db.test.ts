import { describe, expect, test } from 'vitest';
import { httpUnderTest } from '../../test/http-under-test.ts';

const { get, post, logged, state } = httpUnderTest();

describe('pages', () => {
  test('the front page leads to what is there', async () => {
    const response = await get('/');
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.body).toContain('href="/desk"');
    expect(response.body).toContain('href="/demo/"');
    expect(response.body).toContain('href="/admin"');
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

  test.each(['/admin', '/admin/', '/admin/outbox', '/admin/scenarios/1'])(
    '%s is administration',
    async (url) => {
      const response = await get(url);
      expect(response.body).toBe('<title>console</title>');
      expect(response.headers['cache-control']).toBe('no-cache');
      expect((await get('/admin/assets/app-9f8e.js')).headers['cache-control']).toContain('immutable');
      expect((await get('/admin/assets/app-0000.js')).statusCode).toBe(404);
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
    const part = await get('/widget/call-3c4d5e6f.js', { origin: 'https://any.test' });
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
    for (const url of ['/widget/none-12345678.js', '/widget/widget.js']) {
      const missing = await get(url);
      expect([url, missing.statusCode, missing.headers['cache-control']]).toEqual([url, 404, 'no-store']);
    }
  });

  test.each(['/join', '/join/ACDEFGHJ', '/join/%3Cscript%3E'])('%s is the join page', async (url) => {
    const response = await get(url);
    expect(response.body).toBe('<title>join</title>');
    expect(response.headers).toMatchObject({ 'cache-control': 'no-cache', 'referrer-policy': 'no-referrer' });
    expect(response.headers['content-security-policy']).not.toContain('unsafe');
    expect((await get('/join/assets/join-5e6f7a8b.js')).headers['cache-control']).toContain('immutable');
    expect((await get('/join/assets/none.js')).statusCode).toBe(404);
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
    '/admin/..%2fsecret.txt',
    '/widget/%00',
    '/widget/.inputs',
    '/demo/.hidden',
  ])('nothing but what is meant to be is served: %s', async (url) => {
    expect((await get(url)).body).not.toContain('secret');
  });

  test('an unknown address is a page for a person and a document for a program', async () => {
    const page = await get('/nowhere', { accept: 'text/html,*/*' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await get('/api/v1/nowhere')).json()).toMatchObject({ code: 'not-found', status: 404 });
  });

  test('all are served under a strict policy', async () => {
    for (const url of ['/', '/desk', '/admin', '/demo/', '/api/v1/me', '/nowhere']) {
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
    state.mediaFails = true;
    expect((await get('/readyz')).statusCode).toBe(503);
    state.mediaFails = false;
    state.isDraining = true;
    expect((await get('/readyz')).json()).toMatchObject({ status: 'not-ready', draining: true });
    state.isDraining = false;
  });

  test('requests are counted by route, never by address', async () => {
    await get('/desk/engagements/0199aaaa');
    await get('/nowhere?customer=hunter2');
    await post('/api/v1/sign-in', { payload: { email: 'nobody@x.test', password: 'wrong' } });
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

describe('the reference of the API', () => {
  test('is a page that names every address of the document', async () => {
    const response = await get('/api/docs');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).not.toContain('unsafe');
    const { paths } = (await get('/api/v1/openapi.json')).json<{ paths: Record<string, unknown> }>();
    for (const path of Object.keys(paths)) expect(response.body).toContain(`<code>${path}</code>`);
    expect((await get('/front/docs.css')).headers['content-type']).toContain('text/css');
    expect((await get('/')).body).toContain('href="/api/docs"');
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
