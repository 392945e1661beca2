import { unimpaired, type Impairment } from '../net/link.ts';
import type { Benchmark, Figure, Outcome, Settings, Target } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { names, TwoParties, type Look } from './two-parties.ts';

const port = 19_465;
const settleSeconds = 8;
const watchSeconds = 20;
const rounds = 2;

interface Weather {
  readonly name: string;
  readonly impairment: Impairment;
  readonly framesPerSecond?: Target;
  readonly longestGapMs?: Target;
}

const weathers: readonly Weather[] = [
  {
    name: '2 % loss, 50 ms round trip',
    impairment: { ...unimpaired, loss: 0.02, delayMs: 25 },
    framesPerSecond: { atLeast: 24 },
    longestGapMs: { atMost: 500 },
  },
  {
    name: '10 % loss, 50 ms round trip',
    impairment: { ...unimpaired, loss: 0.1, delayMs: 25 },
  },
];

const concealedPercent = ({ received }: Look): number =>
  (received.concealedSamples / received.audioSamples) * 100;

function figuresOf({ name, framesPerSecond, longestGapMs }: Weather, looks: readonly Look[]): Figure[] {
  const of = (what: string) => `${name}: ${what}`;
  return [
    {
      what: of('frames decoded'),
      value: median(looks.map((look) => look.framesPerSecond)),
      unit: '/s',
      ...(framesPerSecond ? { target: framesPerSecond } : {}),
    },
    {
      what: of('longest time without a new frame'),
      value: median(looks.map(({ seen }) => seen.longestGapMs)),
      unit: 'ms',
      note: `of ${String(looks.length)} pictures watched for ${String(watchSeconds)} s: ${looks
        .map(({ seen }) => seen.longestGapMs.toFixed(0))
        .join(', ')}`,
      ...(longestGapMs ? { target: longestGapMs } : {}),
    },
    { what: of('frozen'), value: median(looks.map(({ received }) => received.freezeSeconds)), unit: 's' },
    { what: of('sound concealed'), value: median(looks.map(concealedPercent)), unit: '%' },
    {
      what: of('drawn to displayed, p50'),
      value: median(looks.map(({ seen }) => quantile(seen.latencies, 0.5))),
      unit: 'ms',
    },
    {
      what: of('video received'),
      value: median(looks.map(({ received, seen }) => (received.videoBytes * 8) / seen.seconds / 1_000)),
      unit: 'kbit/s',
    },
  ];
}

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const figures: Figure[] = [];
  const details: Record<string, Look[]> = {};
  for (const weather of weathers) {
    const looks: Look[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`${weather.name}, ${String(round)} of ${String(rounds)}`);
      const parties = await TwoParties.open(chromium, port, true);
      try {
        const { impairment } = weather;
        for (const name of names)
          await parties.relays.ask('impair', { port: parties.ports[name], up: impairment, down: impairment });
        await parties.meetInRoom();
        await parties.watch(settleSeconds);
        looks.push(...(await parties.watch(watchSeconds)));
      } finally {
        await parties.close();
      }
    }
    figures.push(...figuresOf(weather, looks));
    details[weather.name] = looks;
  }
  return { figures, details };
}

export const badNetwork: Benchmark = {
  name: 'bad-network',
  method:
    'Two pages of one Chromium call each other through the engine. Each has a network of its own, which loses packets at ' +
    'random and delays them both ways, so that what one sends crosses two such networks before the other sees it. 20 s count ' +
    'after 8 s. Medians over both directions and two calls.',
  run,
};
