import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { ChildEvents, ChildMessage, ChildOptions, RequestName, Requests } from './messages.ts';

const requestTimeoutMs = 5_000;
const restartDelaysMs = [0, 100, 500, 2_000];
/** A process that never came up this often has a reason that trying again won't change (its port is taken). */
const maxFailedStarts = 3;

interface Pending {
  readonly settle: (value: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

type EventListener = <K extends keyof ChildEvents>(event: K, data: ChildEvents[K]) => void;

/** One forked media process, started again whenever it dies. */
export class MediaProcess {
  readonly #options: ChildOptions;
  readonly #onEvent: EventListener;
  readonly #onLost: () => void;
  readonly #pending = new Map<number, Pending>();
  #child: ChildProcess;
  #nextId = 1;
  #closing = false;
  #failures = 0;
  #everReady = false;
  #ready = Promise.withResolvers<undefined>();

  /** @param onLost called when the process died, before the next one is ready */
  constructor(options: ChildOptions, onEvent: EventListener, onLost: () => void) {
    this.#options = options;
    this.#onEvent = onEvent;
    this.#onLost = onLost;
    this.#child = this.#start();
  }

  /** Resolves once the current process listens. */
  ready(): Promise<undefined> {
    return this.#ready.promise;
  }

  #start(): ChildProcess {
    const child = fork(join(import.meta.dirname, 'child.ts'), [JSON.stringify(this.#options)], {
      serialization: 'advanced',
      // Larger young generation: the buffers of the packet path die young, and a scavenge stalls every room. Of this
      // size from the start, so that what a process needs shows at once. The old one may hold more before the collector
      // goes through all of it: what calls keep outside of the heap would make it do so every second.
      execArgv: [
        '--min-semi-space-size=32',
        '--max-semi-space-size=32',
        '--initial-old-space-size=128',
        '--expose-gc',
      ],
      // glibc gives each thread a heap of its own, and keeps what they free; the library has a thread per core and more.
      env: { MALLOC_ARENA_MAX: '2', ...process.env },
    });
    child.on('message', (message: ChildMessage) => {
      this.#receive(message);
    });
    let over = false;
    const ended = () => {
      if (!over) this.#ended();
      over = true;
    };
    child.once('exit', ended);
    // It could not be started, killed or sent to; only the first has no exit.
    child.on('error', () => {
      if (child.pid === undefined) ended();
    });
    return child;
  }

  #receive(message: ChildMessage): void {
    if ('ready' in message) {
      this.#failures = 0;
      this.#everReady = true;
      this.#ready.resolve(undefined);
    } else if ('reply' in message) {
      const pending = this.#pending.get(message.reply);
      this.#pending.delete(message.reply);
      clearTimeout(pending?.timer);
      pending?.settle(message.value);
    } else {
      this.#onEvent(message.event, message.data);
    }
  }

  #ended(): void {
    for (const { settle, timer } of this.#pending.values()) {
      clearTimeout(timer);
      settle(undefined);
    }
    this.#pending.clear();
    if (this.#closing) return;
    const delay = restartDelaysMs[Math.min(this.#failures, restartDelaysMs.length - 1)] ?? 0;
    this.#failures += 1;
    if (!this.#everReady && this.#failures >= maxFailedStarts) {
      this.#ready.reject(new Error(`the media process on port ${String(this.#options.port)} does not start`));
      return;
    }
    if (this.#everReady) this.#ready = Promise.withResolvers<undefined>();
    setTimeout(() => {
      if (!this.#closing) this.#child = this.#start();
    }, delay);
    this.#onLost();
  }

  /** Waits for a process that is starting, but not forever. */
  #comesUp(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => {
      resolve(false);
    }, requestTimeoutMs);
    const settle = (up: boolean) => () => {
      clearTimeout(timer);
      resolve(up);
    };
    this.#ready.promise.then(settle(true), settle(false));
    return promise;
  }

  /** The answer, or undefined when the process died or did not answer in time. Waits for a process that is starting. */
  async request<K extends RequestName>(
    name: K,
    args: Requests[K]['args'],
  ): Promise<Requests[K]['value'] | undefined> {
    if (!(await this.#comesUp())) return undefined;
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      this.#pending.delete(id);
      resolve(undefined);
    }, requestTimeoutMs);
    this.#pending.set(id, { settle: resolve, timer });
    if (this.#child.connected) this.#child.send({ id, name, args });
    // The child is this project's own code, started from this file: its answers have the type of the question.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a wire between two parts of this package
    return (await promise) as Requests[K]['value'] | undefined;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#child.connected) this.#child.send({ id: 0, name: 'close', args: {} });
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    await ended;
    clearTimeout(timer);
  }
}
