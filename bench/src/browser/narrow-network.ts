import { unimpaired } from '../net/link.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { median, quantile } from '../report/statistics.ts';
import { TwoParties, type Look } from './two-parties.ts';

const port = 19_469;
const rounds = 3;
const rampSeconds = 12;
const settleSeconds = 10;
const watchSeconds = 10;
/** A third of a second's worth waits in front of the narrow link, as in an ordinary router. */
const narrow = { ...unimpaired, delayMs: 10, rateKbps: 1_200, queueBytes: 50_000 };
const wide = { ...unimpaired, delayMs: 10 };

interface Round {
  readonly before: Look;
  readonly settling: Look;
  readonly settled: Look;
}

/** One call in which the downlink of `b` becomes narrow. */
async function oneRound(chromium: string): Promise<Round> {
  const parties = await TwoParties.open(chromium, port, true);
  const downlink = (down: typeof narrow | typeof wide) =>
    parties.relays.ask('impair', { port: parties.ports.b, up: wide, down });
  const watchB = async (seconds: number): Promise<Look> => {
    const look = (await parties.watch(seconds)).find(({ party }) => party === 'b');
    if (!look) throw new Error('b sees nothing');
    return look;
  };
  try {
    await downlink(wide);
    await parties.meetInRoom();
    await parties.watch(rampSeconds - 4);
    const before = await watchB(4);
    await downlink(narrow);
    return { before, settling: await watchB(settleSeconds), settled: await watchB(watchSeconds) };
  } finally {
    await parties.close();
  }
}

const kbps = ({ received, seen }: Look): number => (received.videoBytes * 8) / seen.seconds / 1_000;

async function run({ chromium, say }: Settings): Promise<Outcome> {
  const all: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const result = await oneRound(chromium);
    all.push(result);
    const { settled } = result;
    say(
      `round ${String(round)}: ${settled.framesPerSecond.toFixed(1)} frames/s after ${String(settleSeconds)} s`,
    );
  }
  const over = (value: (round: Round) => number) => median(all.map(value));
  return {
    figures: [
      {
        what: 'frames decoded once settled',
        value: over(({ settled }) => settled.framesPerSecond),
        unit: '/s',
        target: { atLeast: 20 },
      },
      {
        what: 'drawn to displayed once settled, p50',
        value: over(({ settled }) => quantile(settled.seen.latencies, 0.5)),
        unit: 'ms',
        target: { atMost: 400 },
      },
      {
        what: 'drawn to displayed once settled, p95',
        value: over(({ settled }) => quantile(settled.seen.latencies, 0.95)),
        unit: 'ms',
      },
      {
        what: 'frozen while settling',
        value: over(({ settling }) => settling.received.freezeSeconds),
        unit: 's',
      },
      { what: 'video received before', value: over(({ before }) => kbps(before)), unit: 'kbit/s' },
      { what: 'video received once settled', value: over(({ settled }) => kbps(settled)), unit: 'kbit/s' },
    ],
    details: { rounds: all },
  };
}

export const narrowNetwork: Benchmark = {
  name: 'narrow-network',
  method:
    'Two pages of one Chromium call each other through the engine with a picture of noise that takes more. After 12 s the ' +
    'downlink of one of them is cut to 1.2 Mbit/s with room for 50 kB in front of it (20 ms round trip before and after); 10 s ' +
    'later it is watched for 10 s. Medians of three calls.',
  run,
};
