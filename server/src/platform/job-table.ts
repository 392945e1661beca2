import { sql } from 'kysely';
import type { Database, Db } from './database.ts';
import { newId } from './ids.ts';

export interface TakenJob {
  readonly id: string;
  readonly data: unknown;
  readonly attempt: number;
}

const inSeconds = (seconds: number) => sql<Date>`now() + make_interval(secs => ${seconds})`;
const letGo = sql`holder = null, held_until = null`;

/**
 * The statements on the table of jobs, for one process (`holder`). Whatever changes a job is done only while this
 * process still holds it, because another may have taken over what was held too long without a renewal.
 */
export class JobTable {
  readonly #db: Db;
  readonly #isEmbedded: boolean;
  readonly #holder: string;
  readonly #holdSeconds: number;

  constructor({ db, kind }: Database, holder: string, holdSeconds: number) {
    this.#db = db;
    this.#isEmbedded = kind === 'embedded';
    this.#holder = holder;
    this.#holdSeconds = holdSeconds;
  }

  /** Adds a job, unless the queue has one with this key. */
  async add(
    queue: string,
    data: unknown,
    key: string | null,
    afterSeconds: number,
    db: Db = this.#db,
  ): Promise<void> {
    await db
      .insertInto('job')
      .values({
        id: newId<string>(),
        queue,
        key,
        data: JSON.stringify(data),
        due_at: inSeconds(afterSeconds),
      })
      .onConflict((conflict) => conflict.columns(['queue', 'key']).doNothing())
      .execute();
  }

  /** Makes sure that a repeated job is there, and due no later than its interval says. */
  async addRepeated(queue: string, everySeconds: number): Promise<void> {
    await sql`insert into job (id, queue, key, data) values (${newId<string>()}, ${queue}, '', '{}')
      on conflict (queue, key) do update set due_at = least(job.due_at, ${inSeconds(everySeconds)})`.execute(
      this.#db,
    );
  }

  /** Seconds until each queue has something to take; 0 or less is now. A queue with nothing is absent. */
  async due(queues: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ queue: string; seconds: number }>`
      select queue, extract(epoch from min(greatest(due_at, held_until)) - now())::float8 as seconds
      from job where queue in (${sql.join(queues)}) group by queue`.execute(this.#db);
    return new Map(rows.map(({ queue, seconds }) => [queue, seconds]));
  }

  /** Takes what has waited longest, at most `most`. */
  async take(queue: string, most: number): Promise<readonly TakenJob[]> {
    const { rows } = await sql<TakenJob>`
      update job set holder = ${this.#holder}, held_until = ${inSeconds(this.#holdSeconds)}, attempt = attempt + 1
      where id in (
        select id from job
        where queue = ${queue} and due_at <= now() and (held_until is null or held_until <= now())
        order by due_at, id limit ${most} for update skip locked
      ) returning id, data, attempt`.execute(this.#db);
    return rows;
  }

  /** Holds on to everything held. Resolves to what is still ours. */
  async renew(): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ id: string }>`
      update job set held_until = ${inSeconds(this.#holdSeconds)} where holder = ${this.#holder} returning id`.execute(
      this.#db,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async remove(id: string): Promise<void> {
    await sql`delete from job where ${this.#held(id)}`.execute(this.#db);
  }

  /** Lets others have it after `afterSeconds`; the attempt counts. */
  async putBack(id: string, afterSeconds: number): Promise<void> {
    await sql`update job set ${letGo}, due_at = ${inSeconds(afterSeconds)} where ${this.#held(id)}`.execute(
      this.#db,
    );
  }

  /** Puts off a repeated job to its next turn, as if it were new. */
  async repeat(id: string, afterSeconds: number): Promise<void> {
    await sql`update job set ${letGo}, attempt = 0, due_at = ${inSeconds(afterSeconds)} where ${this.#held(id)}`.execute(
      this.#db,
    );
  }

  /** Lets others have it at once, as if it had not been begun. */
  async giveBack(id: string): Promise<void> {
    await sql`update job set ${letGo}, attempt = attempt - 1 where ${this.#held(id)}`.execute(this.#db);
  }

  /** The embedded database has one process: whatever is held when it opens was held by one that died. */
  async reclaim(): Promise<void> {
    if (this.#isEmbedded) await sql`update job set ${letGo} where holder is not null`.execute(this.#db);
  }

  /** Nothing happens to a job that is no longer ours. */
  #held(id: string) {
    return sql`id = ${id} and holder = ${this.#holder}`;
  }
}
