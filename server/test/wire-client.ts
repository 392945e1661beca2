import type { DownMessage, UpRequest } from '@parley/protocol';
import { protocolVersion } from '@parley/protocol/version';
import { WebSocket } from 'ws';

type Reply = Extract<DownMessage, { type: 'reply' }>;
type Of<Type extends DownMessage['type']> = Extract<DownMessage, { type: Type }>;
type WithoutId<Message> = Message extends { id: number } ? Omit<Message, 'id'> : never;

export interface Upgrade {
  readonly origin?: string;
  readonly cookie?: string;
}

/** One WebSocket that says exactly what a test wants said, and remembers what it hears. */
export class WireClient {
  readonly socket: WebSocket;
  readonly received: DownMessage[] = [];
  /** The close code. */
  readonly closed: Promise<number>;
  /** The HTTP status when the upgrade was refused. */
  readonly refused: Promise<number>;
  readonly #opened: Promise<void>;
  readonly #listeners = new Set<() => void>();
  #isClosed = false;
  #lastId = 1_000;

  constructor(url: string, { origin, cookie }: Upgrade) {
    this.socket = new WebSocket(url, {
      headers: { ...(origin && { origin }), ...(cookie && { cookie }) },
    });
    this.socket.on('error', () => {});
    this.#opened = new Promise((resolve) => this.socket.once('open', () => resolve()));
    this.refused = new Promise((resolve) =>
      this.socket.once('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }),
    );
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code) => {
        this.#isClosed = true;
        this.#tell();
        resolve(code);
      }),
    );
    this.socket.on('message', (data: Buffer) => {
      this.received.push(JSON.parse(data.toString()) as DownMessage);
      this.#tell();
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Sends text as it is, and anything else as JSON. */
  async send(message: unknown): Promise<void> {
    await this.#opened;
    this.socket.send(
      typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
    );
  }

  async hello(fields: Record<string, unknown> = {}): Promise<this> {
    await this.send({ type: 'session.hello', version: protocolVersion, resume: [], ...fields });
    await this.until('session.welcome');
    return this;
  }

  /** The reply to this request. @throws when the connection ends before. */
  async ask(request: WithoutId<UpRequest>): Promise<Reply> {
    this.#lastId += 1;
    const id = this.#lastId;
    await this.send({ ...request, id });
    return this.until('reply', (reply) => reply.id === id);
  }

  /** `ok`, or the code of the refusal. */
  async outcome(request: WithoutId<UpRequest>): Promise<string> {
    const reply = await this.ask(request);
    return reply.ok ? 'ok' : reply.problem.code;
  }

  /** Everything said so far has been read by the server, and what it said before has been read here. */
  async settle(): Promise<void> {
    this.#lastId += 1;
    const sentAt = this.#lastId;
    await this.send({ type: 'session.ping', sentAt });
    await this.until('session.pong', (pong) => pong.sentAt === sentAt);
  }

  /** The first message, past or to come, that satisfies. @throws when the connection ends before. */
  until<Type extends DownMessage['type']>(
    type: Type,
    satisfies: (message: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.all(type).find(satisfies);
        if (found === undefined && !this.#isClosed) return;
        this.#listeners.delete(look);
        if (found === undefined) reject(new Error(`The connection ended before ${type} came`));
        else resolve(found);
      };
      this.#listeners.add(look);
      look();
    });
  }

  all<Type extends DownMessage['type']>(type: Type): Of<Type>[] {
    return this.received.filter((message): message is Of<Type> => message.type === type);
  }

  /** Goes without a word, as when the network is gone. */
  cut(): void {
    this.socket.terminate();
  }
}
