import type { z } from 'zod';
import type { Database, Tx } from './database.ts';
import { newId } from './ids.ts';
import { JobTable } from './job-table.ts';
import { JobWorker, type JobContext, type Kind, type QueueOptions } from './job-worker.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { within } from './within.ts';

export interface JobQueue<Data> {
  /**
   * Adds a job; it is stored when this resolves. Of the same `key` only one waits or runs: a further one is not added.
   * Not from within a transaction: the embedded database has one connection.
   */
  add(data: Data, options?: { readonly key?: string; readonly startAfterSeconds?: number }): Promise<void>;
  /** As `add`, as a part of the caller's transaction; call `hurry` once that is committed. */
  addWithin(tx: Tx, data: Data, key?: string): Promise<void>;
  /** Looks now for what transactions have added; without it that is found within five seconds. */
  hurry(): void;
}

/** Work that outlives this process: stored in the database, begun soon, tried again, and by one process at a time. */
export interface Jobs {
  /**
   * Declares a queue, before `start`. Work that rejects is tried again. Its process may die at any moment, after
   * which the work is begun anew: it must not mind finding half of itself done.
   */
  queue<Data>(
    name: string,
    schema: z.ZodType<Data>,
    options: QueueOptions,
    work: (data: Data, context: JobContext) => Promise<void>,
  ): JobQueue<Data>;
  /** Repeats `work`, before `start`: when first started, and `everySeconds` after each end. One process at a time. */
  schedule(
    name: string,
    everySeconds: number,
    work: (context: Pick<JobContext, 'signal' | 'log'>) => Promise<void>,
  ): void;
  start(): Promise<void>;
  /** Aborts what runs; it is begun anew after the next start, or at once by another process. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly database: Database;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'jobs'>;
  /** How long after the death of its process a job is taken over by another; renewed three times as often. */
  readonly holdSeconds?: number;
}

/** How often we look for what other processes added. Our own additions, retries and delays have their own moment. */
const pollMs = 5_000;
const stopMs = 3_000;

/** The only promise of a schedule is that it is tried again. */
const scheduled: QueueOptions = { retries: 0, backoffSeconds: 0, parallel: 1, expireSeconds: 3_600 };

export function createJobs(options: JobsOptions): Jobs {
  return new RunningJobs(options);
}

class RunningJobs implements Jobs {
  readonly #table: JobTable;
  readonly #log: Log;
  readonly #metrics: Pick<Metrics, 'jobs'> | undefined;
  readonly #renewMs: number;
  readonly #workers = new Map<string, JobWorker>();
  #isRunning = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #timer: NodeJS.Timeout | undefined;
  #renewal: NodeJS.Timeout | undefined;

  constructor({ database, log, metrics, holdSeconds = 30 }: JobsOptions) {
    this.#table = new JobTable(database, newId<string>(), holdSeconds);
    this.#log = log;
    this.#metrics = metrics;
    this.#renewMs = (holdSeconds * 1_000) / 3;
  }

  queue<Data>(
    name: string,
    schema: z.ZodType<Data>,
    options: QueueOptions,
    work: (data: Data, context: JobContext) => Promise<void>,
  ): JobQueue<Data> {
    this.#declare({
      queue: name,
      options,
      everySeconds: undefined,
      workOn: (data) => {
        const parsed = schema.safeParse(data);
        return parsed.success ? (context) => work(parsed.data, context) : undefined;
      },
    });
    return {
      add: async (
        data,
        { key = null, startAfterSeconds = 0 }: { key?: string | null; startAfterSeconds?: number } = {},
      ) => {
        await this.#table.add(name, data, key, startAfterSeconds);
        this.#look();
      },
      addWithin: (tx, data, key) => this.#table.add(name, data, key ?? null, 0, tx),
      hurry: () => this.#look(),
    };
  }

  schedule(
    name: string,
    everySeconds: number,
    work: (context: Pick<JobContext, 'signal' | 'log'>) => Promise<void>,
  ): void {
    this.#declare({ queue: name, options: scheduled, everySeconds, workOn: () => work });
  }

  async start(): Promise<void> {
    await this.#table.reclaim();
    for (const { kind } of this.#workers.values()) {
      if (kind.everySeconds !== undefined) await this.#table.addRepeated(kind.queue, kind.everySeconds);
    }
    this.#isRunning = true;
    this.#renewal = setInterval(() => void this.#renew(), this.#renewMs).unref();
    this.#look();
  }

  async stop(): Promise<void> {
    this.#isRunning = false;
    clearInterval(this.#renewal);
    clearTimeout(this.#timer);
    await this.#looking;
    const stopped = Promise.all([...this.#workers.values()].map((worker) => worker.stop()));
    await within(stopMs, stopped).catch((error: unknown) =>
      this.#log.warn({ err: error }, 'a job did not stop when it was told to'),
    );
  }

  #declare(kind: Kind): void {
    if (this.#workers.has(kind.queue)) throw new Error(`there is a queue ${kind.queue} already`);
    const worker = new JobWorker(kind, this.#table, this.#log, (outcome) => {
      this.#metrics?.jobs.inc({ queue: kind.queue, outcome });
      this.#look();
    });
    this.#workers.set(kind.queue, worker);
  }

  /** Looks now for something to do; when that is going on already, once more afterwards. */
  #look(): void {
    if (!this.#isRunning || this.#workers.size === 0) return;
    if (this.#looking !== undefined) {
      this.#lookAgain = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#lookAgain = false;
    this.#looking = this.#takeWhatIsDue()
      .catch((error: unknown) => {
        this.#log.warn({ err: error }, 'could not look for jobs');
        return pollMs;
      })
      .then((pauseMs) => {
        this.#looking = undefined;
        if (this.#lookAgain) this.#look();
        else if (this.#isRunning) this.#timer = setTimeout(() => this.#look(), pauseMs).unref();
      });
  }

  /** Resolves to how long nothing needs to be looked at, in milliseconds. */
  async #takeWhatIsDue(): Promise<number> {
    const ready = [...this.#workers.values()].filter(({ free }) => free > 0);
    if (ready.length === 0) return pollMs;
    const due = await this.#table.due(ready.map(({ kind }) => kind.queue));
    let pauseMs = pollMs;
    for (const worker of ready) {
      const seconds = due.get(worker.kind.queue) ?? Infinity;
      // What is taken may hide what is due next.
      if (seconds <= 0) pauseMs = (await worker.take()) > 0 ? 0 : pauseMs;
      else pauseMs = Math.min(pauseMs, Math.ceil(seconds * 1_000));
    }
    return pauseMs;
  }

  async #renew(): Promise<void> {
    const running = [...this.#workers.values()].flatMap((worker) => worker.ids.map((id) => ({ worker, id })));
    if (running.length === 0) return;
    try {
      const held = await this.#table.renew();
      for (const { worker, id } of running) if (!held.has(id)) worker.lose(id);
    } catch (error) {
      this.#log.warn({ err: error }, 'could not hold on to running jobs');
    }
  }
}
