import { cpuMs } from '../report/processes.ts';
import type { MeasuredServer } from './measured-server.ts';
import { startGenerator, type Generator } from './start-generator.ts';
import type { LoadFigures } from './questions.ts';

/** What one run with a number of calls showed. */
export interface LoadRun extends LoadFigures {
  readonly server: string;
  readonly calls: number;
  /** CPU time of the server's processes for 1,000 packets delivered, milliseconds. */
  readonly cpuPerThousand: number;
  readonly counters: Readonly<Record<string, number>>;
}

/** Brings this many rooms into being, a few at a time. */
export async function fill(
  server: MeasuredServer,
  generator: Generator,
  calls: number,
  people = 2,
): Promise<void> {
  const rooms = Array.from({ length: calls }, (_, index) => `room-${String(index + 1)}`);
  const lane = async (): Promise<void> => {
    for (let room = rooms.shift(); room !== undefined; room = rooms.shift()) {
      await server.openRoom(room);
      await generator.ask('enter', { room, bindAddress: server.clientAddress, people });
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** CPU time of the server while `during` runs, milliseconds, and how long that took. */
async function cpuDuring<T>(
  server: MeasuredServer,
  during: () => Promise<T>,
): Promise<{ value: T; usedMs: number; elapsedMs: number }> {
  const pids = server.processIds();
  const used = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const [before, began] = [used(), performance.now()];
  const value = await during();
  return { value, usedMs: used() - before, elapsedMs: performance.now() - began };
}

/** One measurement of the rooms that are there. */
export async function measure(
  server: MeasuredServer,
  generator: Generator,
  calls: number,
  seconds: number,
): Promise<LoadRun> {
  const { value, usedMs, elapsedMs } = await cpuDuring(server, () => generator.ask('measure', { seconds }));
  const deliveredPerMs = value.delivered / (seconds * 1_000);
  const cpuPerThousand = (usedMs / elapsedMs / deliveredPerMs) * 1_000;
  return { ...value, server: server.name, calls, cpuPerThousand, counters: await server.counters() };
}

/** A generator of its own, `calls` rooms on the server, and one measurement of them. Closes both. */
export async function measureLoad(
  server: MeasuredServer,
  calls: number,
  seconds: number,
  people = 2,
): Promise<LoadRun> {
  const generator = startGenerator(server);
  try {
    await fill(server, generator, calls, people);
    // Connecting is over, but its garbage and the first key frames are not.
    await generator.ask('measure', { seconds: 3 });
    return await measure(server, generator, calls, seconds);
  } finally {
    await generator.close();
    await server.close();
  }
}
