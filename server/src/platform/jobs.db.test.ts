import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createRealDatabase, eachDatabase } from '../../test/each-database.ts';
import type { Database } from './database.ts';
import { createJobs, type Jobs, type JobsOptions } from './jobs.ts';
import type { JobContext, QueueOptions } from './job-worker.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openDatabase } from './open-database.ts';

const log = createLog({ level: 'silent' });
const note = z.object({ n: z.number() });
type Note = z.infer<typeof note>;

const started: Jobs[] = [];
function jobsOn(database: Database, options: Partial<JobsOptions> = {}): Jobs {
  const jobs = createJobs({ database, log, ...options });
  started.push(jobs);
  return jobs;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
});

const settings = (given: Partial<QueueOptions> = {}): QueueOptions => ({
  retries: 0,
  backoffSeconds: 0,
  parallel: 1,
  expireSeconds: 60,
  ...given,
});

async function waiting(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from job`.execute(database.db);
  return rows[0]?.count ?? 0;
}

/** When the running job may be taken over, in milliseconds. */
async function heldUntil(database: Database): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select extract(epoch from max(held_until))::float8 * 1000 as ms from job`.execute(database.db);
  return rows[0]?.ms ?? 0;
}

/** Waits for what will be soon, also on a busy machine. */
const until = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 10 });

/** Work that ends when told to, and knows how many of it ran at once. */
function gate() {
  const open: (() => void)[] = [];
  let most = 0;
  return {
    work: (_data: Note, _context: JobContext) =>
      new Promise<void>((resolve) => {
        open.push(resolve);
        most = Math.max(most, open.length);
      }),
    running: () => open.length,
    most: () => most,
    openOne: () => open.shift()?.(),
  };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

eachDatabase('jobs', (database) => {
  afterEach(async () => {
    await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
    await sql`delete from job`.execute(database().db);
  });

  test('what is added here begins within 200 ms, and is gone when done', async () => {
    const jobs = jobsOn(database());
    const begunAtMs: number[] = [];
    const queue = jobs.queue('quick', note, settings(), () => {
      begunAtMs.push(performance.now());
      return Promise.resolve();
    });
    await jobs.start();
    const waitedMs: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const addedMs = performance.now();
      await queue.add({ n });
      await until(() => waiting(database())).toBe(0);
      waitedMs.push((begunAtMs[n] ?? Infinity) - addedMs);
    }
    // The best of them: the machine may be busy with something else.
    expect(Math.min(...waitedMs)).toBeLessThan(200);
  });

  test('a failure is tried again until it works, with the attempts counted', async () => {
    const metrics = createMetrics();
    const jobs = jobsOn(database(), { metrics });
    const attempts: [number, boolean][] = [];
    const queue = jobs.queue('flaky', note, settings({ retries: 2 }), (_data, { attempt, isLast }) => {
      attempts.push([attempt, isLast]);
      return attempt < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve();
    });
    await jobs.start();
    await queue.add({ n: 1 });
    await until(() => waiting(database())).toBe(0);
    expect(attempts).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    await until(async () =>
      (await metrics.jobs.get()).values.map(({ labels, value }) => [labels['outcome'], value]),
    ).toEqual([
      ['retried', 2],
      ['done', 1],
    ]);
  });

  test('a retry waits for its backoff, which doubles', async () => {
    const jobs = jobsOn(database());
    const atMs: number[] = [];
    const queue = jobs.queue('slow', note, settings({ retries: 2, backoffSeconds: 0.3 }), () => {
      atMs.push(performance.now());
      return Promise.reject(new Error('no'));
    });
    await jobs.start();
    await queue.add({ n: 1 });
    await until(() => atMs.length).toBe(3);
    const [first = 0, second = 0, third = 0] = atMs;
    expect(second - first).toBeGreaterThan(290);
    expect(third - second).toBeGreaterThan(590);
  });

  test('after its retries it is given up, and the log says so', async () => {
    const lines: string[] = [];
    const loud = createLog({ level: 'warn', destination: { write: (line) => void lines.push(line) } });
    const jobs = jobsOn(database(), { log: loud });
    let attempts = 0;
    const queue = jobs.queue('hopeless', note, settings({ retries: 1 }), () => {
      attempts += 1;
      return Promise.reject(new Error('never'));
    });
    await jobs.start();
    await queue.add({ n: 1 });
    await until(() => waiting(database())).toBe(0);
    expect(attempts).toBe(2);
    expect(lines.at(-1)).toMatch(/"level":"error".*"queue":"hopeless".*"attempt":2.*never.*given up/);
  });

  test('a payload of the wrong shape fails at once, without being worked on', async () => {
    const metrics = createMetrics();
    const jobs = jobsOn(database(), { metrics });
    const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
    jobs.queue('strict', note, settings({ retries: 5 }), work);
    for (const data of [{ n: 'one' }, {}, 7, null, 'x', []]) {
      await sql`insert into job (id, queue, data)
        values (gen_random_uuid(), 'strict', ${JSON.stringify(data)})`.execute(database().db);
    }
    await jobs.start();
    await until(() => waiting(database())).toBe(0);
    expect(work).not.toHaveBeenCalled();
    await until(async () => (await metrics.jobs.get()).values[0]).toMatchObject({
      labels: { outcome: 'malformed' },
      value: 6,
    });
  });

  test('of one key only one waits or runs', async () => {
    const jobs = jobsOn(database());
    const { work, running, openOne } = gate();
    const queue = jobs.queue('keyed', note, settings({ parallel: 5 }), work);
    await queue.add({ n: 1 }, { key: 'a' });
    await queue.add({ n: 2 }, { key: 'a' });
    await jobs.start();
    await until(running).toBe(1);
    await queue.add({ n: 3 }, { key: 'a' });
    await queue.add({ n: 4 }, { key: 'b' });
    await queue.add({ n: 5 });
    await queue.add({ n: 5 });
    await until(running).toBe(4);
    expect(await waiting(database())).toBe(4);
    while (running() > 0) openOne();
    await until(() => waiting(database())).toBe(0);
    await queue.add({ n: 6 }, { key: 'a' });
    await until(running).toBe(1);
    openOne();
  });

  test('no more run at once than may, and the longest waiting comes first', async () => {
    const jobs = jobsOn(database());
    const { work, running, most, openOne } = gate();
    const order: number[] = [];
    const queue = jobs.queue('bounded', note, settings({ parallel: 2 }), (data, context) => {
      order.push(data.n);
      return work(data, context);
    });
    for (let n = 0; n < 6; n += 1) await queue.add({ n });
    await jobs.start();
    for (let ended = 0; ended < 6; ended += 1) {
      await until(() => order.length).toBe(Math.min(ended + 2, 6));
      expect(running()).toBeGreaterThan(0);
      openOne();
    }
    await until(() => waiting(database())).toBe(0);
    expect(most()).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('one that should start later does, though others are there', async () => {
    const jobs = jobsOn(database());
    const begun: { n: number; atMs: number }[] = [];
    const queue = jobs.queue('later', note, settings({ parallel: 2 }), ({ n }) => {
      begun.push({ n, atMs: performance.now() });
      return Promise.resolve();
    });
    await jobs.start();
    const addedMs = performance.now();
    await queue.add({ n: 2 }, { startAfterSeconds: 0.5 });
    await queue.add({ n: 1 });
    await until(() => begun.map(({ n }) => n)).toEqual([1, 2]);
    expect((begun[1]?.atMs ?? 0) - addedMs).toBeGreaterThan(490);
  });

  test('stopping aborts what runs, which is begun anew as if it had not been', async () => {
    const first = jobsOn(database());
    const contexts: JobContext[] = [];
    const queue = first.queue('stopped', note, settings(), (_data, context) => {
      contexts.push(context);
      return untilAborted(context.signal);
    });
    await first.start();
    await queue.add({ n: 1 });
    await until(() => contexts.length).toBe(1);
    expect(contexts[0]?.failsForGood()).toBe(true);
    await first.stop();
    expect(contexts[0]?.failsForGood()).toBe(false);
    expect(contexts[0]?.signal.reason).toMatchObject({ name: 'JobAborted', why: 'stopped' });
    expect(await waiting(database())).toBe(1);

    const second = jobsOn(database());
    const attempts: number[] = [];
    second.queue('stopped', note, settings(), (_data, { attempt }) => {
      attempts.push(attempt);
      return Promise.resolve();
    });
    await second.start();
    await until(() => waiting(database())).toBe(0);
    expect(attempts).toEqual([1]);
  });

  test('what takes too long is aborted, and that is a failure', async () => {
    const jobs = jobsOn(database());
    const attempts: number[] = [];
    const ends: unknown[] = [];
    const queue = jobs.queue(
      'endless',
      note,
      settings({ retries: 1, expireSeconds: 0.2 }),
      (_data, context) => {
        attempts.push(context.attempt);
        context.signal.addEventListener('abort', () => {
          ends.push([context.signal.reason, context.failsForGood()]);
        });
        return untilAborted(context.signal);
      },
    );
    await jobs.start();
    await queue.add({ n: 1 });
    await until(() => waiting(database())).toBe(0);
    expect(attempts).toEqual([1, 2]);
    expect(ends).toMatchObject([
      [{ why: 'expired' }, false],
      [{ why: 'expired' }, true],
    ]);
  });

  test('a job that kills its process every time is given up in the end', async () => {
    await sql`insert into job (id, queue, data, attempt)
      values (gen_random_uuid(), 'deadly', '{"n":1}', 5)`.execute(database().db);
    const jobs = jobsOn(database());
    const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
    jobs.queue('deadly', note, settings({ retries: 1 }), work);
    await jobs.start();
    await until(() => waiting(database())).toBe(0);
    expect(work).not.toHaveBeenCalled();
  });

  test('several processes share a queue without doing anything twice', async () => {
    const done: number[] = [];
    const parts = [1, 2, 3].map(() => {
      const jobs = jobsOn(database());
      const queue = jobs.queue('shared', note, settings({ parallel: 3 }), async ({ n }) => {
        await sql`select 1`.execute(database().db);
        done.push(n);
      });
      return { jobs, queue };
    });
    await Promise.all(parts.map(({ jobs }) => jobs.start()));
    await Promise.all(
      Array.from(
        { length: 60 },
        (_, n) => parts[n % 3]?.queue.add({ n }) ?? Promise.reject(new Error('no part')),
      ),
    );
    await until(() => waiting(database())).toBe(0);
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  test('a job that another took over is aborted here and left to it', async () => {
    const jobs = jobsOn(database(), { holdSeconds: 0.3 });
    const signals: AbortSignal[] = [];
    const queue = jobs.queue('lost', note, settings(), (_data, { signal }) => {
      signals.push(signal);
      return untilAborted(signal);
    });
    await jobs.start();
    await queue.add({ n: 1 });
    await until(() => signals.length).toBe(1);
    await sql`update job set holder = gen_random_uuid(), held_until = now() + interval '1 hour'`.execute(
      database().db,
    );
    await until(() => signals[0]?.aborted).toBe(true);
    expect(signals[0]?.reason).toMatchObject({ why: 'lost' });
    expect(await waiting(database())).toBe(1);
  });

  test('long work is held on to while it runs', async () => {
    const { work, running, most, openOne } = gate();
    const nodes = [1, 2].map(() => jobsOn(database(), { holdSeconds: 3 }));
    const queues = nodes.map((jobs) => jobs.queue('held', note, settings(), work));
    for (const jobs of nodes) await jobs.start();
    await queues[0]?.add({ n: 1 });
    await until(running).toBe(1);
    const since = await heldUntil(database());
    await until(async () => {
      // Something added makes the other node look for what it may take.
      await queues[1]?.add({ n: 2 }, { key: 'later', startAfterSeconds: 60 });
      return (await heldUntil(database())) - since;
    }).toBeGreaterThan(3_500);
    expect(most()).toBe(1);
    openOne();
  });

  test('a schedule repeats, also after a failure, in one process at a time, and goes on after a restart', async () => {
    let running = 0;
    let turns = 0;
    const work = async () => {
      running += 1;
      turns += 1;
      expect(running).toBe(1);
      await sql`select 1`.execute(database().db);
      running -= 1;
      if (turns % 2 === 1) throw new Error('every other time');
    };
    const nodes = [1, 2].map(() => jobsOn(database()));
    for (const jobs of nodes) jobs.schedule('purge', 0.1, work);
    for (const jobs of nodes) await jobs.start();
    await until(() => turns).toBeGreaterThan(4);
    for (const jobs of nodes) await jobs.stop();
    const before = turns;
    expect(await waiting(database())).toBe(1);
    await nodes[0]?.start();
    await until(() => turns).toBeGreaterThan(before + 2);
  });

  test('a shorter interval takes effect at the next start', async () => {
    const first = jobsOn(database());
    const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
    first.schedule('rare', 3_600, work);
    await first.start();
    await until(() => work.mock.calls.length).toBe(1);
    await first.stop();
    const second = jobsOn(database());
    second.schedule('rare', 0.1, work);
    await second.start();
    await until(() => work.mock.calls.length).toBeGreaterThan(2);
  });

  test('a queue cannot be declared twice', () => {
    const jobs = jobsOn(database());
    jobs.schedule('twice', 1, () => Promise.resolve());
    expect(() => jobs.schedule('twice', 1, () => Promise.resolve())).toThrow('twice');
  });
});

describe('kill -9 in the middle of work', () => {
  const child = join(import.meta.dirname, '../../test/job-process.ts');
  const folders: string[] = [];
  const children: ChildProcess[] = [];
  afterAll(async () => {
    for (const process of children) process.kill('SIGKILL');
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  /** Resolves to the attempt that was begun, once the process was killed in it. */
  async function workAndDie(dataDir: string, holdSeconds: number, url: string | undefined): Promise<string> {
    const process_ = spawn(
      process.execPath,
      [child, dataDir, String(holdSeconds), ...(url === undefined ? [] : [url])],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    children.push(process_);
    let said = '';
    process_.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/\n$/);
    const ended = new Promise((resolve) => process_.once('close', resolve));
    process_.kill('SIGKILL');
    await ended;
    return said.trim();
  }

  test.each(['embedded', 'postgres'])(
    'on %s: it is soon taken up again, and was counted',
    { timeout: 180_000 },
    async (kind) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'parley-jobs-'));
      folders.push(dataDir);
      // The embedded database doesn't wait for it to pass.
      const holdSeconds = kind === 'embedded' ? 600 : 1;
      const real = kind === 'postgres' ? await createRealDatabase() : undefined;
      expect(await workAndDie(dataDir, holdSeconds, real?.url)).toBe('1');
      expect(await workAndDie(dataDir, holdSeconds, real?.url)).toBe('2');

      const database = await openDatabase({ dataDir, databaseUrl: real?.url }, log);
      const begun: [number, boolean][] = [];
      const jobs = jobsOn(database, { holdSeconds });
      jobs.queue('long', note, settings({ retries: 1 }), (_data, { attempt, isLast }) => {
        begun.push([attempt, isLast]);
        return Promise.resolve();
      });
      await jobs.start();
      await until(() => waiting(database)).toBe(0);
      expect(begun).toEqual([[3, true]]);
      await jobs.stop();
      await database.close();
      await real?.drop();
    },
  );
});
