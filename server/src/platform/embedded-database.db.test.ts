import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from './log.ts';
import { openDatabase } from './open-database.ts';

const writer = join(import.meta.dirname, '../../test/writer.ts');
const log = createLog({ level: 'silent' });

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-data-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

interface Writer {
  readonly process: ChildProcess;
  /** Lines said so far. */
  readonly said: () => readonly string[];
  readonly ended: Promise<void>;
}

function startWriter(folder: string, round: number): Writer {
  const child = spawn(process.execPath, [writer, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    process: child,
    said: () =>
      text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean),
    ended: new Promise((resolve) => child.once('close', () => resolve())),
  };
}

async function namesIn(folder: string): Promise<Set<string>> {
  const database = await openDatabase({ dataDir: folder, databaseUrl: undefined }, log);
  const rows = await database.db.selectFrom('team').select('name').execute();
  await database.close();
  return new Set(rows.map(({ name }) => name));
}

test('what was acknowledged outlives being killed, a dozen times', { timeout: 180_000 }, async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    const { process: child, said, ended } = startWriter(dataDir, round);
    await expect.poll(() => said().length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(20 + round * 7);
    child.kill('SIGKILL');
    await ended;
    acknowledged.push(...said().filter((line) => line !== 'open'));
  }
  const kept = await namesIn(dataDir);
  expect(acknowledged.length).toBeGreaterThan(12 * 20);
  expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
});

test('being killed on the first start leaves nothing half made', { timeout: 180_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-first-'));
  for (const delayMs of [100, 600, 1_200, 1_800, 2_400]) {
    const { process: child, ended } = startWriter(folder, delayMs);
    await sleep(delayMs);
    child.kill('SIGKILL');
    await ended;
  }
  const { process: child, said, ended } = startWriter(folder, 1);
  await expect.poll(() => said().length, { timeout: 60_000 }).toBeGreaterThan(3);
  child.kill('SIGKILL');
  await ended;
  expect((await namesIn(folder)).has('1.0')).toBe(true);
  await rm(folder, { recursive: true, force: true });
});

test('a second server in the same folder is refused with a sentence, and the first goes on', async () => {
  const first = startWriter(dataDir, 100);
  await expect.poll(() => first.said().length, { timeout: 60_000 }).toBeGreaterThan(3);
  const second = startWriter(dataDir, 101);
  await second.ended;
  expect(second.said()).toEqual([
    `refused: Another Parley server is using ${dataDir}. Stop it first, or give this one its own DATA_DIR.`,
  ]);
  const before = first.said().length;
  await expect.poll(() => first.said().length).toBeGreaterThan(before);
  first.process.kill('SIGKILL');
  await first.ended;
  expect((await namesIn(dataDir)).has('100.0')).toBe(true);
});

test('closing gives the folder free, and others cannot read it', { timeout: 60_000 }, async () => {
  const folder = join(dataDir, 'made by the server');
  await namesIn(folder);
  await namesIn(folder);
  expect((await stat(folder)).mode & 0o077).toBe(0);
  expect((await readdir(folder)).sort()).toEqual(['database', 'lock']);
});
