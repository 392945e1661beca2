/**
 * A process that takes jobs of the queue `long`, says each attempt it begins, and never ends one: it is there to be
 * killed. Its arguments: the folder of the embedded database, for how many seconds it holds a job, and PostgreSQL's
 * address, if that should be used.
 */
import { z } from 'zod';
import { createJobs } from '../src/platform/jobs.ts';
import { createLog } from '../src/platform/log.ts';
import { openDatabase } from '../src/platform/open-database.ts';

const [, , dataDir = '', holdSeconds = '', databaseUrl] = process.argv;
const log = createLog({ level: 'silent' });
const database = await openDatabase({ dataDir, databaseUrl }, log);
const jobs = createJobs({ database, log, holdSeconds: Number(holdSeconds) });
const queue = jobs.queue(
  'long',
  z.object({ n: z.number() }),
  { retries: 1, backoffSeconds: 0, parallel: 2, expireSeconds: 3_600 },
  (_data, { attempt }) => {
    process.stdout.write(`${String(attempt)}\n`);
    return new Promise(() => {});
  },
);
await jobs.start();
await queue.add({ n: 1 }, { key: 'one' });
setInterval(() => {}, 1_000);
