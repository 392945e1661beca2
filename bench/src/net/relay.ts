/**
 * UDP relays that lose, delay and limit packets, in a process of their own so that nothing else delays them. All media of
 * the engine goes through one port, so a relay in front of that port is a network in front of the engine.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, parentChannel, type Questions } from '../report/rpc.ts';
import { Link, type Impairment } from './link.ts';
import type { Counts, RelayQuestions } from './questions.ts';

const loopback = '127.0.0.1';
const socketBuffer = 4 * 1_024 * 1_024;

/** One way of one client's link: packets wait here until they arrive. */
class Way {
  readonly #link = new Link(Math.random);
  readonly #waiting: { at: number; packet: Buffer }[] = [];
  readonly #deliver: (packet: Buffer) => void;
  #timer: NodeJS.Timeout | undefined;
  passed = 0;
  lost = 0;

  constructor(deliver: (packet: Buffer) => void) {
    this.#deliver = deliver;
  }

  set impairment(impairment: Impairment) {
    this.#link.impairment = impairment;
  }

  take(packet: Buffer): void {
    const now = performance.now();
    const at = this.#link.arrivalOf(packet.length, now);
    if (at === undefined) {
      this.lost += 1;
      return;
    }
    this.passed += 1;
    if (at <= now && this.#waiting.length === 0) {
      this.#deliver(packet);
      return;
    }
    this.#waiting.push({ at, packet });
    if (this.#timer === undefined) this.#timer = setTimeout(this.#flush, at - now);
  }

  readonly #flush = (): void => {
    const now = performance.now();
    let next = this.#waiting[0];
    // Node's timers are late by up to a millisecond or two, never early: half of one is taken in advance.
    for (; next && next.at <= now + 0.5; next = this.#waiting[0]) {
      this.#deliver(next.packet);
      this.#waiting.shift();
    }
    this.#timer = next && setTimeout(this.#flush, next.at - now);
  };
}

interface Path {
  readonly upstream: Socket;
  readonly up: Way;
  readonly down: Way;
}

/** One port, and the paths of all who send to it. Each has a link of its own. */
class Relay {
  readonly #target: number;
  readonly #socket = createSocket({ type: 'udp4', recvBufferSize: socketBuffer });
  readonly #paths = new Map<number, Path>();
  #up: Impairment | undefined;
  #down: Impairment | undefined;

  constructor(target: number) {
    this.#target = target;
  }

  async open(): Promise<number> {
    this.#socket.on('message', (packet, { port }) => {
      this.#pathOf(port).up.take(packet);
    });
    this.#socket.bind(0, loopback);
    await once(this.#socket, 'listening');
    return this.#socket.address().port;
  }

  #pathOf(client: number): Path {
    const known = this.#paths.get(client);
    if (known) return known;
    const upstream = createSocket({ type: 'udp4', recvBufferSize: socketBuffer });
    const ignore = (): void => undefined;
    const up = new Way((packet) => {
      upstream.send(packet, this.#target, loopback, ignore);
    });
    const down = new Way((packet) => {
      this.#socket.send(packet, client, loopback, ignore);
    });
    upstream.on('message', (packet) => {
      down.take(packet);
    });
    const path = { upstream, up, down };
    this.#paths.set(client, path);
    this.#impair(path);
    return path;
  }

  impair(up: Impairment, down: Impairment): void {
    this.#up = up;
    this.#down = down;
    for (const path of this.#paths.values()) this.#impair(path);
  }

  #impair({ up, down }: Path): void {
    if (this.#up) up.impairment = this.#up;
    if (this.#down) down.impairment = this.#down;
  }

  counts(): { up: Counts; down: Counts } {
    const sum = (way: 'up' | 'down', what: 'passed' | 'lost') =>
      [...this.#paths.values()].reduce((total, path) => total + path[way][what], 0);
    return {
      up: { passed: sum('up', 'passed'), lost: sum('up', 'lost') },
      down: { passed: sum('down', 'passed'), lost: sum('down', 'lost') },
    };
  }
}

const relays = new Map<number, Relay>();

function relayAt(port: number): Relay {
  const relay = relays.get(port);
  if (!relay) throw new Error(`there is no relay at ${String(port)}`);
  return relay;
}

connect<Questions, RelayQuestions>(parentChannel(), {
  open: async ({ target }) => {
    const relay = new Relay(target);
    const port = await relay.open();
    relays.set(port, relay);
    return { port };
  },
  impair: ({ port, up, down }) => {
    relayAt(port).impair(up, down);
    return null;
  },
  counts: ({ port }) => relayAt(port).counts(),
});

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
