/** Janus' WebSocket interface: requests with a transaction, and events of handles. Only what the bench needs. */

interface Description {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** A message from Janus, as far as it is read here. */
interface Heard {
  readonly janus: string;
  readonly transaction?: string;
  readonly sender?: number;
  readonly data?: { readonly id: number };
  readonly error?: { readonly reason: string };
  readonly plugindata?: { readonly data: { readonly error?: string } };
  readonly jsep?: Description;
}

const keepAliveEveryMs = 25_000;

const complaintOf = (heard: Heard): string | undefined => heard.error?.reason ?? heard.plugindata?.data.error;

export class JanusLine {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, { resolve: (heard: Heard) => void; reject: (error: Error) => void }>();
  readonly #up = new Map<number, () => void>();
  readonly #keepAlive: NodeJS.Timeout;
  #transactions = 0;
  #place: { session_id?: number } = {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wire: Janus' documented messages
      const heard = JSON.parse(String(data)) as Heard;
      this.#hear(heard);
    });
    this.#keepAlive = setInterval(() => {
      void this.#ask({ janus: 'keepalive' });
    }, keepAliveEveryMs);
  }

  /** @throws Error when nothing listens there */
  static async open(url: string): Promise<JanusLine> {
    const socket = new WebSocket(url, 'janus-protocol');
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', () => {
        reject(new Error(`nothing listens at ${url}`));
      });
    });
    const line = new JanusLine(socket);
    line.#place = { session_id: (await line.#ask({ janus: 'create' })).data?.id ?? 0 };
    return line;
  }

  #hear(heard: Heard): void {
    if (heard.janus === 'webrtcup') this.#up.get(heard.sender ?? 0)?.();
    const { transaction = '' } = heard;
    // An acknowledgement of a message only says that an event will follow; of a keep-alive it is all there is.
    if (heard.janus === 'ack' && !transaction.startsWith('keepalive')) return;
    const asker = this.#waiting.get(transaction);
    this.#waiting.delete(transaction);
    const complaint = complaintOf(heard);
    if (complaint === undefined) asker?.resolve(heard);
    else asker?.reject(new Error(`Janus: ${complaint}`));
  }

  #ask(message: { readonly janus: string } & Record<string, unknown>): Promise<Heard> {
    const transaction = `${message.janus}-${String((this.#transactions += 1))}`;
    return new Promise((resolve, reject) => {
      this.#waiting.set(transaction, { resolve, reject });
      this.#socket.send(JSON.stringify({ ...message, ...this.#place, transaction }));
    });
  }

  /** A new handle of the videoroom plugin, and when its connection is up. */
  async attach(): Promise<{ handle: number; up: Promise<void> }> {
    const { data } = await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
    const handle = data?.id ?? 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#up.set(handle, resolve);
    return { handle, up: promise };
  }

  /** Sends a request to the plugin; resolves to the description that came with its event, if one did. */
  async message(
    handle: number,
    body: Readonly<Record<string, unknown>>,
    jsep?: Description,
  ): Promise<string | undefined> {
    const heard = await this.#ask({ janus: 'message', handle_id: handle, body, ...(jsep ? { jsep } : {}) });
    return heard.jsep?.sdp;
  }

  async detach(handle: number): Promise<void> {
    this.#up.delete(handle);
    await this.#ask({ janus: 'detach', handle_id: handle });
  }

  close(): void {
    clearInterval(this.#keepAlive);
    this.#socket.close();
  }
}
