import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** What the numbers were measured on. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly chromium: string;
  /** Average number of running tasks over the minute before: what else was going on. */
  readonly loadBefore: number;
  readonly speed: Speed;
}

/** Machines of one name are not equally fast; two of these tell how far figures of two days can be compared. */
export interface Speed {
  /** A hundred million steps of a loop of integers, ms. */
  readonly loopMs: number;
  /** A question to the operating system, µs. */
  readonly callUs: number;
}

export function machineFacts(chromium: string): Machine {
  return {
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    chromium: versionOf(chromium),
    loadBefore: loadavg()[0] ?? 0,
    speed: speedNow(),
  };
}

function speedNow(): Speed {
  loop(1e6);
  const loopMs = leastOf(3, () => loop(1e8));
  const calls = 20_000;
  const callsMs = leastOf(3, () => {
    for (let n = 0; n < calls; n += 1) statSync('/');
  });
  return { loopMs, callUs: (callsMs * 1_000) / calls };
}

function loop(steps: number): number {
  let sum = 0;
  for (let n = 0; n < steps; n += 1) sum = (sum * 31 + n) | 0;
  return sum;
}

function leastOf(times: number, work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: times }, () => {
      const from = performance.now();
      work();
      return performance.now() - from;
    }),
  );
}

function versionOf(program: string): string {
  try {
    return execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'not installed';
  }
}
