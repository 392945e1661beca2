import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { EdgeContext } from './context.ts';
import { frame, FrameReader } from './frames.ts';
import { Path } from './path.ts';

/**
 * ICE-TCP, passive side (RFC 6544): a path to the media process for clients behind networks that let no UDP through.
 * Chrome and Firefox connect by themselves to a `tcptype passive` candidate.
 */
export class TcpGateway {
  readonly #context: EdgeContext;
  readonly #server: Server;
  readonly #paths = new Map<Socket, Path>();

  constructor(context: EdgeContext) {
    this.#context = context;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#accept(socket);
    });
    this.#server.maxConnections = this.#context.limits.maxPaths;
    this.#server.on('drop', () => {
      this.#context.counters.add('edge_tcp_refused');
    });
  }

  /** @throws Error when the port is taken */
  async listen(address: string, port: number): Promise<void> {
    this.#server.listen(port, address);
    await once(this.#server, 'listening');
  }

  get connections(): number {
    return this.#paths.size;
  }

  #accept(socket: Socket): void {
    this.#makeRoom();
    this.#context.counters.add('edge_tcp_accepted');
    const remote = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    const path = new Path(this.#context, remote, (packet) => {
      this.#write(socket, packet);
    });
    const frames = new FrameReader(this.#context.limits.maxPacket);
    const deliver = (packet: Buffer) => {
      path.receive(packet);
    };
    this.#paths.set(socket, path);
    socket.on('data', (chunk) => {
      if (frames.read(chunk, deliver)) return;
      this.#context.counters.add('edge_tcp_frame_too_long');
      this.#end(socket);
    });
    // What breaks a connection is the client's network; 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#end(socket);
    });
  }

  /**
   * An honest client proves itself within a round trip, so of too many strangers the oldest goes: whoever opens idle
   * connections shuts nobody else out.
   */
  #makeRoom(): void {
    const strangers = [...this.#paths].filter(([, path]) => !path.proven);
    const [oldest] = strangers[0] ?? [];
    if (!oldest || strangers.length < this.#context.limits.maxUnproven) return;
    this.#context.counters.add('edge_tcp_evicted');
    this.#end(oldest);
  }

  #end(socket: Socket): void {
    this.#paths.get(socket)?.close();
    this.#paths.delete(socket);
    socket.destroy();
  }

  /** Late media is worthless: a client that doesn't keep up loses packets rather than gets them ever later. */
  #write(socket: Socket, packet: Buffer): void {
    if (socket.writableLength > this.#context.limits.maxWaiting)
      this.#context.counters.add('edge_tcp_dropped_slow');
    else socket.write(frame(packet));
  }

  /** Ends connections that say nothing, or have not proven themselves in time. */
  sweep(): void {
    const { idleMs, provenWithinMs } = this.#context.limits;
    for (const [socket, path] of this.#paths) {
      if (path.silentMs <= (path.proven ? idleMs : provenWithinMs)) continue;
      this.#context.counters.add('edge_tcp_idle');
      this.#end(socket);
    }
  }

  async close(): Promise<void> {
    for (const socket of this.#paths.keys()) this.#end(socket);
    this.#server.close();
    await once(this.#server, 'close');
  }
}
