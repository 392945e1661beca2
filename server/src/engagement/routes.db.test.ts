import type { EngagementRecord, EngagementSummary } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';

let server: GatewayUnderTest;
beforeAll(async () => {
  server = await startGateway();
  await server.identity.ensureAccount({
    email: 'outsider@demo.test',
    name: 'Of no team',
    roles: ['associate'],
    password: 'parley-demo',
  });
});
afterAll(() => server.stop());

test('those of the team, and supervisors, read an engagement and its log', async () => {
  const { engagementId } = await server.request('video', [{ key: 'customer.name', value: 'Wei' }]);
  for (const name of ['ada', 'mary', 'root']) {
    const list = (await server.get('/api/v1/engagements?limit=5', name)).json<{
      engagements: EngagementSummary[];
    }>();
    expect(list.engagements[0]).toMatchObject({ id: engagementId, customerName: 'Wei', phase: 'waiting' });
    const record = (await server.get(`/api/v1/engagements/${engagementId}`, name)).json<EngagementRecord>();
    expect(record.engagement.id).toBe(engagementId);
    expect(record.events.map(({ event }) => event.type)[0]).toBe('requested');
  }
});

test('to anybody else it looks like none', async () => {
  const { engagementId } = await server.request();
  const response = await server.get(`/api/v1/engagements/${engagementId}`, 'outsider');
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([
    404,
    'engagement-not-found',
  ]);
  expect((await server.get('/api/v1/engagements', 'outsider')).json()).toEqual({ engagements: [] });
});

test.each(['/api/v1/engagements', '/api/v1/engagements/0198f3a0-0000-7000-8000-000000000000'])(
  'who is not signed in is refused %s',
  async (url) => {
    const response = await server.http.inject({ url, headers: { cookie: 'parley_session=guess' } });
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([401, 'not-signed-in']);
  },
);

test.each(['/api/v1/engagements?limit=0', '/api/v1/engagements?limit=1000000', '/api/v1/engagements/x'])(
  '%s is a bad request',
  async (url) => {
    expect((await server.get(url, 'ada')).statusCode).toBe(400);
  },
);
