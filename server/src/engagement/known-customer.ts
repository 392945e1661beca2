import type { EngagementId, KnownAttribute } from '@parley/protocol';
import type { Db } from '../platform/database.ts';

/** What tells one customer from another, the surest first. */
const identities = ['customer.account', 'customer.email', 'customer.phone'] as const;
const isIdentity = (key: string): boolean => identities.some((identity) => identity === key);

/** The caller information's line for it; counted here, so that no page can claim it. */
const counted = 'customer.engagements';

const longestKey = 200;

/** Whom a site says it is, as one text; undefined for somebody unknown. */
export function customerKey(context: readonly KnownAttribute[]): string | undefined {
  for (const identity of identities) {
    const value = context
      .find(({ key }) => key === identity)
      ?.value.trim()
      .toLowerCase();
    if (value) return `${identity}=${value}`.slice(0, longestKey);
  }
  return undefined;
}

/** Adds how many engagements the same known customer had before this one, where these facts say who it is. */
export async function withEarlierEngagements(
  db: Db,
  engagementId: EngagementId,
  facts: readonly KnownAttribute[],
): Promise<KnownAttribute[]> {
  const told = facts.filter(({ key }) => key !== counted);
  const key = told.some((fact) => isIdentity(fact.key)) ? customerKey(told) : undefined;
  if (key === undefined) return told;
  const { count } = await db
    .selectFrom('engagement')
    .select((expression) => expression.fn.countAll<string | number>().as('count'))
    .where('customer_key', '=', key)
    .where('id', '!=', engagementId)
    .executeTakeFirstOrThrow();
  return [...told, { key: counted, value: String(count), verified: false }];
}
