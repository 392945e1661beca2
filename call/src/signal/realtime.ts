import { heartbeatIntervalMs, heartbeatTimeoutMs } from '@parley/protocol/constants';
import { protocolVersion } from '@parley/protocol/version';
import type { DownMessage, ProblemBody, UpMessage } from '@parley/protocol';
import type { ConnectionState } from '../api.ts';
import { unreachable } from '../outcome.ts';
import { Asks, type Answer, type Asking } from './asks.ts';
import { afterClose, type AfterClose } from './closing.ts';
import { onWake } from './network.ts';
import { attemptsToLongest, attemptTimeoutMs, retryDelayMs } from './retry.ts';
import { ServerClock } from './server-clock.ts';

type Hello = Extract<UpMessage, { type: 'session.hello' }>;
/** Messages that are nobody's answer. */
export type News = Exclude<DownMessage, { type: 'reply' | 'session.pong' }>;

export interface RealtimeOptions {
  /** `wss://…/realtime` */
  readonly url: string;
  /** What to say first; asked anew for each connection. */
  readonly hello: () => Pick<Hello, 'token' | 'resume'>;
  /** In the order of arrival; `session.welcome` comes first on each connection. */
  readonly onNews: (news: News) => void;
  readonly onState: (state: ConnectionState) => void;
  /** Milliseconds to add to `Date.now()` for the server's time; told when it changes noticeably. */
  readonly onClock: (offsetMs: number) => void;
  /** The heart's beat; ends when the returned function is called. */
  readonly interval: (tick: () => void, everyMs: number) => () => void;
}

/** A socket in the making or in use. */
interface Line {
  readonly socket: WebSocket;
  readonly since: number;
  heardAt: number;
  isWelcome: boolean;
}

/** After waking up, an answer to a ping has to come within this time. */
const probeMs = 1_500;
/** A connection that lived this long was a good one: the next loss begins again with the short delays. */
const stableMs = 5_000;
/** A change of the clock that nobody would see is not told. */
const clockStepMs = 20;

const isNews = (value: unknown): value is DownMessage =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * The realtime connection, which comes back by itself. What is asked meanwhile waits for it; what was asked and not
 * answered is asked once more on the next one where that is safe (SPEC RQ6).
 */
export class Realtime {
  readonly #options: RealtimeOptions;
  readonly #asks = new Asks();
  readonly #clock = new ServerClock();
  #line: Line | undefined;
  #attempt = 0;
  #lostAt: number | undefined;
  #nextAttemptAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stops: (() => void)[] = [];
  #toldOffsetMs = 0;
  #isOpen = false;

  constructor(options: RealtimeOptions) {
    this.#options = options;
  }

  /** Connects, and again whenever the connection is lost, until `close` or until the server says not to. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#lostAt = undefined;
    this.#attempt = 0;
    this.#stops = [
      this.#options.interval(() => this.#beat(), heartbeatIntervalMs),
      onWake(() => this.#wake()),
    ];
    this.#options.onState({ phase: 'connecting' });
    this.#connect();
  }

  get isOnline(): boolean {
    return this.#line?.isWelcome ?? false;
  }

  /** Waits for the connection if there is none. Answered with `draining` when the server can't be reached in time. */
  ask(asking: Asking): Promise<Answer> {
    if (!this.#isOpen) return Promise.resolve({ ok: false, problem: unreachable });
    const answer = this.#asks.add(asking, unreachable);
    this.#sendAsks();
    return answer;
  }

  /** Says something that is not answered and is worth nothing later. */
  tell(message: Exclude<UpMessage, { id: number }>): void {
    if (this.isOnline) this.#line?.socket.send(JSON.stringify(message));
  }

  /** Tries at once; takes the place of whoever replaced this connection. */
  reconnect(): void {
    if (!this.#isOpen) this.open();
    else if (!this.isOnline) this.#connect();
  }

  /** Begins a new connection although there is one, because something was missed on it. */
  resume(): void {
    if (!this.isOnline) return;
    this.#lose();
    this.#tellLoss(performance.now());
    this.#connect();
  }

  close(): void {
    this.#end(unreachable);
  }

  #connect(): void {
    this.#abandon();
    clearTimeout(this.#timer);
    this.#nextAttemptAt = undefined;
    const socket = new WebSocket(this.#options.url);
    const since = performance.now();
    const line: Line = { socket, since, heardAt: since, isWelcome: false };
    this.#line = line;
    const isThis = () => this.#line === line;
    socket.addEventListener('open', () => isThis() && this.#greet(line));
    socket.addEventListener('message', ({ data }) => isThis() && this.#receive(line, String(data)));
    socket.addEventListener('close', ({ code }) => isThis() && this.#closed(code));
    this.#timer = setTimeout(() => this.#closed(1006), attemptTimeoutMs(this.#attempt));
  }

  #greet({ socket }: Line): void {
    const hello: Hello = { type: 'session.hello', version: protocolVersion, ...this.#options.hello() };
    socket.send(JSON.stringify(hello));
  }

  #receive(line: Line, text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isNews(message)) throw new Error('the server sent something that is no message');
    line.heardAt = performance.now();
    if (message.type === 'reply') this.#asks.heard(message);
    else if (message.type === 'session.pong')
      this.#learnTime(message.serverTime, line.heardAt - message.sentAt);
    else {
      if (message.type === 'session.welcome') this.#welcome(line, message.serverTime);
      this.#options.onNews(message);
      if (message.type === 'session.welcome') this.#sendAsks();
    }
  }

  #welcome(line: Line, serverTime: string): void {
    line.isWelcome = true;
    clearTimeout(this.#timer);
    this.#lostAt = undefined;
    this.#options.onState({ phase: 'online' });
    this.#learnTime(serverTime, line.heardAt - line.since);
    this.#ping();
  }

  #learnTime(serverTime: string, roundTripMs: number): void {
    this.#clock.add(serverTime, roundTripMs, Date.now());
    const { offsetMs } = this.#clock;
    if (Math.abs(offsetMs - this.#toldOffsetMs) < clockStepMs) return;
    this.#toldOffsetMs = offsetMs;
    this.#options.onClock(offsetMs);
  }

  #sendAsks(): void {
    if (!this.isOnline) return;
    for (const message of this.#asks.takeUnsent()) this.#line?.socket.send(JSON.stringify(message));
  }

  #ping(): void {
    this.tell({ type: 'session.ping', sentAt: performance.now() });
  }

  /** Also what the retry timer would do, for pages whose timers hardly run. */
  #beat(): void {
    const now = performance.now();
    if (this.#nextAttemptAt !== undefined && now >= this.#nextAttemptAt) this.#connect();
    if (!this.#line?.isWelcome) return;
    if (now - this.#line.heardAt >= heartbeatTimeoutMs) this.#closed(1006);
    else this.#ping();
  }

  #wake(): void {
    const line = this.#line;
    if (!line || (!line.isWelcome && performance.now() - line.since > probeMs)) this.#connect();
    if (!line?.isWelcome) return;
    const askedAt = performance.now();
    this.#ping();
    setTimeout(() => {
      if (this.#line === line && line.heardAt < askedAt) this.#closed(1006);
    }, probeMs);
  }

  #closed(code: number): void {
    const next = afterClose(code, this.#options.hello().token !== undefined);
    this.#lose();
    if (next.how === 'replaced' || next.how === 'refused') this.#stop(next);
    else this.#retry(next.how);
  }

  /** Forgets the socket and counts the loss. */
  #lose(): void {
    const now = performance.now();
    const line = this.#line;
    if (line?.isWelcome && now - line.since >= stableMs) this.#attempt = 0;
    this.#abandon();
    this.#lostAt ??= now;
    this.#asks.connectionLost(unreachable);
  }

  #tellLoss(nextAttemptAt: number): void {
    this.#options.onState({ phase: 'reconnecting', since: this.#lostAt ?? nextAttemptAt, nextAttemptAt });
  }

  #retry(how: Exclude<AfterClose['how'], 'replaced' | 'refused'>): void {
    this.#attempt += 1;
    const atOnce = how === 'retry-at-once' && this.#attempt === 1;
    const step = how === 'retry-later' ? this.#attempt + attemptsToLongest : this.#attempt;
    const delayMs = atOnce ? 0 : retryDelayMs(step, Math.random());
    this.#nextAttemptAt = performance.now() + delayMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), delayMs);
    this.#tellLoss(this.#nextAttemptAt);
  }

  #stop(why: Extract<AfterClose, { how: 'replaced' | 'refused' }>): void {
    this.#end(why.how === 'refused' ? why.problem : unreachable);
    this.#options.onState(
      why.how === 'refused' ? { phase: 'refused', problem: why.problem } : { phase: 'replaced' },
    );
  }

  #end(problem: ProblemBody): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#nextAttemptAt = undefined;
    for (const stop of this.#stops.splice(0)) stop();
    this.#abandon();
    this.#asks.giveUp(problem);
  }

  /** A socket that the network took away may go on closing for a minute; nothing of it is heard any more. */
  #abandon(): void {
    const { socket } = this.#line ?? {};
    this.#line = undefined;
    socket?.close();
  }
}
