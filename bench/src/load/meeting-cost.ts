import { Skipped, type Benchmark, type Figure, type Settings } from '../report/benchmark.ts';
import { hasProcessFacts } from '../report/processes.ts';
import { median } from '../report/statistics.ts';
import { measureLoad, type LoadRun } from './measurement.ts';
import { pictures } from './packets.ts';
import { startParley } from './parley-server.ts';

const seconds = 20;
const times = 3;
const port = 19_443;
const people = 12;

const audioPacketsPerSecond = 50;
const packetsPerSecond = (size: keyof typeof pictures): number =>
  pictures[size].framesPerSecond * pictures[size].packetsPerFrame + audioPacketsPerSecond;
/** Packets a second that the server sends in a meeting: of one in full, and of eleven small. */
const ofMeeting = (people - 1) * (packetsPerSecond('full') + (people - 1) * packetsPerSecond('small'));
/** So many calls of two are as many packets. */
const calls = Math.round(ofMeeting / (2 * packetsPerSecond('full')));

const cost = (runs: readonly LoadRun[]): number => median(runs.map((run) => run.cpuPerThousand));
const lost = (runs: readonly LoadRun[]): number =>
  median(runs.map(({ sent, delivered }) => (1 - delivered / sent) * 100));

async function run({ say }: Settings): Promise<{ figures: Figure[]; details: Record<string, unknown> }> {
  if (!hasProcessFacts) throw new Skipped('CPU time is read from /proc, which only Linux has');
  const pairs: LoadRun[] = [];
  const meetings: LoadRun[] = [];
  for (let time = 1; time <= times; time += 1) {
    say(`${String(time)} of ${String(times)}`);
    pairs.push(await measureLoad(await startParley(port), calls, seconds));
    meetings.push(await measureLoad(await startParley(port), 1, seconds, people));
  }
  const perStream = cost(meetings) / cost(pairs);
  const meeting = `A meeting of ${String(people)}`;
  const figures: Figure[] = [
    {
      what: `${meeting}: CPU per 1,000 forwarded packets`,
      value: cost(meetings),
      unit: 'ms',
    },
    {
      what: `${String(calls)} calls of two, as many packets: CPU per 1,000 forwarded packets`,
      value: cost(pairs),
      unit: 'ms',
    },
    {
      what: `${meeting}: CPU per stream, as a multiple of a call's`,
      value: perStream,
      unit: '',
      target: { atMost: 1.5 },
    },
    {
      what: `${meeting}: CPU of the server`,
      value: (cost(meetings) * ofMeeting) / 1_000 / 10,
      unit: '% of a core',
    },
    {
      what: `${meeting}: forwarding, p99`,
      value: median(meetings.map((one) => one.latencyMs.p99)),
      unit: 'ms',
    },
    { what: `${meeting}: packets lost`, value: lost(meetings), unit: '%', target: { atMost: 0 } },
  ];
  return { figures, details: { pairs, meetings } };
}

export const meetingCost: Benchmark = {
  name: 'meeting-cost',
  method:
    'Twelve participants in one room as in sfu-cost, each receiving the eleven others: one sends its picture in full (30 ' +
    'frames of 6 packets a second), eleven the small one (15 frames of 2 packets), all of them sound without pause. Beside ' +
    'it, in turns, as many calls of two as make as many packets.',
  run,
};
