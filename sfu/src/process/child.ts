import { setTimeout as delay } from 'node:timers/promises';
import nodeDataChannel from 'node-datachannel';
import { startEdge } from '../edge/index.ts';
import type { EngineResult, MediaEngineEvents } from '../engine.ts';
import { nowMs } from '../room/clock.ts';
import { nativeObjects } from '../room/connections.ts';
import { Counters } from '../room/counters.ts';
import { Room, type RoomPorts } from '../room/room.ts';
import { localAddresses, udpCandidates } from './candidates.ts';
import type { ChildMessage, ChildOptions, RequestMessage, Requests } from './messages.ts';

/** A media process: rooms on one UDP port, told what to do over IPC, gone when its parent is. */

const tickMs = 10;
const idleMs = 200;

// oxlint-disable-next-line typescript/no-unsafe-assignment -- written by the host, which is this same code
const options: ChildOptions = JSON.parse(process.argv[2] ?? '{}');
const counters = new Counters();
const rooms = new Map<string, Room>();

const tell = (message: ChildMessage): void => {
  if (process.connected) process.send?.(message);
};

const addresses = localAddresses(options.bindAddress, options.announcedAddresses);
const edge = await startEdge({ ...options, addresses, counters });

const ports: RoomPorts = {
  settings: {
    port: options.port,
    bindAddress: options.bindAddress,
    candidates: [...udpCandidates(addresses, options.port), ...edge.candidates],
    relayedCandidates: edge.candidates,
    onCredentials: edge.learn,
  },
  preferredVideoCodec: options.preferredVideoCodec,
  counters,
  now: nowMs,
  random: Math.random,
  emit: (event, data) => {
    if (event !== 'lost') tell(eventMessage(event, data));
  },
};

const eventMessage = <K extends keyof MediaEngineEvents>(
  event: K,
  data: MediaEngineEvents[K],
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the compiler can't tell that name and data belong together
): ChildMessage => ({ event, data }) as ChildMessage;

/**
 * Nobody hears a full collection while there are no rooms. Without it the little that each room leaves on the heap
 * waits for megabytes of company.
 */
const idle = setTimeout(() => {
  if (rooms.size > 0) return;
  globalThis.gc?.();
  counters.add('idle_collections');
}, idleMs);

function inRoom<T>(roomId: string, use: (room: Room) => EngineResult<T>): EngineResult<T> {
  const room = rooms.get(roomId);
  return room ? use(room) : { ok: false, code: 'room-unknown' };
}

function carryOut(request: RequestMessage): Requests[keyof Requests]['value'] {
  switch (request.name) {
    case 'openRoom': {
      const { roomId, rules } = request.args;
      const known = rooms.get(roomId);
      if (known) known.apply(rules);
      else rooms.set(roomId, new Room(roomId, rules, ports));
      return { ok: true, value: undefined };
    }
    case 'closeRoom':
      closeRoom(request.args.roomId);
      if (rooms.size === 0) idle.refresh();
      return null;
    case 'publish': {
      const { roomId, participantId, connectionId, offer, lines } = request.args;
      return inRoom(roomId, (room) => room.publish(participantId, connectionId, offer, lines));
    }
    case 'subscribe': {
      const { roomId, participantId, connectionId } = request.args;
      return inRoom(roomId, (room) => room.subscribe(participantId, connectionId));
    }
    case 'answer': {
      const { roomId, participantId, connectionId, revision, sdp } = request.args;
      return inRoom(roomId, (room) => room.answer(participantId, connectionId, revision, sdp));
    }
    case 'resize': {
      const { roomId, participantId, sizes } = request.args;
      return inRoom(roomId, (room) => room.resize(participantId, sizes));
    }
    case 'remove':
      rooms.get(request.args.roomId)?.remove(request.args.participantId);
      return null;
    case 'stats':
      return inRoom(request.args.roomId, (room) => ({ ok: true, value: room.stats() }));
    case 'counters':
      return {
        ...counters.snapshot(),
        rooms: rooms.size,
        native_connections: nativeObjects().connections,
        native_tracks: nativeObjects().tracks,
        resident_bytes: process.memoryUsage.rss(),
      };
    case 'close':
      void stop();
      return null;
  }
}

/** Rooms that are over, but for the files of their recordings. */
const closing = new Set<Promise<void>>();
/** A disk that takes longer keeps what it has; the server closes such files when it needs them. */
const patienceMs = 2_000;

function closeRoom(roomId: string): void {
  const room = rooms.get(roomId);
  rooms.delete(roomId);
  if (!room) return;
  const closed = room.close().finally(() => closing.delete(closed));
  closing.add(closed);
}

/** Resolves when all recordings are complete, or a slow disk was waited for long enough. */
async function closeRooms(): Promise<void> {
  for (const roomId of [...rooms.keys()]) closeRoom(roomId);
  await Promise.race([Promise.all(closing), delay(patienceMs)]);
  clearInterval(ticker);
}

async function stop(): Promise<void> {
  await closeRooms();
  nodeDataChannel.cleanup();
  process.exit(0);
}

/**
 * Without a parent nobody could ever end these engagements' media; the next process will serve them, and can't before the
 * port is free. The library's own cleaning up may wait ten seconds for its threads, and there is nobody whom it would serve.
 */
async function orphaned(): Promise<void> {
  await closeRooms();
  process.kill(process.pid, 'SIGKILL');
}

/** A fault in one room, ours or the library's, must not silence the others. */
function attempt(request: RequestMessage): unknown {
  try {
    return carryOut(request);
  } catch (error) {
    counters.add('faults');
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
    return { ok: false, code: 'engine-unavailable' };
  }
}

process.on('message', (request: RequestMessage) => {
  tell({ reply: request.id, value: attempt(request) });
});
process.on('disconnect', () => void orphaned());
// A parent that died a moment ago is told in vain; what follows from its death is said above.
process.on('error', () => undefined);
// Ctrl-C reaches the whole process group; the parent decides when media ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

const ticker = setInterval(() => {
  const now = nowMs();
  for (const room of rooms.values()) room.tick(now);
}, tickMs);

nodeDataChannel.initLogger('Fatal', () => {
  counters.add('library_faults');
});
nodeDataChannel.preload();
tell({ ready: true });
