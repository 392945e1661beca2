import type { ProblemBody } from '@parley/protocol';
import { nextStep } from './recover.ts';

/** One connection to the media server, publishing or subscribing, in the making or in use. */
export interface Link {
  /** As the server knows it. */
  readonly id: string;
  readonly connection: RTCPeerConnection;
  /** Settles when both descriptions are exchanged: with a problem, or with nothing. */
  readonly exchange: Promise<ProblemBody | undefined>;
  close(): void;
}

export interface LegOptions<L extends Link> {
  readonly build: (id: string) => L;
  readonly isOnline: () => boolean;
  /** `health` may have changed. */
  readonly onChange: () => void;
  /** `link` is in use from now on. Whoever is told closes `former`, when nothing of it is needed any more. */
  readonly onInUse: (link: L, former: L | undefined) => void;
}

export type Health = 'connecting' | 'connected' | 'reconnecting';

/** Refusals that another attempt doesn't change. */
const final: ReadonlySet<ProblemBody['code']> = new Set([
  'engagement-ended',
  'engagement-not-found',
  'not-a-participant',
  'not-allowed',
]);

const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** One direction of a participant's media: keeps one connection in use and makes another when that one is no good. */
export class Leg<L extends Link> {
  readonly #options: LegOptions<L>;
  #current: L | undefined;
  #since = 0;
  #next: L | undefined;
  #nextStartedAt = 0;
  #nextHasFailed = false;
  #isStale = false;
  #isBroken = false;
  #isRefused = false;
  #failures = 0;
  #lastAttemptAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LegOptions<L>) {
    this.#options = options;
  }

  get current(): L | undefined {
    return this.#current;
  }

  get links(): L[] {
    return [this.#current, this.#next].filter((link) => link !== undefined);
  }

  /** Whether the connection being made was begun after this time. */
  isNewSince(time: number): boolean {
    return this.#next !== undefined && !this.#nextHasFailed && this.#nextStartedAt >= time;
  }

  find(id: string): L | undefined {
    return this.links.find((link) => link.id === id);
  }

  get health(): Health {
    if (!this.#current) return 'connecting';
    return this.#current.connection.connectionState === 'connected' && !this.#isBroken
      ? 'connected'
      : 'reconnecting';
  }

  /** Makes a new connection; the one in use serves until that is connected. */
  renew(): void {
    this.#isStale = true;
    this.#isRefused = false;
    this.#failures = 0;
    this.#lastAttemptAt = undefined;
    this.#dropNext();
    this.check();
  }

  /** The server no longer knows the connection in use. */
  replace(): void {
    this.#isBroken = this.#current !== undefined;
    this.renew();
  }

  /** This connection failed, at the server's end or at ours. */
  failed(link: L): void {
    if (link === this.#next) this.#nextHasFailed = true;
    else if (link === this.#current) this.#isStale = this.#isBroken = true;
    this.check();
  }

  /** Does what is due; called whenever something changed, and by the own timer. */
  check(): void {
    clearTimeout(this.#timer);
    if (this.#isRefused) return;
    const now = performance.now();
    const step = nextStep(
      {
        isOnline: this.#options.isOnline(),
        current: this.#current && { state: this.#current.connection.connectionState, since: this.#since },
        isStale: this.#isStale,
        next: this.#next && { startedAt: this.#nextStartedAt, hasFailed: this.#nextHasFailed },
        failures: this.#failures,
        lastAttemptAt: this.#lastAttemptAt,
      },
      now,
    );
    if (step.how === 'build') this.#build(now);
    else if (step.how === 'wait') this.#timer = setTimeout(() => this.check(), step.until - now);
  }

  close(): void {
    this.#isRefused = true;
    clearTimeout(this.#timer);
    this.#dropNext();
    this.#current?.close();
    this.#current = undefined;
  }

  #build(now: number): void {
    if (this.#next) this.#failures += 1;
    this.#dropNext();
    const link = this.#options.build(newId());
    this.#next = link;
    this.#nextStartedAt = now;
    this.#lastAttemptAt = now;
    this.#nextHasFailed = false;
    link.connection.addEventListener('connectionstatechange', () => this.#stateChanged(link));
    void link.exchange.then((problem) => problem && this.#refusedWith(link, problem));
    this.check();
    this.#options.onChange();
  }

  #refusedWith(link: L, problem: ProblemBody): void {
    this.#isRefused ||= link === this.#next && final.has(problem.code);
    this.failed(link);
  }

  #stateChanged(link: L): void {
    if (!this.links.includes(link)) return;
    const { connectionState } = link.connection;
    if (link === this.#current) this.#since = performance.now();
    if (link === this.#next && connectionState === 'connected') this.#putInUse(link);
    if (link === this.#next && connectionState === 'failed') this.#nextHasFailed = true;
    this.check();
    this.#options.onChange();
  }

  #putInUse(link: L): void {
    const former = this.#current;
    this.#current = link;
    this.#since = performance.now();
    this.#next = undefined;
    this.#isStale = this.#isBroken = false;
    this.#failures = 0;
    this.#options.onInUse(link, former);
  }

  #dropNext(): void {
    this.#next?.close();
    this.#next = undefined;
  }
}
