import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { TwoParties, type Look } from './two-parties.ts';

const port = 19_461;
const rounds = 3;
const settleSeconds = 5;
const watchSeconds = 10;

const latenciesOf = (looks: readonly Look[]): number[] => looks.flatMap(({ seen }) => seen.latencies);

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const parties = await TwoParties.open(chromium, port, false);
  const ways = {
    direct: { meet: () => parties.meetDirectly(), looks: [] as Look[][] },
    engine: { meet: () => parties.meetInRoom(), looks: [] as Look[][] },
  };
  try {
    for (let round = 1; round <= rounds; round += 1)
      for (const [name, way] of Object.entries(ways)) {
        await way.meet();
        await parties.watch(settleSeconds);
        const looks = await parties.watch(watchSeconds);
        way.looks.push(looks);
        await parties.part();
        say(`round ${String(round)}, ${name}: p50 ${quantile(latenciesOf(looks), 0.5).toFixed(0)} ms`);
      }
  } finally {
    await parties.close();
  }
  const over = (way: keyof typeof ways, share: number) =>
    median(ways[way].looks.map((looks) => quantile(latenciesOf(looks), share)));
  const framesPerSecond = (way: keyof typeof ways) =>
    median(ways[way].looks.flatMap((looks) => looks.map((look) => look.framesPerSecond)));
  return {
    figures: [
      {
        what: 'more through the engine than directly, p50',
        value: over('engine', 0.5) - over('direct', 0.5),
        unit: 'ms',
        target: { atMost: 25 },
      },
      { what: 'drawn to displayed directly, p50', value: over('direct', 0.5), unit: 'ms' },
      { what: 'drawn to displayed directly, p95', value: over('direct', 0.95), unit: 'ms' },
      { what: 'drawn to displayed through the engine, p50', value: over('engine', 0.5), unit: 'ms' },
      { what: 'drawn to displayed through the engine, p95', value: over('engine', 0.95), unit: 'ms' },
      { what: 'frames directly', value: framesPerSecond('direct'), unit: '/s' },
      { what: 'frames through the engine', value: framesPerSecond('engine'), unit: '/s' },
    ],
    details: ways,
  };
}

export const frameLatency: Benchmark = {
  name: 'frame-latency',
  method:
    'Two pages of one Chromium call each other, sound and pictures both ways, in turn directly and through the engine, three ' +
    'times each. The picture (640×360, 30 a second, noise) is a canvas with the time in it as black and white cells, read back ' +
    'when a frame is displayed; the first 5 s of each call do not count, the next 10 s do. Medians of the rounds.',
  run,
};
