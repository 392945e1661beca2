import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Benchmark, Figure, Outcome, Settings } from '../report/benchmark.ts';
import { quantile } from '../report/statistics.ts';
import { unimpaired, type Impairment } from './link.ts';
import { startRelays } from './start-relays.ts';

const loopback = '127.0.0.1';
const packetBytes = 1_200;
const packets = 2_000;
const everyMs = 4;

async function bound(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1_024 * 1_024 });
  socket.bind(0, loopback);
  await once(socket, 'listening');
  return socket;
}

/** Round trips of packets through the port to something that sends them back. */
async function roundTrips(port: number): Promise<number[]> {
  const socket = await bound();
  const took: number[] = [];
  socket.on('message', (packet) => took.push(performance.now() - packet.readDoubleBE(0)));
  await new Promise<void>((resolve) => {
    let sent = 0;
    const timer = setInterval(() => {
      const packet = Buffer.alloc(packetBytes);
      packet.writeDoubleBE(performance.now(), 0);
      socket.send(packet, port, loopback);
      sent += 1;
      if (sent < packets) return;
      clearInterval(timer);
      setTimeout(resolve, 500);
    }, everyMs);
  });
  socket.close();
  return took;
}

const settings: readonly { name: string; impairment: Impairment; roundTripMs: number }[] = [
  { name: 'unimpaired', impairment: unimpaired, roundTripMs: 0 },
  { name: '25 ms each way', impairment: { ...unimpaired, delayMs: 25 }, roundTripMs: 50 },
  {
    name: '10 % loss and 25 ms each way',
    impairment: { ...unimpaired, loss: 0.1, delayMs: 25 },
    roundTripMs: 50,
  },
];

function figuresOf(name: string, expectedMs: number, loss: number, took: readonly number[]): Figure[] {
  const late = took.map((milliseconds) => milliseconds - expectedMs);
  return [
    {
      what: `${name}: round trip above the setting, p50`,
      value: quantile(late, 0.5),
      unit: 'ms',
      target: { atMost: 3 },
    },
    { what: `${name}: round trip above the setting, p99`, value: quantile(late, 0.99), unit: 'ms' },
    {
      what: `${name}: packets that came back`,
      value: (took.length / packets) * 100,
      unit: '%',
      note: `${((1 - loss) ** 2 * 100).toFixed(0)} % expected`,
    },
  ];
}

async function run({ say }: Settings): Promise<Outcome> {
  const echo = await bound();
  echo.on('message', (packet, { port }) => {
    echo.send(packet, port, loopback);
  });
  const relays = startRelays();
  const figures: Figure[] = [];
  try {
    for (const { name, impairment, roundTripMs } of settings) {
      say(name);
      const { port } = await relays.ask('open', { target: echo.address().port });
      await relays.ask('impair', { port, up: impairment, down: impairment });
      figures.push(...figuresOf(name, roundTripMs, impairment.loss, await roundTrips(port)));
    }
  } finally {
    echo.close();
    await relays.close();
  }
  return { figures };
}

export const networkAccuracy: Benchmark = {
  name: 'network-accuracy',
  method:
    'How true the impaired network of the other benchmarks is: 2,000 packets of 1,200 bytes, one every 4 ms, to an echo behind ' +
    'the UDP relay and back, which is two passes through it.',
  run,
};
