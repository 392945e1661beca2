import { EventEmitter } from 'node:events';
import type {
  EngineResult,
  MediaEngine,
  MediaEngineEvents,
  MediaEngineOptions,
  RoomRules,
} from '../engine.ts';
import { MediaProcess } from './media-process.ts';
import type { RequestName, Requests } from './messages.ts';

/** Rooms spread over media processes, each new one where the fewest are. */
class Host implements MediaEngine {
  readonly #processes: MediaProcess[];
  readonly #placed = new Map<string, MediaProcess>();
  readonly #events = new EventEmitter();
  #restarts = 0;

  constructor(options: MediaEngineOptions) {
    // One listener for each engagement is no leak.
    this.#events.setMaxListeners(0);
    this.#processes = Array.from({ length: options.processes }, (_, index) => {
      const { port, bindAddress, announcedAddresses, preferredVideoCodec } = options;
      const child = new MediaProcess(
        {
          port: port + index,
          relayPort: port + options.processes + index,
          bindAddress,
          announcedAddresses,
          preferredVideoCodec,
        },
        (event, data) => this.#events.emit(event, data),
        () => {
          this.#lose(child);
        },
      );
      return child;
    });
  }

  ready(): Promise<unknown> {
    return Promise.all(this.#processes.map((child) => child.ready()));
  }

  #lose(child: MediaProcess): void {
    this.#restarts += 1;
    const roomIds = [...this.#placed].filter(([, place]) => place === child).map(([roomId]) => roomId);
    for (const roomId of roomIds) this.#placed.delete(roomId);
    this.#events.emit('lost', { roomIds } satisfies MediaEngineEvents['lost']);
  }

  #place(roomId: string): MediaProcess {
    const known = this.#placed.get(roomId);
    if (known) return known;
    const load = (child: MediaProcess) =>
      [...this.#placed.values()].filter((place) => place === child).length;
    const [first, ...others] = this.#processes;
    if (!first) throw new Error('a media engine needs at least one process');
    const chosen = others.reduce((best, child) => (load(child) < load(best) ? child : best), first);
    this.#placed.set(roomId, chosen);
    return chosen;
  }

  async #ask<K extends RequestName>(
    roomId: string,
    name: K,
    args: Requests[K]['args'],
  ): Promise<Requests[K]['value'] | { ok: false; code: 'room-unknown' | 'engine-unavailable' }> {
    const child = this.#placed.get(roomId);
    if (!child) return { ok: false, code: 'room-unknown' };
    return (await child.request(name, args)) ?? { ok: false, code: 'engine-unavailable' };
  }

  async openRoom(roomId: string, rules: RoomRules): Promise<EngineResult<void>> {
    const value = await this.#place(roomId).request('openRoom', { roomId, rules });
    return value ?? { ok: false, code: 'engine-unavailable' };
  }

  async closeRoom(roomId: string): Promise<void> {
    const child = this.#placed.get(roomId);
    this.#placed.delete(roomId);
    if (child) await child.request('closeRoom', { roomId });
    else this.#events.emit('closed', { roomId } satisfies MediaEngineEvents['closed']);
  }

  publish(input: Requests['publish']['args']): Promise<EngineResult<{ answer: string }>> {
    return this.#ask(input.roomId, 'publish', input);
  }

  subscribe(input: Requests['subscribe']['args']): Promise<EngineResult<void>> {
    return this.#ask(input.roomId, 'subscribe', input);
  }

  answer(input: Requests['answer']['args']): Promise<EngineResult<void>> {
    return this.#ask(input.roomId, 'answer', input);
  }

  resize(input: Requests['resize']['args']): Promise<EngineResult<void>> {
    return this.#ask(input.roomId, 'resize', input);
  }

  async remove(roomId: string, participantId: string): Promise<void> {
    await this.#placed.get(roomId)?.request('remove', { roomId, participantId });
  }

  stats(roomId: string): ReturnType<MediaEngine['stats']> {
    return this.#ask(roomId, 'stats', { roomId });
  }

  on<K extends keyof MediaEngineEvents>(
    event: K,
    listener: (data: MediaEngineEvents[K]) => void,
  ): () => void {
    this.#events.on(event, listener);
    return () => this.#events.off(event, listener);
  }

  async counters(): Promise<Record<string, number>> {
    const totals: Record<string, number> = { restarts: this.#restarts };
    const all = await Promise.all(this.#processes.map((child) => child.request('counters', {})));
    for (const counters of all)
      for (const [name, value] of Object.entries(counters ?? {})) totals[name] = (totals[name] ?? 0) + value;
    return totals;
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map((child) => child.close()));
  }
}

/**
 * Starts the media processes and resolves when all of them listen.
 * @throws Error when a process can't be started at all, e.g. because its port is taken
 */
export async function createMediaEngine(options: MediaEngineOptions): Promise<MediaEngine> {
  const host = new Host(options);
  try {
    await host.ready();
  } catch (error) {
    await host.close();
    throw error;
  }
  return host;
}
