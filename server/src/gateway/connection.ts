import {
  closeCodes,
  heartbeatTimeoutMs,
  maxMessageBurst,
  maxMessagesPerSecond,
  upMessage,
  type DownMessage,
  type ProblemBody,
  type UpMessage,
} from '@parley/protocol';
import { z } from 'zod';
import type { WebSocket } from 'ws';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { TokenBucket } from '../platform/token-bucket.ts';
import { LaneBuffer } from './lane.ts';

/** A reader this far behind will not catch up; it resumes from its last event after reconnecting. */
const maxBufferedBytes = 1024 * 1024;
/** Above this the lossy lane waits. */
const laneBufferedBytes = 16 * 1024;
const maxBadMessages = 5;
/** So many refusals for speed in a row, and this many a second in the long run, are taken for a mistake; more is a flood. */
const refusedBurst = 200;
const refusedPerSecond = 20;

export type CloseReason = keyof typeof closeCodes;

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What a refused message can still be answered by. */
const answerable = z.object({ id: z.int(), type: z.string().max(64).optional() });
const typed = z.object({ type: z.string().max(64) });
const knownTypes = new Set<string>(upMessage.options.map((option) => option.shape.type.value));

/** One WebSocket: frames become valid messages or refusals, and messages become frames; nothing about engagements. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #parts: Parts;
  readonly #rate: TokenBucket;
  readonly #patience: TokenBucket;
  readonly #lane = new LaneBuffer();
  readonly #onMessage: (message: UpMessage) => void;
  #badMessages = 0;
  #closedFor: CloseReason | undefined;
  #heardAt: number;

  constructor(socket: WebSocket, parts: Parts, onMessage: (message: UpMessage) => void, onClose: () => void) {
    this.#socket = socket;
    this.#parts = parts;
    this.#onMessage = onMessage;
    this.#heardAt = parts.clock.millis();
    this.#rate = new TokenBucket(maxMessagesPerSecond, maxMessageBurst, this.#heardAt);
    this.#patience = new TokenBucket(refusedPerSecond, refusedBurst, this.#heardAt);
    socket.on('message', (data, isBinary) => {
      // `ws` gives a Buffer unless told otherwise.
      if (Buffer.isBuffer(data)) this.#receive(data, isBinary);
    });
    socket.once('close', (code) => {
      const said = this.#closedFor === undefined ? code : closeCodes[this.#closedFor];
      parts.metrics.realtimeClosed.inc({ code: String(said) });
      onClose();
    });
    // An error (a frame over the limit, a reset) is always followed by `close`.
    socket.on('error', (error) => this.#failed(error));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #failed(error: Error): void {
    const isTooLarge = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
    if (isTooLarge) this.#parts.metrics.refusals.inc({ wire: 'realtime', code: 'message-too-large' });
    this.#parts.log[isTooLarge ? 'info' : 'debug']({ err: error }, 'realtime socket error');
  }

  #receive(data: Buffer, isBinary: boolean): void {
    // Who is being closed could go on talking until the closing handshake is through.
    if (!this.isOpen) return;
    const now = this.#parts.clock.millis();
    this.#heardAt = now;
    const json = isBinary ? undefined : parseJson(data);
    if (!this.#rate.take(now)) {
      this.#tooFast(json, now);
      return;
    }
    const parsed = upMessage.safeParse(json);
    if (!parsed.success) {
      this.#bad(json);
      return;
    }
    this.#parts.metrics.realtimeMessages.inc({ type: parsed.data.type, outcome: 'accepted' });
    this.#onMessage(parsed.data);
  }

  #tooFast(json: unknown, now: number): void {
    this.#refuse(json, 'rate-limited');
    if (!this.#patience.take(now)) this.close('tooFast');
  }

  #bad(json: unknown): void {
    const type = typed.safeParse(json);
    const code = type.success && !knownTypes.has(type.data.type) ? 'message-unknown' : 'bad-request';
    this.#refuse(json, code);
    this.#badMessages += 1;
    if (this.#badMessages >= maxBadMessages) this.close('badMessage');
  }

  #refuse(json: unknown, code: 'rate-limited' | 'message-unknown' | 'bad-request'): void {
    this.#parts.metrics.realtimeMessages.inc({ type: 'refused', outcome: code });
    this.#parts.metrics.refusals.inc({ wire: 'realtime', code });
    this.#parts.log.debug({ code }, 'realtime message refused');
    const asked = answerable.safeParse(json);
    if (asked.success) this.reply(asked.data.id, { code });
  }

  /** Answers a request: with its result, or with why it was refused. */
  reply(id: number, problem: ProblemBody | undefined, sdp?: string): void {
    if (problem) this.send({ type: 'reply', id, ok: false, problem });
    else this.send({ type: 'reply', id, ok: true, ...(sdp !== undefined && { sdp }) });
  }

  send(message: DownMessage): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > maxBufferedBytes) {
      this.close('tooFast');
      return;
    }
    this.#socket.send(JSON.stringify(message), () => {
      this.#sendLane();
    });
  }

  /** For the lossy lane: at once if the reader keeps up, else the newest when it does again. */
  sendLossy(message: Extract<DownMessage, { type: 'lane.received' }>): void {
    const before = this.#lane.dropped;
    this.#lane.put(message);
    if (this.#lane.dropped > before) this.#parts.metrics.laneDropped.inc();
    this.#sendLane();
  }

  #sendLane(): void {
    if (this.#lane.isEmpty || !this.isOpen || this.#socket.bufferedAmount > laneBufferedBytes) return;
    for (const message of this.#lane.drain())
      this.#socket.send(JSON.stringify(message), () => {
        this.#sendLane();
      });
  }

  /** Called now and then: gives up a reader from whom nothing came for too long (SE7). */
  checkHeartbeat(now: number): void {
    if (now - this.#heardAt > heartbeatTimeoutMs) this.#socket.terminate();
  }

  close(reason: CloseReason): void {
    if (!this.isOpen) return;
    if (reason !== 'draining') this.#parts.log.info({ reason }, 'realtime connection closed by the server');
    this.#closedFor = reason;
    this.#socket.close(closeCodes[reason], reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}
