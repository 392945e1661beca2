import type { AssociateId, EngagementId } from '@parley/protocol';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { AuditAction } from './tables.ts';

/** Who did it; undefined for the server itself. */
export type AuditActor = { readonly id: AssociateId; readonly name: string } | undefined;

export interface AuditFacts {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly engagementId: EngagementId;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Looking at the same thing again within this time is the same look: a player asks for a file piece by piece. */
const oneLookMs = 10 * 60_000;

/** What was done with confidential things, for good. */
export class Audit {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Call it in the transaction of what it tells of. */
  async add(tx: Db, { actor, action, engagementId, detail }: AuditFacts): Promise<void> {
    await tx
      .insertInto('audit_entry')
      .values({
        id: newId<string>(),
        at: this.#clock.now(),
        account_id: actor?.id ?? null,
        actor_name: actor?.name ?? 'Parley',
        action,
        engagement_id: engagementId,
        detail: detail ? JSON.stringify(detail) : null,
      })
      .execute();
  }

  /** As `add`, but once for what belongs to one look. Resolves when it is stored: nothing is shown before. */
  async addLook(facts: AuditFacts & { readonly actor: NonNullable<AuditActor> }): Promise<void> {
    const since = new Date(this.#clock.millis() - oneLookMs);
    const detail = facts.detail ? JSON.stringify(facts.detail) : null;
    const before = await this.#database.db
      .selectFrom('audit_entry')
      .select(['detail'])
      .where('engagement_id', '=', facts.engagementId)
      .where('account_id', '=', facts.actor.id)
      .where('action', '=', facts.action)
      .where('at', '>', since)
      .execute();
    const isKnown = before.some((entry) => JSON.stringify(entry.detail) === (detail ?? 'null'));
    if (!isKnown) await this.add(this.#database.db, facts);
  }
}
