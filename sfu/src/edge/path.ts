import { createSocket, type Socket } from 'node:dgram';
import type { EdgeContext } from './context.ts';
import type { Remote } from './gatekeeper.ts';
import { isBindingSuccess } from './stun.ts';

/**
 * The way between one client that we stand in for and the media process.
 *
 * libjuice tells the clients on its one UDP port apart by their addresses, so each path has a local UDP socket of its
 * own. It is opened by the first STUN request that is signed with one of our passwords: strangers cost no socket.
 */
export class Path {
  readonly #context: EdgeContext;
  readonly #remote: Remote;
  readonly #reply: (packet: Buffer) => void;
  #socket: Socket | undefined;
  #connected = false;
  #closed = false;
  #early: Buffer[] = [];
  #heardAt = performance.now();
  /** Repaired requests since the last answer. */
  #unanswered = 0;

  /** @param reply sends a packet of the media process to the client */
  constructor(context: EdgeContext, remote: Remote, reply: (packet: Buffer) => void) {
    this.#context = context;
    this.#remote = remote;
    this.#reply = reply;
  }

  /** Whether the client has shown that it knows the password of one of our connections. */
  get proven(): boolean {
    return this.#socket !== undefined;
  }

  /** Milliseconds since something acceptable came from the client. */
  get silentMs(): number {
    return performance.now() - this.#heardAt;
  }

  /** A packet from the client. The buffer may be reused by the caller afterwards. */
  receive(packet: Buffer): void {
    const verdict = this.#context.gatekeeper.judge(packet, this.proven);
    if (!verdict.packet || this.#closed) return;
    this.#heardAt = performance.now();
    if (verdict.onRepaired) {
      verdict.onRepaired(this.#remote, this.#unanswered);
      this.#unanswered += 1;
    }
    if (this.#connected) this.#send(verdict.packet);
    else if (this.#early.length < this.#context.limits.maxEarly)
      this.#early.push(Buffer.from(verdict.packet));
    else this.#context.counters.add('edge_dropped_early');
    if (verdict.proof) this.#socket ??= this.#open();
  }

  #open(): Socket {
    const { address, port } = this.#context.target;
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.on('message', (packet) => {
      if (isBindingSuccess(packet)) this.#unanswered = 0;
      this.#reply(packet);
    });
    // ICMP says so when the media process is being replaced; ICE notices by itself.
    socket.on('error', () => {
      this.#context.counters.add('edge_socket_errors');
    });
    socket.connect(port, address, () => {
      this.#connected = true;
      for (const packet of this.#early.splice(0)) this.#send(packet);
    });
    return socket;
  }

  #send(packet: Buffer): void {
    this.#socket?.send(packet, (error) => {
      if (error) this.#context.counters.add('edge_socket_errors');
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#early = [];
    this.#connected = false;
    this.#socket?.close();
  }
}
