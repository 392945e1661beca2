import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { EdgeContext } from './context.ts';
import type { Remote } from './gatekeeper.ts';
import { Path } from './path.ts';

/** Room for a burst of several clients' packets while the event loop is busy. */
const receiveBuffer = 1024 * 1024;

/**
 * A second UDP port, for clients behind a TURN server that they reach over TCP or TLS: Chrome's STUN requests are
 * repaired on the way (see `withTieBreaker`). The media port itself can't do that, because nothing stands between it
 * and libjuice, and putting something there would cost every client's packets another hop.
 *
 * Such a client must in the end be offered this port and not the media port. Its requests to the media port are
 * refused, but libjuice remembers the relay that they came from, and where it is the controlling side (in connections
 * whose offer is ours) settles on that way as soon as its own request is answered: ICE is done, DTLS never comes
 * through. Who is behind such a relay is not known beforehand, so both ports are offered at first, and the listener
 * given to `learn` hears of each repaired request; a connection that has settled on the relay is given up, and the next
 * offer to that client names `Edge.candidates` alone. Where the offer is the client's, both ports do no harm.
 */
export class RelayGateway {
  readonly #context: EdgeContext;
  readonly #socket: Socket;
  readonly #paths = new Map<string, Path>();

  constructor(context: EdgeContext) {
    this.#context = context;
    this.#socket = createSocket({
      type: context.target.address.includes(':') ? 'udp6' : 'udp4',
      recvBufferSize: receiveBuffer,
    });
    this.#socket.on('message', (packet, { address, port }) => {
      this.#receive(packet, { address, port });
    });
  }

  /**
   * Resolves to the port that it listens on.
   * @throws Error when the port is taken
   */
  async listen(address: string, port: number): Promise<number> {
    this.#socket.bind(port, address);
    await once(this.#socket, 'listening');
    this.#socket.on('error', () => {
      this.#context.counters.add('edge_socket_errors');
    });
    return this.#socket.address().port;
  }

  get connections(): number {
    return this.#paths.size;
  }

  #receive(packet: Buffer, remote: Remote): void {
    const { address, port } = remote;
    const key = `${address} ${String(port)}`;
    const known = this.#paths.get(key);
    if (known) {
      known.receive(packet);
      return;
    }
    if (this.#paths.size >= this.#context.limits.maxPaths) {
      this.#context.counters.add('edge_relay_refused');
      return;
    }
    const path = new Path(this.#context, remote, (reply) => {
      this.#socket.send(reply, port, address, (error) => {
        if (error) this.#context.counters.add('edge_socket_errors');
      });
    });
    path.receive(packet);
    // A datagram that proves nothing leaves nothing behind: its source address may be made up.
    if (path.proven) this.#paths.set(key, path);
  }

  /** Forgets clients that say nothing any more. */
  sweep(): void {
    for (const [key, path] of this.#paths) {
      if (path.silentMs <= this.#context.limits.idleMs) continue;
      this.#paths.delete(key);
      path.close();
    }
  }

  async close(): Promise<void> {
    for (const path of this.#paths.values()) path.close();
    this.#paths.clear();
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }
}
