import type { EngineResult, MediaEngine, MediaEngineEvents, RoomRules, TrackSize } from '@parley/sfu';

type Events = { [K in keyof MediaEngineEvents]: MediaEngineEvents[K] };
type Emit = <K extends keyof Events>(event: K, data: Events[K]) => void;

export interface MemoryEngine extends MediaEngine {
  /** The rules of each room that is open. */
  readonly rooms: Map<string, RoomRules>;
  /** What was taken away, as `room participant`. */
  readonly removed: string[];
  /** How large each participant shows the others, by `room participant`. */
  readonly resized: Map<string, readonly TrackSize[]>;
  readonly answered: { readonly connectionId: string; readonly revision: number }[];
  /** Lets whatever the engine tells of its own accord happen. */
  readonly emit: Emit;
  /** How long the engine takes to put rules in force, milliseconds. */
  slowness: number;
  /** As after the death of the media process: every room is gone. */
  lose(): void;
}

const fine = { ok: true, value: undefined } as const;
const unknown = { ok: false, code: 'room-unknown' } as const;

/** Keeps the books of a media engine and moves no media; for tests of what asks it. */
export function createMemoryEngine(): MemoryEngine {
  const rooms = new Map<string, RoomRules>();
  const removed: string[] = [];
  const resized = new Map<string, readonly TrackSize[]>();
  const answered: { connectionId: string; revision: number }[] = [];
  const listeners = new Map<string, Set<(data: never) => void>>();
  const emit: Emit = (event, data) => {
    for (const listener of listeners.get(event) ?? []) listener(data as never);
  };
  const inRoom = async <T>(roomId: string, value: T): Promise<EngineResult<T>> =>
    rooms.has(roomId) ? { ok: true, value } : unknown;

  const engine: MemoryEngine = {
    rooms,
    removed,
    resized,
    answered,
    emit,
    slowness: 0,
    lose() {
      const roomIds = [...rooms.keys()];
      rooms.clear();
      emit('lost', { roomIds });
    },
    async openRoom(roomId, rules) {
      if (engine.slowness > 0) await new Promise((resolve) => setTimeout(resolve, engine.slowness));
      if (rules.version >= (rooms.get(roomId)?.version ?? 0)) rooms.set(roomId, rules);
      return fine;
    },
    async closeRoom(roomId) {
      rooms.delete(roomId);
      emit('closed', { roomId });
    },
    publish: ({ roomId, offer }) => inRoom(roomId, { answer: `answer to ${offer}` }),
    async subscribe({ roomId, participantId, connectionId }) {
      if (!rooms.has(roomId)) return unknown;
      emit('offer', { roomId, participantId, connectionId, revision: 0, sdp: 'v=0', lines: [] });
      return fine;
    },
    answer({ roomId, connectionId, revision }) {
      answered.push({ connectionId, revision });
      return inRoom(roomId, undefined);
    },
    resize: ({ roomId, participantId, sizes }) => {
      resized.set(`${roomId} ${participantId}`, sizes);
      return inRoom(roomId, undefined);
    },
    async remove(roomId, participantId) {
      removed.push(`${roomId} ${participantId}`);
    },
    stats: (roomId) => inRoom(roomId, { tracks: [], subscriptions: [], connections: [] }),
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
    counters: () => Promise.resolve({}),
    close: () => Promise.resolve(),
  };
  return engine;
}
