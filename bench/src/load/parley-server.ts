import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createMediaEngine, type EngineResult } from '@parley/sfu';
import { childrenRunning } from '../report/processes.ts';
import type { MeasuredServer } from './measured-server.ts';
import { participantName } from './packets.ts';

function valueOf<T>(result: EngineResult<T>): T {
  if (!result.ok) throw new Error(`the engine refused: ${result.code}`);
  return result.value;
}

/** Of everybody whom the generator brings into one room. */
const names = Array.from({ length: 12 }, (_, index) => participantName(index));

/**
 * Our own engine with one media process, through its interface.
 * @param recordTo a folder to which every room is recorded
 */
export async function startParley(port: number, recordTo?: string): Promise<MeasuredServer> {
  const engine = await createMediaEngine({
    port,
    bindAddress: '127.0.0.1',
    announcedAddresses: [],
    processes: 1,
    preferredVideoCodec: 'VP8',
  });
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
      const recording =
        recordTo === undefined
          ? undefined
          : { recordingId: room, folder: join(recordTo, room), key: randomBytes(32) };
      const rules = { version: 1, paused: false, present: names, muted: [], blocked: [], recording };
      valueOf(await engine.openRoom(room, rules));
    },
    closeRoom: (room) => engine.closeRoom(room),
    counters: () => engine.counters(),
    close: () => engine.close(),
    answers: {
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
    },
  };
}
