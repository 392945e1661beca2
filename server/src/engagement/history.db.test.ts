import type { EngagementId, EngagementSummary } from '@parley/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { foldNames } from './repository.ts';

interface Page {
  readonly engagements: readonly EngagementSummary[];
  readonly next?: string;
}

let server: GatewayUnderTest;
let all: EngagementId[];

beforeAll(async () => {
  server = await startGateway({ overrides: { wrapUpSeconds: 0 } });
  await server.identity.ensureAccount({
    email: 'outsider@demo.test',
    name: 'Of no team',
    roles: ['associate'],
    password: 'parley-demo',
  });
  all = [];
  for (const name of ['Wei Zhang', '100% Wei_', 'Åsa Öberg', 'Bo', 'Cleo'])
    all.unshift((await server.request('video', [{ key: 'customer.name', value: name }])).engagementId);
  const { db } = server.database;
  const [cleo, bo, asa] = all;
  // Several at the same time, as after a campaign.
  await db
    .updateTable('engagement')
    .set({ ended_at: '2026-01-02T10:00:00.000Z', end_reason: 'customer-cancelled', phase: 'ended' })
    .where('id', 'in', [cleo ?? '', bo ?? ''] as EngagementId[])
    .execute();
  await db
    .updateTable('engagement')
    .set({
      recorded: true,
      associate_names: JSON.stringify(['Grace Hopper']),
      names_folded: foldNames(['Åsa Öberg', 'Grace Hopper']),
    })
    .where('id', '=', asa ?? ('' as EngagementId))
    .execute();
  await server.database.db.executeQuery({
    ...db.selectFrom('engagement').select('id').compile(),
    sql: `update engagement set requested_at = '2026-01-02T09:00:00.123456Z'`,
    parameters: [],
  });
  await server.database.db.executeQuery({
    ...db.selectFrom('engagement').select('id').compile(),
    sql: `update engagement set requested_at = '2026-01-03T00:00:00Z' where customer_name = 'Cleo'`,
    parameters: [],
  });
});
afterAll(() => server.stop());

async function page(query: string, name = 'ada'): Promise<Page> {
  const response = await server.get(`/api/v1/engagements?${query}`, name);
  expect(response.statusCode).toBe(200);
  return response.json<Page>();
}

const names = async (query: string, name?: string) =>
  (await page(query, name)).engagements.map(({ customerName }) => customerName);

test('pages follow each other without gaps and doubles, also among those of one moment', async () => {
  const seen: EngagementId[] = [];
  let next: string | undefined;
  do {
    const { engagements, next: after } = await page(`limit=2${next === undefined ? '' : `&after=${next}`}`);
    expect(engagements.length).toBeLessThanOrEqual(2);
    seen.push(...engagements.map(({ id }) => id));
    next = after;
  } while (next !== undefined);
  expect(seen).toHaveLength(all.length);
  expect(new Set(seen)).toEqual(new Set(all));
});

test.each([
  ['search=wei', ['100% Wei_', 'Wei Zhang']],
  ['search=100%25', ['100% Wei_']],
  ['search=_', ['100% Wei_']],
  ['search=%5C', []],
  ['search=%C3%85SA', ['Åsa Öberg']],
  ['search=hopper', ['Åsa Öberg']],
  ['search=nobody', []],
  ['recorded=true', ['Åsa Öberg']],
  ['outcome=customer-cancelled', ['Bo', 'Cleo']],
  ['outcome=customer-ended', []],
  ['scenario=Talk%20to%20us&search=bo', ['Bo']],
  ['scenario=Other', []],
  ['from=2026-01-03', ['Cleo']],
  ['from=0000-01-01&to=9999-12-31&search=cleo', ['Cleo']],
  ['to=0000-01-01', []],
  ['from=9999-12-31', []],
  ['to=2026-01-02&outcome=customer-cancelled', ['Bo']],
  ['from=2026-01-02&to=2026-01-03&recorded=false&search=cleo', ['Cleo']],
])('%s finds %j', async (query, found) => {
  expect(new Set(await names(query))).toEqual(new Set(found));
});

test('nothing of other teams is found', async () => {
  expect(await names('search=wei', 'outsider')).toEqual([]);
  expect((await names('limit=100', 'mary')).length).toBe(all.length);
});

test.each([
  'after=rubbish',
  'after=W10',
  `after=${Buffer.from('["0000-02-01T00:00:00.000Z","0198f3a0-0000-7000-8000-000000000000"]').toString('base64url')}`,
  'search=a%00b',
  'scenario=a%00b',
  `after=${'a'.repeat(300)}`,
  'from=yesterday',
  'to=2026-13-01',
  'outcome=fine',
  'recorded=maybe',
  'limit=0',
  'limit=101',
  'search=',
  `search=${'a'.repeat(81)}`,
])('%s is a bad request', async (query) => {
  const response = await server.get(`/api/v1/engagements?${query}`, 'ada');
  expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([400, 'bad-request']);
});
