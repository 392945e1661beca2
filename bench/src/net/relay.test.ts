import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { unimpaired } from './link.ts';
import { startRelays, type Relays } from './start-relays.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function socketOf(onPacket: (packet: Buffer, port: number) => void) {
  const socket = createSocket('udp4');
  closing.push(() => void socket.close());
  socket.on('message', (packet, { port }) => onPacket(packet, port));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

async function echoBehindRelay(): Promise<{ relays: Relays; port: number }> {
  const echo = await socketOf((packet, port) => echo.send(packet, port, '127.0.0.1'));
  const relays = startRelays();
  closing.push(() => relays.close());
  const { port } = await relays.ask('open', { target: echo.address().port });
  return { relays, port };
}

test('carries packets both ways and to whom they belong, and changes while running', async () => {
  const { relays, port } = await echoBehindRelay();
  const [one, two]: string[][] = [[], []];
  const first = await socketOf((packet) => one!.push(packet.toString()));
  const second = await socketOf((packet) => two!.push(packet.toString()));
  first.send('a', port, '127.0.0.1');
  second.send('b', port, '127.0.0.1');
  await expect.poll(() => [one, two]).toEqual([['a'], ['b']]);

  const lost = { ...unimpaired, loss: 1 };
  await relays.ask('impair', { port, up: unimpaired, down: lost });
  first.send('c', port, '127.0.0.1');
  await expect.poll(async () => (await relays.ask('counts', { port })).down).toEqual({ passed: 2, lost: 1 });

  await relays.ask('impair', { port, up: { ...unimpaired, delayMs: 60 }, down: unimpaired });
  const began = performance.now();
  first.send('d', port, '127.0.0.1');
  await expect.poll(() => one, { interval: 5 }).toEqual(['a', 'd']);
  expect(performance.now() - began).toBeGreaterThan(58);
});

test('severs those who use it now, and lets new ones through', async () => {
  const { relays, port } = await echoBehindRelay();
  const got: string[] = [];
  const old = await socketOf((packet) => got.push(`old ${packet.toString()}`));
  old.send('1', port, '127.0.0.1');
  await expect.poll(() => got).toEqual(['old 1']);
  await relays.ask('sever', { port });
  old.send('2', port, '127.0.0.1');
  const fresh = await socketOf((packet) => got.push(`fresh ${packet.toString()}`));
  fresh.send('3', port, '127.0.0.1');
  await expect.poll(() => got).toEqual(['old 1', 'fresh 3']);
});

test('a relay that is not there is an error', async () => {
  const { relays } = await echoBehindRelay();
  await expect(relays.ask('counts', { port: 1 })).rejects.toThrow(/no relay/);
});
