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

/** One way of the link: packets wait here until they arrive. */
class Way {
  readonly #link = new Link(Math.random);
  readonly #waiting: { readonly at: number; readonly deliver: () => void }[] = [];
  passed = 0;
  lost = 0;

  set impairment(impairment: Impairment) {
    this.#link.impairment = impairment;
  }

  take(bytes: number, deliver: () => void): void {
    const now = performance.now();
    const at = this.#link.arrivalOf(bytes, now);
    if (at === undefined) {
      this.lost += 1;
      return;
    }
    this.passed += 1;
    if (at <= now && this.#waiting.length === 0) {
      deliver();
      return;
    }
    this.#waiting.push({ at, deliver });
    if (this.#waiting.length === 1) setTimeout(this.#flush, at - now);
  }

  readonly #flush = (): void => {
    const now = performance.now();
    let next = this.#waiting[0];
    // Node's timers are late by up to a millisecond or two, never early: half of one is taken in advance.
    for (; next && next.at <= now + 0.5; next = this.#waiting[0]) {
      next.deliver();
      this.#waiting.shift();
    }
    if (next) setTimeout(this.#flush, next.at - now);
  };
}

const severed = Symbol('severed');
const ignore = (): void => undefined;

/** One port, and one link for all who send to it: the network of one participant. */
class Relay {
  readonly #target: number;
  readonly #socket = createSocket({ type: 'udp4', recvBufferSize: socketBuffer });
  /** A socket towards the target for each client, because the target tells clients apart by their ports. */
  readonly #upstream = new Map<number, Socket | typeof severed>();
  readonly #up = new Way();
  readonly #down = new Way();

  constructor(target: number) {
    this.#target = target;
  }

  async open(): Promise<number> {
    this.#socket.on('message', (packet, { address, port }) => {
      const upstream = this.#upstreamOf(address, port);
      if (upstream === severed) return;
      this.#up.take(packet.length, () => {
        if (this.#upstream.get(port) === upstream) upstream.send(packet, this.#target, loopback, ignore);
      });
    });
    this.#socket.bind(0, loopback);
    await once(this.#socket, 'listening');
    return this.#socket.address().port;
  }

  #upstreamOf(address: string, client: number): Socket | typeof severed {
    const known = this.#upstream.get(client);
    if (known) return known;
    const socket = createSocket({ type: 'udp4', recvBufferSize: socketBuffer });
    socket.on('message', (packet) => {
      this.#down.take(packet.length, () => {
        this.#socket.send(packet, client, address, ignore);
      });
    });
    this.#upstream.set(client, socket);
    return socket;
  }

  sever(): void {
    for (const [client, socket] of this.#upstream) {
      if (socket !== severed) socket.close();
      this.#upstream.set(client, severed);
    }
  }

  impair(up: Impairment, down: Impairment): void {
    this.#up.impairment = up;
    this.#down.impairment = down;
  }

  counts(): { up: Counts; down: Counts } {
    const of = ({ passed, lost }: Way): Counts => ({ passed, lost });
    return { up: of(this.#up), down: of(this.#down) };
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
  sever: ({ port }) => {
    relayAt(port).sever();
    return null;
  },
  counts: ({ port }) => relayAt(port).counts(),
});

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
