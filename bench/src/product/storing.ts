import { startServer } from '../../../e2e/src/server.ts';
import { connectRealtime, requestEngagement } from '../../../server/test/realtime-client.ts';
import type { Benchmark, Outcome, Settings } from '../report/benchmark.ts';
import { quantile } from '../report/statistics.ts';

const customers = 10;
/** What one may do at once. */
const commands = 40;

/** Milliseconds of each of a customer's commands, which come one after another. */
async function oneCustomer(origin: string): Promise<number[]> {
  const { engagementId, token } = await requestEngagement(origin);
  const customer = connectRealtime(origin, { token });
  await customer.until('session.welcome');
  const times: number[] = [];
  for (let n = 0; n < commands; n += 1) {
    const began = performance.now();
    const reply = await customer.ask({ type: n % 2 === 0 ? 'track.mute' : 'track.unmute', engagementId });
    if (!reply?.ok) throw new Error(`a command was refused: ${reply?.problem.code ?? 'connection lost'}`);
    times.push(performance.now() - began);
  }
  await customer.ask({ type: 'engagement.exit', engagementId });
  customer.close();
  return times;
}

async function run({ say }: Settings): Promise<Outcome> {
  const server = await startServer({ ENGAGEMENTS_PER_MINUTE: '1000' });
  const times: number[] = [];
  try {
    say('a first customer, who is not counted: code is compiled and pages are read');
    await oneCustomer(server.origin);
    say(`${String(customers)} customers, ${String(commands)} commands each`);
    for (let n = 0; n < customers; n += 1) times.push(...(await oneCustomer(server.origin)));
  } finally {
    await server.stop();
  }
  return {
    figures: [
      {
        what: 'a command, until its event is stored and acknowledged: p50',
        value: quantile(times, 0.5),
        unit: 'ms',
        target: { atMost: 10 },
      },
      { what: 'p99', value: quantile(times, 0.99), unit: 'ms', note: `${String(times.length)} commands` },
    ],
    details: { times },
  };
}

export const storing: Benchmark = {
  name: 'storing',
  method:
    'A server with its embedded database. Customers who wait, one after another, mute and unmute, each time when their last ' +
    'command was acknowledged over the WebSocket, which is after its event is in the database.',
  run,
};
