import type { OutgoingStatus } from '@parley/protocol';
import { z } from 'zod';
import type { Database, Tx } from '../platform/database.ts';
import type { JobContext, QueueOptions } from '../platform/job-worker.ts';
import type { JobQueue, Jobs } from '../platform/jobs.ts';
import type { Log } from '../platform/log.ts';
import { outgoingMessage, type OutgoingMessage, type OutgoingSms } from './message.ts';
import { outboxProvider, type Delivery, type Providers } from './provider.ts';
import {
  attachmentsOf,
  beginSending,
  deliveriesOf,
  insertOutgoing,
  outgoingOfProvider,
  outgoingRow,
  settleOutgoing,
  type OutgoingRow,
  type Settled,
} from './repository.ts';
import { failWaiting, removeStop, stoppedAmong, stopNumber } from './stops.ts';

const job = z.object({ id: z.uuid() });

/** Some ten hours of a provider being down; each wait twice the last, an hour at most. */
const defaultQueue: QueueOptions = { retries: 16, backoffSeconds: 5, parallel: 4, expireSeconds: 60 };

/** What it may be called while the provider's word that it has it is still to come. */
const beforeSent: readonly OutgoingStatus[] = ['sending', 'unknown'];

interface Parts {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly providers: Providers;
  readonly log: Log;
}

/** E-mail and SMS of every capability: stored with what causes them, sent in the background, never twice. */
export class Outbound {
  readonly #database: Database;
  readonly #providers: Providers;
  readonly #log: Log;
  readonly #queue: JobQueue<z.infer<typeof job>>;
  readonly #listeners: ((id: string) => void)[] = [];
  readonly #alongside: ((tx: Tx, id: string, sms: OutgoingSms) => Promise<void>)[] = [];

  /** Before `jobs.start`. `queue` is for tests. */
  constructor({ database, jobs, providers, log }: Parts, queue: QueueOptions = defaultQueue) {
    this.#database = database;
    this.#providers = providers;
    this.#log = log;
    this.#queue = jobs.queue('outbound', job, queue, ({ id }, context) => this.#work(id, context));
  }

  /** Whether anything can go out: not where the operator has set up no provider. */
  carries(kind: OutgoingMessage['kind']): boolean {
    return this.#providers[kind] !== undefined;
  }

  /**
   * Puts a message in as part of the caller's transaction; call `hurry` after its commit.
   * `key` (200 characters at most) is the caller's name for it: with one that was used already nothing is added.
   * Resolves to the message's id. @throws on a message out of its limits, which is the caller's bug
   */
  async send(tx: Tx, key: string, message: OutgoingMessage): Promise<string> {
    const checked = outgoingMessage.parse(message);
    const { id, isNew } = await insertOutgoing(tx, z.string().min(1).max(200).parse(key), checked);
    if (!isNew) return id;
    await this.#queue.addWithin(tx, { id }, id);
    if (checked.kind === 'sms') for (const enter of this.#alongside) await enter(tx, id, checked);
    return id;
  }

  /** `enter` is called for each SMS that is put in, in the same transaction. */
  alongsideSms(enter: (tx: Tx, id: string, sms: OutgoingSms) => Promise<void>): void {
    this.#alongside.push(enter);
  }

  /** Whether what is sent stays in the outbox, where it reaches nobody. */
  isOutbox(kind: OutgoingMessage['kind']): boolean {
    return this.#providers[kind] === outboxProvider;
  }

  /** Which of these numbers want no SMS. */
  stopped(numbers: readonly string[]): Promise<ReadonlySet<string>> {
    return stoppedAmong(this.#database.db, numbers);
  }

  /** Sends nothing to this number any more, what waits included. False when that was so before. */
  async stop(tx: Tx, number: string): Promise<boolean> {
    const isNew = await stopNumber(tx, number);
    await failWaiting(tx, number);
    return isNew;
  }

  /** Takes `stop` back for what is sent from now on. */
  restart(tx: Tx, number: string): Promise<boolean> {
    return removeStop(tx, number);
  }

  /** What became of these messages. */
  deliveries(ids: readonly string[]): ReturnType<typeof deliveriesOf> {
    return deliveriesOf(this.#database.db, ids);
  }

  /** Whom an SMS went to. */
  async numberOf(id: string): Promise<string | undefined> {
    const row = await outgoingRow(this.#database.db, id);
    return row?.kind === 'sms' ? row.recipient : undefined;
  }

  /** As `send`, in a transaction of its own. */
  async sendNow(key: string, message: OutgoingMessage): Promise<string> {
    const id = await this.#database.transaction((tx) => this.send(tx, key, message));
    this.hurry();
    return id;
  }

  /** Begins what has just been committed; without it that is begun within five seconds. */
  hurry(): void {
    this.#queue.hurry();
  }

  /** `listener` is told the id of each message whose status this process changes. */
  onChange(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * The provider's later word on what it took, which may come before its answer is noted, or without one. `id` is the
   * message's own, where the provider tells it. False for a message that it never took from us.
   */
  async report(
    provider: string,
    { id, providerId }: { readonly id?: string | undefined; readonly providerId: string },
    status: 'sent' | 'delivered' | 'undelivered',
    failure?: string,
  ): Promise<boolean> {
    const found = await outgoingOfProvider(this.#database.db, provider, providerId, id);
    if (!found) return false;
    const from: readonly OutgoingStatus[] = status === 'sent' ? beforeSent : [...beforeSent, 'sent'];
    await this.#settle(found.id, from, { status, providerId, ...(failure !== undefined && { failure }) });
    return true;
  }

  async #work(id: string, context: JobContext): Promise<void> {
    const former = await outgoingRow(this.#database.db, id);
    if (!former || (former.status !== 'waiting' && former.status !== 'sending')) return;
    const provider = this.#providers[former.kind];
    if (!provider) {
      await this.#settle(id, ['waiting', 'sending'], { status: 'failed', failure: 'no-provider' });
      return;
    }
    // Whoever began it died before the answer was noted: it may be on its way.
    if (former.status === 'sending' && !provider.isIdempotent) {
      await this.#settle(id, ['sending'], { status: 'unknown', failure: 'interrupted' });
      return;
    }
    // Only as it was found: whoever took this over in the meantime is sending it.
    const row = await beginSending(this.#database.db, id, [former.status], provider.name);
    if (!row) {
      await this.#settle(id, [former.status], { status: 'failed', failure: 'stopped' });
      return;
    }
    this.#changed(id);
    await this.#conclude(id, await this.#deliver(row, context.signal), context);
  }

  async #deliver(row: OutgoingRow, signal: AbortSignal): Promise<Delivery> {
    const { email, sms } = this.#providers;
    const { id, recipient: to, text } = row;
    if (row.kind === 'sms')
      return (
        sms?.deliver(id, { kind: 'sms', to, text }, signal) ?? { outcome: 'not-sent', reason: 'no-provider' }
      );
    const attachments = await attachmentsOf(this.#database.db, id);
    const message = {
      kind: 'email' as const,
      to,
      text,
      subject: row.subject ?? '',
      ...(row.html !== null && { html: row.html }),
      attachments: attachments.map(({ name, type, content }) => ({ name, type, content })),
    };
    return email?.deliver(id, message, signal) ?? { outcome: 'not-sent', reason: 'no-provider' };
  }

  async #conclude(id: string, delivery: Delivery, context: JobContext): Promise<void> {
    if (delivery.outcome === 'sent') {
      // Whoever thought us dead has called it unknown.
      await this.#settle(id, beforeSent, { status: 'sent', providerId: delivery.providerId });
      return;
    }
    const { outcome, reason } = delivery;
    const isOver = outcome !== 'not-sent' || context.failsForGood();
    const status: OutgoingStatus = outcome === 'unknown' ? 'unknown' : isOver ? 'failed' : 'waiting';
    await this.#settle(id, ['sending'], { status, failure: reason });
    if (isOver) this.#log.warn({ outgoingId: id, outcome, reason }, 'a message was not sent');
    else throw new Error(`not sent: ${reason}`);
  }

  async #settle(id: string, from: readonly OutgoingStatus[], settled: Settled): Promise<void> {
    if (!(await settleOutgoing(this.#database.db, id, from, settled))) return;
    this.#changed(id);
  }

  #changed(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }
}
