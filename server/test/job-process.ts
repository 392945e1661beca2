/**
 * A process that takes jobs of the queue `long` from the database (embedded in the folder of its first argument, or
 * PostgreSQL at its second), says each attempt it begins, and never ends one: it is there to be killed.
 */
import { z } from 'zod';
import { createJobs } from '../src/platform/jobs.ts';
import { createLog } from '../src/platform/log.ts';
import { openDatabase } from '../src/platform/open-database.ts';

const [, , dataDir = '', databaseUrl] = process.argv;
const log = createLog({ level: 'silent' });
const database = await openDatabase({ dataDir, databaseUrl }, log);
const jobs = createJobs({ database, log, holdSeconds: 2 });
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
