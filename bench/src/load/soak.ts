import { Skipped, type Benchmark, type Outcome, type Settings } from '../report/benchmark.ts';
import { droppedAtSockets, hasProcessFacts, residentBytes } from '../report/processes.ts';
import { quantile } from '../report/statistics.ts';
import { fill } from './measurement.ts';
import { startParley } from './parley-server.ts';
import type { LoadFigures } from './questions.ts';
import { startGenerator } from './start-generator.ts';

const calls = 30;
const minutes = 10;
const port = 19_453;

async function run({ say }: Settings): Promise<Outcome> {
  if (!hasProcessFacts) throw new Skipped('dropped datagrams are read from /proc, which only Linux has');
  const server = await startParley(port);
  const generator = startGenerator(server);
  try {
    await fill(server, generator, calls);
    await generator.ask('measure', { seconds: 3 });
    const [pid = 0] = server.processIds();
    const droppedBefore = { server: droppedAtSockets(pid), generator: droppedAtSockets(generator.pid) };
    const residentBefore = residentBytes(pid);
    const windows: LoadFigures[] = [];
    for (let minute = 1; minute <= minutes; minute += 1) {
      const window = await generator.ask('measure', { seconds: 59 });
      windows.push(window);
      const lost = window.sent - window.delivered;
      say(
        `minute ${String(minute)}: p99 ${window.latencyMs.p99.toFixed(1)} ms, ${String(lost)} packets missing`,
      );
    }
    const atServer = droppedAtSockets(pid) - droppedBefore.server;
    const atGenerator = droppedAtSockets(generator.pid) - droppedBefore.generator;
    const missing = windows.reduce((sum, { sent, delivered }) => sum + sent - delivered, 0);
    const p99 = windows.map(({ latencyMs }) => latencyMs.p99);
    return {
      figures: [
        {
          what: 'packets that we lost',
          value: Math.max(0, missing - atGenerator),
          unit: 'packets',
          target: { atMost: 0 },
          note: `${String(windows.reduce((sum, { sent }) => sum + sent, 0))} sent; ${String(missing)} missing, of which the generator did not fetch ${String(atGenerator)} in time`,
        },
        { what: 'datagrams dropped at our port', value: atServer, unit: 'packets', target: { atMost: 0 } },
        { what: 'forwarding p99, median minute', value: quantile(p99, 0.5), unit: 'ms' },
        { what: 'forwarding p99, worst minute', value: quantile(p99, 1), unit: 'ms' },
        {
          what: 'growth of resident memory',
          value: (residentBytes(pid) - residentBefore) / 2 ** 20,
          unit: 'MB',
        },
      ],
      details: { windows, counters: await server.counters() },
    };
  } finally {
    await generator.close();
    await server.close();
  }
}

export const soak: Benchmark = {
  name: 'soak',
  method:
    'The load of sfu-cost with 30 calls for ten minutes, counted minute by minute. A missing packet that the kernel dropped at ' +
    "the generator's own sockets isn't ours; all others are.",
  long: true,
  run,
};
