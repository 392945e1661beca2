import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Skipped, type Benchmark, type Figure, type Outcome, type Settings } from '../report/benchmark.ts';
import { hasProcessFacts } from '../report/processes.ts';
import { median, quantile } from '../report/statistics.ts';
import { fill, measure, type LoadRun } from './measurement.ts';
import { startParley } from './parley-server.ts';
import { startGenerator } from './start-generator.ts';

const calls = 10;
/** Each process compiles and arranges its memory in a way of its own, which differs by more than what is measured. */
const processes = 3;
const pairsEach = 8;
const seconds = 6;
/** After each change: files are made, key frames come, and what was written before is completed. */
const settlingSeconds = 2;
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

async function measureProcess(say: Settings['say']): Promise<Pair[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-capture-'));
  const server = await startParley(port);
  const generator = startGenerator(server);
  const one = async (recordTo?: string): Promise<LoadRun> => {
    await server.record(recordTo);
    await generator.ask('measure', { seconds: settlingSeconds });
    return measure(server, generator, calls, seconds);
  };
  const recordedOne = async () => {
    const before = await sizeOf(folder);
    const recorded = await one(folder);
    return { recorded, writtenBytes: (await sizeOf(folder)) - before };
  };
  try {
    await fill(server, generator, calls);
    // Both ways, until their code is compiled.
    for (const recordTo of [folder, undefined, folder]) await one(recordTo);
    const pairs: Pair[] = [];
    for (let pair = 1; pair <= pairsEach; pair += 1) {
      say(`pair ${String(pair)} of ${String(pairsEach)}`);
      // In turns first, so that a machine that gets slower or faster favours neither.
      const before = pair % 2 === 0 ? await one() : undefined;
      const written = await recordedOne();
      pairs.push({ ...written, without: before ?? (await one()) });
    }
    return pairs;
  } finally {
    await generator.close();
    await server.close();
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
      note: `${String(pairs.length)} pairs, half of them between ${(quantile(added, 0.25) * 100).toFixed(1)} and ${(quantile(added, 0.75) * 100).toFixed(1)} %`,
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
      value: median(pairs.map(({ writtenBytes }) => writtenBytes / (seconds + settlingSeconds))) / 1e6,
      unit: 'MB',
    },
  ];
}

async function run({ say }: Settings): Promise<Outcome> {
  if (!hasProcessFacts) throw new Skipped('CPU time is read from /proc, which only Linux has');
  const pairs: Pair[] = [];
  for (let n = 1; n <= processes; n += 1) {
    say(`${String(calls)} calls, media process ${String(n)} of ${String(processes)}`);
    pairs.push(...(await measureProcess(say)));
  }
  return { figures: figuresOf(pairs), details: { pairs } };
}

export const captureCost: Benchmark = {
  name: 'capture-cost',
  method:
    'The load of sfu-cost with 10 calls. In one media process they are in turns recorded, every track of every call to a sealed ' +
    'file of its own, and not; a pair is two neighbouring measurements of 6 s, 2 s after the change. Eight pairs in each of ' +
    'three processes. CPU is user and system time of all threads of the media process.',
  run,
};
