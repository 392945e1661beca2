import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createMediaEngine, type EngineResult, type MediaEngine } from '@parley/sfu';
import { childrenRunning } from '../report/processes.ts';
import type { MeasuredServer } from './measured-server.ts';
import { participantName } from './packets.ts';

function valueOf<T>(result: EngineResult<T>): T {
  if (!result.ok) throw new Error(`the engine refused: ${result.code}`);
  return result.value;
}

/** Of everybody whom the generator brings into one room. */
const names = Array.from({ length: 12 }, (_, index) => participantName(index));

export interface ParleyServer extends MeasuredServer {
  /** From now on all rooms are recorded to this folder, in files of their own; without one they are not. */
  record(folder?: string): Promise<void>;
}

/** Our own engine with one media process, through its interface. */
export async function startParley(port: number): Promise<ParleyServer> {
  const engine = await createMediaEngine({
    port,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 1,
    preferredVideoCodec: 'VP8',
  });
  const rooms = new Set<string>();
  let version = 0;
  const order = async (room: string, folder?: string): Promise<void> => {
    version += 1;
    const recording =
      folder === undefined
        ? undefined
        : { recordingId: `${room}-${String(version)}`, folder: join(folder, room), key: randomBytes(32) };
    valueOf(
      await engine.openRoom(room, {
        version,
        paused: false,
        present: names,
        muted: [],
        blocked: [],
        recording,
      }),
    );
  };
  return {
    name: 'Parley',
    clientAddress: '127.0.0.1',
    processIds: () => childrenRunning('sfu/src/process/child'),
    onOffer: (listener) => {
      engine.on('offer', ({ roomId, participantId, connectionId, revision, sdp }) => {
        listener({ room: roomId, participant: participantId, connectionId, revision, sdp });
      });
    },
    openRoom: async (room) => {
      rooms.add(room);
      await order(room);
    },
    record: async (folder) => {
      await Promise.all([...rooms].map((room) => order(room, folder)));
    },
    closeRoom: async (room) => {
      rooms.delete(room);
      await engine.closeRoom(room);
    },
    counters: () => engine.counters(),
    close: () => engine.close(),
    answers: answersOf(engine),
  };
}

/** What its clients ask of it. */
const answersOf = (engine: MediaEngine): MeasuredServer['answers'] => ({
  publish: async ({ room, participant, connectionId, sdp, lines }) => {
    const input = { roomId: room, participantId: participant, connectionId, offer: sdp, lines };
    return { sdp: valueOf(await engine.publish(input)).answer };
  },
  subscribe: async ({ room, participant, connectionId }) => {
    valueOf(await engine.subscribe({ roomId: room, participantId: participant, connectionId }));
    return null;
  },
  answer: async ({ room, participant, connectionId, revision, sdp }) => {
    const input = { roomId: room, participantId: participant, connectionId, revision, sdp };
    valueOf(await engine.answer(input));
    return null;
  },
});
