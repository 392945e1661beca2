import { Skipped, type Benchmark, type Outcome, type Settings } from '../report/benchmark.ts';
import { hasProcessFacts, residentBytes } from '../report/processes.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { MeasuredServer } from './measured-server.ts';
import { startParley } from './parley-server.ts';
import { startGenerator, type Generator } from './start-generator.ts';

const total = 2_000;
const warmUp = 200;
const atOnce = 6;
const lookEvery = 200;
const port = 19_447;
const debuggerPort = 19_449;
const megabyte = 2 ** 20;

interface Sample {
  readonly calls: number;
  readonly residentMb: number;
  readonly heapMb: number;
}

/** Calls that come, exchange sound and pictures, and go, until this many have been. */
async function comeAndGo(
  server: MeasuredServer,
  generator: Generator,
  from: number,
  to: number,
): Promise<void> {
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < to) {
      next += 1;
      const room = `room-${String(next)}`;
      await server.openRoom(room);
      await generator.ask('enter', { room, bindAddress: server.clientAddress, people: 2 });
      await generator.ask('leave', { room });
      await server.closeRoom(room);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

async function sample(pid: number, calls: number): Promise<Sample> {
  const heap = await collectGarbage(pid, debuggerPort);
  return { calls, residentMb: residentBytes(pid) / megabyte, heapMb: heap / megabyte };
}

async function run({ say }: Settings): Promise<Outcome> {
  if (!hasProcessFacts) throw new Skipped('memory is read from /proc, which only Linux has');
  process.env['NODE_OPTIONS'] = `--inspect-port=127.0.0.1:${String(debuggerPort)}`;
  const server = await startParley(port);
  delete process.env['NODE_OPTIONS'];
  const samples: Sample[] = [];
  try {
    const [pid = 0] = server.processIds();
    for (let calls = 0; calls < total; calls += lookEvery) {
      // A fresh generator each time: its own memory is none of this benchmark's business.
      const generator = startGenerator(server);
      await comeAndGo(server, generator, calls, calls + lookEvery);
      await generator.close();
      const now = await sample(pid, calls + lookEvery);
      samples.push(now);
      say(
        `${String(now.calls)} calls: ${now.residentMb.toFixed(1)} MB, of it ${now.heapMb.toFixed(1)} MB heap`,
      );
    }
  } finally {
    await server.close();
  }
  const base = samples.find(({ calls }) => calls === warmUp);
  const last = samples.at(-1);
  if (!base || !last) throw new Error('nothing was measured');
  const figures = [
    {
      what: `growth of resident memory from call ${String(warmUp)} to call ${String(total)}`,
      value: last.residentMb - base.residentMb,
      unit: 'MB',
      target: { atMost: 5 },
    },
    { what: 'growth of the JavaScript heap', value: last.heapMb - base.heapMb, unit: 'MB' },
    { what: 'resident memory afterwards', value: last.residentMb, unit: 'MB' },
  ];
  return { figures, details: { samples } };
}

export const churn: Benchmark = {
  name: 'churn',
  method:
    '2,000 calls of two participants without a browser come and go on one media process, six at a time; each connects ' +
    'four times (sending and receiving), exchanges sound and pictures, and leaves. After each 200 all garbage is collected ' +
    'through the debugger and the resident memory read from /proc.',
  run,
};
