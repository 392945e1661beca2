import { randomBytes } from 'node:crypto';
import { mediaRules, participantOf } from '@parley/engagement';
import type {
  DownMessage,
  EngagementId,
  EngagementState,
  ParticipantId,
  PublishedLine,
} from '@parley/protocol';
import type { EngineResult, MediaEngine } from '@parley/sfu';
import type { Engagements } from '../engagement/engagements.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { Places, type MediaReader } from './places.ts';

export interface Media {
  /** Changes whenever the room begins anew; clients connect again when it does. */
  epochOf(state: EngagementState): string;
  /** From now on this reader hears of the participant's media, beginning with what was missed. */
  attach(place: MediaPlace): void;
  publish(
    at: MediaPlace,
    offer: { readonly connectionId: string; readonly sdp: string; readonly lines: readonly PublishedLine[] },
  ): Promise<Outcome<{ sdp: string }>>;
  subscribe(at: MediaPlace, connectionId: string): Promise<Outcome<void>>;
  answer(
    at: MediaPlace,
    answer: { readonly connectionId: string; readonly revision: number; readonly sdp: string },
  ): Promise<Outcome<void>>;
  /** Forgets a reader whose connection is gone; the media itself may well go on. */
  forget(reader: MediaReader): void;
  /** Counters of the engine, for metrics. */
  counters(): Promise<Readonly<Record<string, number>>>;
  stop(): void;
}

export interface MediaPlace {
  readonly state: EngagementState;
  readonly participantId: ParticipantId;
  readonly reader: MediaReader;
}

interface Parts {
  readonly engine: MediaEngine;
  readonly engagements: Engagements;
  readonly log: Log;
}

/** What an ended engagement has for an epoch: there is no media to connect. */
const noEpoch = 'ended';

type Lines = Extract<DownMessage, { type: 'media.offer' }>['lines'];

const codes = {
  'sdp-invalid': 'media-refused',
  'connection-unknown': 'conflict',
  'room-unknown': 'media-unavailable',
  'engine-unavailable': 'media-unavailable',
} as const;

const outcomeOf = <T>(result: EngineResult<T>): Outcome<T> =>
  result.ok ? succeed(result.value) : refuse(codes[result.code]);

/** Keeps a room in the engine for each engagement, and tells the engine what the state lets flow. */
export function createMedia({ engine, engagements, log }: Parts): Media {
  const rooms = new Map<string, { readonly id: EngagementId; readonly epoch: string }>();
  const places = new Places();

  function epochOf({ id, phase }: EngagementState): string {
    if (phase === 'ended') return noEpoch;
    const room = rooms.get(id) ?? { id, epoch: randomBytes(9).toString('base64url') };
    rooms.set(id, room);
    return room.epoch;
  }

  async function openRoom(state: EngagementState): Promise<void> {
    epochOf(state);
    const result = await engine.openRoom(state.id, { version: state.seq, ...mediaRules(state), blocked: [] });
    if (!result.ok) log.warn({ engagementId: state.id, code: result.code }, 'the room could not be opened');
  }

  /** The engine is told before whoever gave the command hears that it is done. */
  async function enforce(state: EngagementState): Promise<void> {
    if (state.phase === 'ended') {
      rooms.delete(state.id);
      places.close(state.id);
      await engine.closeRoom(state.id);
      return;
    }
    await openRoom(state);
    await Promise.all(strangers(state).map((participantId) => engine.remove(state.id, participantId)));
  }

  /** Those who connected media while being rung and never came, and those who left. */
  function strangers(state: EngagementState): ParticipantId[] {
    const gone = state.participants.filter((participant) => participant.state === 'left').map(({ id }) => id);
    const refused = state.invitations
      .filter(({ status, participantId }) => status !== 'pending' && !participantOf(state, participantId))
      .map(({ participantId }) => participantId);
    const all = [...gone, ...refused].filter((id) => places.has(state.id, id));
    for (const id of all) places.remove(state.id, id);
    return all;
  }

  async function reopen(roomIds: readonly string[]): Promise<void> {
    for (const state of engagements.open()) {
      if (!roomIds.includes(state.id) || state.phase === 'ended') continue;
      rooms.delete(state.id);
      const mediaEpoch = epochOf(state);
      await openRoom(state);
      places.reset(state.id, { type: 'media.reset', engagementId: state.id, mediaEpoch });
    }
  }

  const stops = [
    engine.on('offer', ({ roomId, participantId, connectionId, revision, sdp, lines }) => {
      const engagementId = rooms.get(roomId)?.id;
      if (!engagementId) return;
      const news = { type: 'media.offer', engagementId, connectionId, revision, sdp } as const;
      places.tell(roomId, participantId, { ...news, lines: lines as Lines });
    }),
    engine.on('lines', ({ roomId, participantId, connectionId, lines }) => {
      const engagementId = rooms.get(roomId)?.id;
      if (!engagementId) return;
      const news = { type: 'media.lines', engagementId, connectionId } as const;
      places.tell(roomId, participantId, { ...news, lines: lines as Lines });
    }),
    engine.on('connection', ({ roomId, participantId, connectionId, state }) => {
      const engagementId = rooms.get(roomId)?.id;
      if (engagementId && state === 'failed')
        places.tell(roomId, participantId, { type: 'media.failed', engagementId, connectionId });
    }),
    engine.on('lost', ({ roomIds }) => {
      log.warn({ rooms: roomIds.length }, 'a media process was lost; its rooms are opened anew');
      void reopen(roomIds).catch((error: unknown) => log.error({ err: error }, 'reopening rooms failed'));
    }),
  ];
  engagements.enforceWith(enforce);

  /** Rooms are opened with the engagement; after a restart of the server, with the first who comes back. */
  async function inRoom<T>(
    { state, participantId, reader }: MediaPlace,
    ask: () => Promise<EngineResult<T>>,
  ): Promise<Outcome<T>> {
    places.attach(state.id, participantId, reader);
    const first = await ask();
    if (first.ok || first.code !== 'room-unknown') return outcomeOf(first);
    const now = (await engagements.state(state.id)) ?? state;
    if (now.phase === 'ended') return refuse('engagement-ended');
    await openRoom(now);
    return outcomeOf(await ask());
  }

  return {
    epochOf,
    async publish(at, { connectionId, sdp, lines }) {
      const input = { roomId: at.state.id, participantId: at.participantId, connectionId, offer: sdp, lines };
      const outcome = await inRoom(at, () => engine.publish(input));
      return outcome.ok ? succeed({ sdp: outcome.value.answer }) : outcome;
    },
    subscribe(at, connectionId) {
      places.beginAnew(at.state.id, at.participantId);
      const input = { roomId: at.state.id, participantId: at.participantId, connectionId };
      return inRoom(at, () => engine.subscribe(input));
    },
    answer(at, answer) {
      places.answered(at.state.id, at.participantId, answer);
      return inRoom(at, () =>
        engine.answer({ roomId: at.state.id, participantId: at.participantId, ...answer }),
      );
    },
    attach({ state, participantId, reader }) {
      if (state.phase !== 'ended') places.attach(state.id, participantId, reader);
    },
    forget: (reader) => places.detach(reader),
    counters: () => engine.counters(),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
