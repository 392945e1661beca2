import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, createServer, type Socket as TcpSocket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Counters } from '../room/counters.ts';
import { frame, FrameReader } from './frames.ts';
import { startEdge, type Edge, type EdgeOptions } from './index.ts';
import { integrityFits, readStun, stunAttribute, attributeOf, writeStun } from './stun.ts';

const loopback = '127.0.0.1';
const password = 'the-password-of-ours';

/** A number that UDP has free may be in use by some TCP connection of this machine; the edge listens on both. */
async function freeForTcp(port: number): Promise<boolean> {
  const server = createServer();
  const listening = await new Promise<boolean>((answer) => {
    server.once('error', () => answer(false)).listen(port, loopback, () => answer(true));
  });
  if (listening) await promisify(server.close.bind(server))();
  return listening;
}

/** Stands where libjuice's UDP port is: shows what comes out of the edge, from which address, and answers. */
class MediaPort {
  socket: Socket = createSocket('udp4');
  readonly got: { packet: Buffer; port: number }[] = [];

  async open(): Promise<number> {
    for (;;) {
      this.socket.on('message', (packet, { port }) => this.got.push({ packet, port }));
      this.socket.bind(0, loopback);
      await once(this.socket, 'listening');
      const { port } = this.socket.address();
      if (await freeForTcp(port)) return port;
      this.socket.close();
      this.socket = createSocket('udp4');
    }
  }
}

let media: MediaPort;
let counters: Counters;
let edge: Edge | undefined;
const clients: TcpSocket[] = [];
const datagrams: Socket[] = [];

beforeEach(() => {
  media = new MediaPort();
  counters = new Counters();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const socket of datagrams.splice(0)) socket.close();
  await edge?.close();
  edge = undefined;
  media.socket.close();
});

async function start(limits: EdgeOptions['limits'] = {}): Promise<{ port: number; edge: Edge }> {
  const port = await media.open();
  edge = await startEdge({
    bindAddress: loopback,
    port,
    relayPort: 0,
    addresses: ['192.0.2.1', '198.51.100.2'],
    counters,
    limits,
  });
  edge.learn('ours', password);
  return { port, edge };
}

async function tcpClient(port: number): Promise<TcpSocket> {
  const socket = connectTcp(port, loopback);
  socket.on('error', () => undefined);
  clients.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** A UDP socket that keeps what it is sent. */
function udpClient(port: number): { send: (packet: Buffer) => void; got: Buffer[] } {
  const socket = createSocket('udp4');
  datagrams.push(socket);
  const got: Buffer[] = [];
  socket.on('message', (packet) => got.push(packet));
  return { send: (packet) => socket.send(packet, port, loopback), got };
}

const binding = (changes: { ufrag?: string; key?: string; tieBreaker?: number } = {}): Buffer =>
  writeStun({
    method: 1,
    class: 'request',
    transactionId: Buffer.alloc(12, 3),
    attributes: [
      [stunAttribute.username, Buffer.from(`${changes.ufrag ?? 'ours'}:theirs`)],
      [stunAttribute.iceControlled, Buffer.alloc(8, changes.tieBreaker ?? 1)],
    ],
    password: changes.key ?? password,
  });

const count = (name: string) => counters.snapshot()[name] ?? 0;
const rtp = Buffer.concat([Buffer.from([0x80, 96]), Buffer.alloc(1_000, 5)]);

describe('ICE-TCP', () => {
  test('carries packets both ways once the client has proven itself', async () => {
    const { port } = await start();
    const client = await tcpClient(port);
    const got: Buffer[] = [];
    const frames = new FrameReader(2_048);
    client.on('data', (chunk) => frames.read(chunk, (packet) => got.push(Buffer.from(packet))));
    client.write(Buffer.concat([frame(binding()), frame(rtp)]));
    await expect.poll(() => media.got.map(({ packet }) => packet)).toEqual([binding(), rtp]);
    for (const answer of [Buffer.from('one'), rtp]) media.socket.send(answer, media.got[0]!.port, loopback);
    await expect.poll(() => got).toEqual([Buffer.from('one'), rtp]);
  });

  test('each connection has an address of its own towards the media process', async () => {
    const { port } = await start();
    for (let client = 0; client < 3; client += 1) (await tcpClient(port)).write(frame(binding()));
    await expect.poll(() => new Set(media.got.map((entry) => entry.port)).size).toBe(3);
  });

  test.each([
    ['media before any proof', rtp, 'edge_dropped_unproven'],
    ['an unknown name', binding({ ufrag: 'nobody' }), 'edge_dropped_unknown_ufrag'],
    ['a wrong password', binding({ key: 'guess' }), 'edge_dropped_wrong_password'],
    ['garbage', Buffer.alloc(40, 1), 'edge_dropped_malformed_stun_not_stun'],
    [
      'a STUN answer nobody waits for',
      Buffer.from(rtp).fill(0, 0, 1),
      'edge_dropped_malformed_stun_not_stun',
    ],
  ])('%s gets nowhere', async (_, packet, counter) => {
    const { port } = await start();
    const client = await tcpClient(port);
    client.write(frame(packet));
    await expect.poll(() => count(counter)).toBe(1);
    client.write(frame(binding()));
    await expect.poll(() => media.got).toHaveLength(1);
    expect(media.got[0]!.packet).toEqual(binding());
  });

  test('forgotten credentials open nothing', async () => {
    const { port, edge: started } = await start();
    started.learn('ours', undefined);
    (await tcpClient(port)).write(frame(binding()));
    await expect.poll(() => count('edge_dropped_unknown_ufrag')).toBe(1);
    expect(media.got).toEqual([]);
  });

  test('a frame over the limit ends the connection', async () => {
    const { port } = await start();
    const client = await tcpClient(port);
    client.write(frame(Buffer.alloc(2_049)));
    await once(client, 'close');
    expect(count('edge_tcp_frame_too_long')).toBe(1);
  });

  test('connections that say nothing are closed, proven or not', async () => {
    const { port, edge: started } = await start({ provenWithinMs: 60, idleMs: 120, sweepEveryMs: 20 });
    const silent = await tcpClient(port);
    const proven = await tcpClient(port);
    proven.write(frame(binding()));
    await Promise.all([once(silent, 'close'), once(proven, 'close')]);
    expect(count('edge_tcp_idle')).toBe(2);
    expect(started.connections().tcp).toBe(0);
  });

  test('idle strangers shut nobody out: the oldest of too many goes', async () => {
    const { port } = await start({ maxUnproven: 3 });
    const proven = await tcpClient(port);
    proven.write(frame(binding()));
    await expect.poll(() => media.got).toHaveLength(1);
    const strangers = [await tcpClient(port), await tcpClient(port), await tcpClient(port)];
    const gone = once(strangers[0]!, 'close');
    (await tcpClient(port)).write(frame(binding()));
    await gone;
    await expect.poll(() => media.got).toHaveLength(2);
    expect(count('edge_tcp_evicted')).toBe(1);
    expect(proven.destroyed).toBe(false);
  });

  test('a client that reads too slowly loses packets instead of filling the memory', async () => {
    const { port } = await start({ maxWaiting: 64 * 1_024 });
    const client = await tcpClient(port);
    client.pause();
    client.write(frame(binding()));
    await expect.poll(() => media.got).toHaveLength(1);
    const to = media.got[0]!.port;
    await expect
      .poll(
        () => {
          for (let packet = 0; packet < 500; packet += 1) media.socket.send(rtp, to, loopback);
          return count('edge_tcp_dropped_slow');
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(100);
    expect(client.destroyed).toBe(false);
  });

  test('a connection that ends at once leaves nothing behind', async () => {
    const { port, edge: started } = await start();
    for (let round = 0; round < 50; round += 1) {
      const client = await tcpClient(port);
      client.write(frame(binding()));
      client.destroy();
    }
    await expect.poll(() => count('edge_tcp_accepted')).toBe(50);
    await expect.poll(() => started.connections().tcp).toBe(0);
  });
});

describe('the way for relayed clients', () => {
  test('repairs a zero tie-breaker and carries packets both ways', async () => {
    const { edge: started } = await start();
    const client = udpClient(started.relayPort);
    client.send(binding({ tieBreaker: 0 }));
    await expect.poll(() => media.got).toHaveLength(1);
    const stun = readStun(media.got[0]!.packet);
    if (!stun.ok) throw new Error(stun.fault);
    expect(attributeOf(stun.value, stunAttribute.iceControlled)).toEqual(
      Buffer.from('0000000000000001', 'hex'),
    );
    expect(integrityFits(stun.value, password)).toBe(true);
    expect(count('edge_tie_breakers_repaired')).toBe(1);
    client.send(rtp);
    await expect.poll(() => media.got).toHaveLength(2);
    expect(media.got[1]).toEqual({ packet: rtp, port: media.got[0]!.port });
    media.socket.send(rtp, media.got[0]!.port, loopback);
    await expect.poll(() => client.got).toEqual([rtp]);
  });

  test('says how many repaired requests before one got no answer', async () => {
    const { edge: started } = await start();
    const heard: number[] = [];
    started.learn('ours', password, (_from, unanswered) => heard.push(unanswered));
    const client = udpClient(started.relayPort);
    const ask = async (tieBreaker = 0) => {
      const before = media.got.length;
      client.send(binding({ tieBreaker }));
      await expect.poll(() => media.got).toHaveLength(before + 1);
    };
    for (let n = 0; n < 3; n += 1) await ask();
    const answer = writeStun({
      method: 1,
      class: 'success',
      transactionId: Buffer.alloc(12, 3),
      attributes: [],
      password,
    });
    for (const packet of [rtp, answer]) media.socket.send(packet, media.got[0]!.port, loopback);
    await expect.poll(() => client.got).toEqual([rtp, answer]);
    await ask();
    await ask(1);
    await ask();
    expect(heard).toEqual([0, 1, 2, 0, 1]);
  });

  test('does not repair what is signed with another password', async () => {
    const { edge: started } = await start();
    udpClient(started.relayPort).send(binding({ tieBreaker: 0, key: 'guess' }));
    await expect.poll(() => count('edge_dropped_wrong_password')).toBe(1);
    expect(count('edge_tie_breakers_repaired')).toBe(0);
    expect(started.connections().relay).toBe(0);
  });

  test('refuses more clients than the limit and forgets those that are silent', async () => {
    const { edge: started } = await start({ maxPaths: 2, idleMs: 150, sweepEveryMs: 20 });
    for (let client = 0; client < 3; client += 1) udpClient(started.relayPort).send(binding());
    await expect.poll(() => count('edge_relay_refused')).toBe(1);
    await expect.poll(() => started.connections().relay).toBe(0);
  });
});

test('candidates are below direct ones, with TCP last', async () => {
  const { port, edge: started } = await start();
  const parts = started.candidates.map((line) => line.split(' '));
  expect(started.candidates).toHaveLength(4);
  const priorities = parts.map((words) => Number(words[3]));
  expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
  expect(priorities[0]).toBeLessThan(126 * 2 ** 24 + 60_000 * 2 ** 8);
  expect(parts[0]?.slice(4).join(' ')).toBe(`192.0.2.1 ${String(started.relayPort)} typ host`);
  expect(parts[3]?.slice(2).join(' ')).toBe(
    `TCP ${String(priorities[3])} 198.51.100.2 ${String(port)} typ host tcptype passive`,
  );
});

test('a taken port is an error and leaves nothing open', async () => {
  const { port } = await start();
  const options = { bindAddress: loopback, port, relayPort: 0, addresses: [], counters };
  await expect(startEdge(options)).rejects.toThrow(/EADDRINUSE/);
});
