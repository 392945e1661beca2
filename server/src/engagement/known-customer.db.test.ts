import type { EngagementId, EngagementRecord } from '@parley/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type GatewayUnderTest } from '../../test/gateway-under-test.ts';
import { customerKey } from './known-customer.ts';

let server: GatewayUnderTest;
beforeAll(async () => (server = await startGateway()));
afterAll(() => server.stop());

const facts = (context: Readonly<Record<string, string>>) =>
  Object.entries(context).map(([key, value]) => ({ key, value }));

const known = (context: Readonly<Record<string, string>>) =>
  facts(context).map((fact) => ({ ...fact, verified: false }));

async function contextOf(id: EngagementId): Promise<ReadonlyMap<string, string>> {
  const record = (await server.get(`/api/v1/engagements/${id}`, 'ada')).json<EngagementRecord>();
  return new Map(record.engagement.context.map(({ key, value }) => [key, value]));
}

const request = async (context: Readonly<Record<string, string>>) =>
  contextOf((await server.request('video', facts(context))).engagementId);

describe('earlier engagements of the same known customer', () => {
  test('are counted by what the site says of them, however it is written', async () => {
    const jo = { 'customer.email': 'jo@example.test' };
    expect((await request(jo)).get('customer.engagements')).toBe('0');
    expect((await request({ 'customer.email': ' JO@example.test ' })).get('customer.engagements')).toBe('1');
    expect((await request(jo)).get('customer.engagements')).toBe('2');
    expect((await request({ 'customer.email': 'al@example.test' })).get('customer.engagements')).toBe('0');
  });

  test('are not counted for somebody unknown, and cannot be claimed', async () => {
    const context = await request({ 'customer.name': 'Jo', 'customer.engagements': '99' });
    expect(context.has('customer.engagements')).toBe(false);
  });

  test('are counted when the site says later who it is', async () => {
    await request({ 'customer.account': 'K-1' });
    const created = await server.request('video');
    const customer = await server.customer(created.token);
    const attributes = facts({ 'customer.account': 'k-1', 'customer.engagements': '99' });
    const { engagementId } = created;
    expect(await customer.outcome({ type: 'context.set', engagementId, attributes })).toBe('ok');
    expect((await contextOf(created.engagementId)).get('customer.engagements')).toBe('1');
  });

  test.each([
    [{}, undefined],
    [{ 'customer.email': '  ' }, undefined],
    [{ 'customer.phone': '+49 30', 'customer.email': 'A@b.test' }, 'customer.email=a@b.test'],
    [{ 'customer.account': 'x'.repeat(2_000) }, `customer.account=${'x'.repeat(183)}`],
  ])('%j is %s', (context, key) => {
    expect(customerKey(known(context))).toBe(key);
  });
});

test.each([
  ['a zero', 'Jo\0', 'Jo'],
  ['half a character', 'Jo \ud83d', 'Jo \ufffd'],
  ['a character where a name is cut', `${'x'.repeat(119)}😀`, `${'x'.repeat(119)}😀`],
])('%s in what a page tells keeps nobody from calling', async (_what, given, kept) => {
  expect((await request({ 'customer.name': given })).get('customer.name')).toBe(kept);
});
