import type { Log } from './log.ts';
import type { JobTable, TakenJob } from './job-table.ts';

/** What the work on one job is told. */
export interface JobContext {
  /**
   * Aborted, with `JobAborted` as its reason, when the server stops, when the work takes too long, and when another
   * process took the job over. Only the second is a failure of the work.
   */
  readonly signal: AbortSignal;
  /** From 1. */
  readonly attempt: number;
  /** Nothing comes after this attempt: a failure should be recorded where people see it. */
  readonly isLast: boolean;
  /** Whether a failure now would be for good: in the last attempt, unless it was aborted only to be begun anew. */
  failsForGood(): boolean;
  readonly log: Log;
}

export interface QueueOptions {
  /** Attempts after the first one. */
  readonly retries: number;
  /** Before the first retry; doubled before each further one, up to an hour. */
  readonly backoffSeconds: number;
  /** How many jobs of the queue run at once in this process. */
  readonly parallel: number;
  /** After this long the work is aborted, which counts as its failure. */
  readonly expireSeconds: number;
}

/** How an attempt ended. */
export type JobOutcome = 'done' | 'retried' | 'given-up' | 'malformed' | 'stopped' | 'lost';

export interface Kind {
  readonly queue: string;
  readonly options: QueueOptions;
  /** Begin anew this long after each end, however it ended; undefined for a job that is over once it is done. */
  readonly everySeconds: number | undefined;
  /** The work on this payload; undefined when the payload isn't of the queue's shape. */
  readonly workOn: (data: unknown) => ((context: JobContext) => Promise<void>) | undefined;
}

/** Attempts beyond the last for jobs whose process died; without a bound, a job that kills its process does so for ever. */
const sparesForDeaths = 3;
const longestBackoffSeconds = 3_600;
const storeAgainMs = 1_000;

type Abortion = 'stopped' | 'lost' | 'expired';

/** Why work was told to end; it may reject with this or whatever it likes. */
class JobAborted extends Error {
  override readonly name = 'JobAborted';
  readonly why: Abortion;

  constructor(why: Abortion) {
    super(`the job was ${why}`);
    this.why = why;
  }
}

const isExpired = (reason: unknown) => reason instanceof JobAborted && reason.why === 'expired';

interface Running {
  readonly abort: (why: Abortion) => void;
  readonly over: Promise<void>;
}

/** Runs the jobs of one queue in this process. */
export class JobWorker {
  readonly kind: Kind;
  readonly #table: JobTable;
  readonly #log: Log;
  readonly #onEnd: (outcome: JobOutcome) => void;
  readonly #running = new Map<string, Running>();

  /** `onEnd` is told after the outcome is stored and the place is free. */
  constructor(kind: Kind, table: JobTable, log: Log, onEnd: (outcome: JobOutcome) => void) {
    this.kind = kind;
    this.#table = table;
    this.#log = log.child({ queue: kind.queue });
    this.#onEnd = onEnd;
  }

  get free(): number {
    return this.kind.options.parallel - this.#running.size;
  }

  /** The jobs that run. */
  get ids(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Begins what is due, as far as there is room. Resolves to how many that were. */
  async take(): Promise<number> {
    const jobs = await this.#table.take(this.kind.queue, this.free);
    for (const job of jobs) this.#begin(job);
    return jobs.length;
  }

  /** Aborts a job that another process has taken over. */
  lose(id: string): void {
    this.#running.get(id)?.abort('lost');
  }

  /** Aborts everything. Resolves when all of it has ended and was given back. */
  async stop(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort('stopped');
    await Promise.all(running.map(({ over }) => over));
  }

  #begin(job: TakenJob): void {
    const controller = new AbortController();
    let why: Abortion | undefined;
    const abort = (reason: Abortion) => {
      why ??= reason;
      controller.abort(new JobAborted(reason));
    };
    const expiry = setTimeout(() => abort('expired'), this.kind.options.expireSeconds * 1_000);
    const log = this.#log.child({ jobId: job.id, attempt: job.attempt });
    const over = this.#attempt(job, controller.signal, log)
      .then((failure) => {
        clearTimeout(expiry);
        return this.#settle(job, failure, why, log);
      })
      .then((outcome) => {
        this.#running.delete(job.id);
        this.#onEnd(outcome);
      });
    this.#running.set(job.id, { abort, over });
  }

  /** Resolves to what went wrong; undefined when nothing did. */
  async #attempt(
    job: TakenJob,
    signal: AbortSignal,
    log: Log,
  ): Promise<{ outcome: JobOutcome; error?: unknown } | undefined> {
    const most = this.kind.options.retries + 1;
    if (job.attempt > most + sparesForDeaths) return { outcome: 'given-up' };
    const work = this.kind.workOn(job.data);
    if (work === undefined) return { outcome: 'malformed' };
    const isLast = this.kind.everySeconds === undefined && job.attempt >= most;
    const failsForGood = () => isLast && (!signal.aborted || isExpired(signal.reason));
    try {
      await work({ signal, attempt: job.attempt, isLast, failsForGood, log });
      return undefined;
    } catch (error) {
      return { outcome: job.attempt >= most ? 'given-up' : 'retried', error };
    }
  }

  async #settle(
    job: TakenJob,
    failure: { outcome: JobOutcome; error?: unknown } | undefined,
    why: Abortion | undefined,
    log: Log,
  ): Promise<JobOutcome> {
    const aborted = failure !== undefined && why !== undefined && why !== 'expired' ? why : undefined;
    const outcome = aborted ?? failure?.outcome ?? 'done';
    if (failure !== undefined && aborted === undefined) report(log, outcome, failure.error, why);
    await this.#untilStored(why, log, () => this.#store(job, outcome));
    return outcome;
  }

  #store(job: TakenJob, outcome: JobOutcome): Promise<void> {
    const { everySeconds, options } = this.kind;
    if (outcome === 'lost') return Promise.resolve();
    if (outcome === 'stopped') return this.#table.giveBack(job.id);
    if (everySeconds !== undefined) return this.#table.repeat(job.id, everySeconds);
    if (outcome !== 'retried') return this.#table.remove(job.id);
    const backoff = options.backoffSeconds * 2 ** (job.attempt - 1);
    return this.#table.putBack(job.id, Math.min(backoff, longestBackoffSeconds));
  }

  /** A database that is away for a moment must not make done work undone; one that is away at the end is let be. */
  async #untilStored(why: Abortion | undefined, log: Log, store: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await store();
      } catch (error) {
        log.warn({ err: error }, 'the end of a job could not be stored');
        if (why === 'stopped') return;
        await new Promise((resolve) => setTimeout(resolve, storeAgainMs).unref());
      }
    }
  }
}

function report(log: Log, outcome: JobOutcome, error: unknown, why: Abortion | undefined): void {
  const facts = { ...(error !== undefined && { err: error }), ...(why !== undefined && { aborted: why }) };
  if (outcome === 'retried') log.warn(facts, 'a job failed and is tried again later');
  else if (outcome === 'malformed')
    log.error(facts, 'a job was dropped: its payload is not of the right shape');
  else log.error(facts, 'a job was given up');
}
