import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Skipped, type Benchmark, type Figure, type Outcome, type Settings } from '../report/benchmark.ts';
import { hasProcessFacts } from '../report/processes.ts';
import { median } from '../report/statistics.ts';
import { measureLoad, type LoadRun } from './measurement.ts';
import { startParley } from './parley-server.ts';

const seconds = 20;
const calls = 10;
const times = 3;
const port = 19_463;
const packetsPerCall = 2 * (30 * 6 + 50);

/** What was written, bytes: a recorder that does nothing is cheap. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => stat(join(folder, name))));
  return sizes.filter((entry) => entry.isFile()).reduce((sum, { size }) => sum + size, 0);
}

interface Pair {
  readonly without: LoadRun;
  readonly recorded: LoadRun;
  readonly writtenBytes: number;
}

async function measurePair(): Promise<Pair> {
  const without = await measureLoad(await startParley(port), calls, seconds);
  const folder = await mkdtemp(join(tmpdir(), 'parley-capture-'));
  try {
    const recorded = await measureLoad(await startParley(port, folder), calls, seconds);
    return { without, recorded, writtenBytes: await sizeOf(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figuresOf(pairs: readonly Pair[]): Figure[] {
  const added = pairs.map(({ without, recorded }) => recorded.cpuPerThousand / without.cpuPerThousand - 1);
  const cost = median(pairs.map(({ recorded }) => recorded.cpuPerThousand));
  const base = median(pairs.map(({ without }) => without.cpuPerThousand));
  const perSecond = ((cost - base) * packetsPerCall * calls) / 1_000;
  return [
    {
      what: `${String(calls)} calls: CPU that recording adds to forwarding`,
      value: median(added) * 100,
      unit: '%',
      target: { atMost: 5 },
      note: `${String(pairs.length)} pairs, from ${(Math.min(...added) * 100).toFixed(1)} to ${(Math.max(...added) * 100).toFixed(1)} %`,
    },
    {
      what: `${String(calls)} calls: CPU that recording adds, as a part of one core`,
      value: perSecond / 10,
      unit: '%',
    },
    {
      what: 'recorded calls that a core would carry, forwarding included',
      value: 1_000_000 / (cost * packetsPerCall),
      unit: 'calls',
      target: { atLeast: 50 },
      note: 'extrapolated from the CPU time',
    },
    {
      what: `${String(calls)} calls, recorded: packets lost`,
      value: median(pairs.map(({ recorded }) => (1 - recorded.delivered / recorded.sent) * 100)),
      unit: '%',
      target: { atMost: 0 },
    },
    {
      what: `${String(calls)} calls: written a second`,
      value: median(pairs.map(({ writtenBytes }) => writtenBytes / (seconds + 3))) / 1e6,
      unit: 'MB',
    },
  ];
}

async function run({ say }: Settings): Promise<Outcome> {
  if (!hasProcessFacts) throw new Skipped('CPU time is read from /proc, which only Linux has');
  const pairs: Pair[] = [];
  for (let time = 1; time <= times; time += 1) {
    say(`${String(calls)} calls without and with recording, ${String(time)} of ${String(times)}`);
    pairs.push(await measurePair());
  }
  return { figures: figuresOf(pairs), details: { pairs } };
}

export const captureCost: Benchmark = {
  name: 'capture-cost',
  method:
    'The load of sfu-cost with 10 calls, in turns without recording and with every track of every call written to a sealed ' +
    'file of its own. CPU is user and system time of all threads of the media process over 20 s.',
  run,
};
