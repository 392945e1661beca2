import { randomBytes } from 'node:crypto';
import { mediaRules, participantOf } from '@parley/engagement';
import type {
  DownMessage,
  EngagementId,
  EngagementState,
  ParticipantId,
  PublishedLine,
} from '@parley/protocol';
import type { EngineResult, MediaEngine, MediaEngineEvents } from '@parley/sfu';
import type { Engagements } from '../engagement/engagements.ts';
import type { Log } from '../platform/log.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';

/** Where news of a participant's media goes: the realtime connection that asked for it. */
export interface MediaReader {
  send(message: DownMessage): void;
}

export interface Media {
  /** Changes whenever the room begins anew; clients connect again when it does. */
  epochOf(engagementId: EngagementId): string;
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
  const epochs = new Map<EngagementId, string>();
  const readers = new Map<string, MediaReader>();

  const placeKey = (engagementId: string, participantId: string): string =>
    `${engagementId} ${participantId}`;

  function epochOf(engagementId: EngagementId): string {
    const known = epochs.get(engagementId);
    if (known !== undefined) return known;
    const epoch = randomBytes(9).toString('base64url');
    epochs.set(engagementId, epoch);
    return epoch;
  }

  async function openRoom(state: EngagementState): Promise<void> {
    epochOf(state.id);
    const result = await engine.openRoom(state.id, { version: state.seq, ...mediaRules(state), blocked: [] });
    if (!result.ok) log.warn({ engagementId: state.id, code: result.code }, 'the room could not be opened');
  }

  /** The engine is told before whoever gave the command hears that it is done. */
  async function enforce(state: EngagementState): Promise<void> {
    if (state.phase === 'ended') {
      epochs.delete(state.id);
      for (const key of readers.keys()) if (key.startsWith(`${state.id} `)) readers.delete(key);
      await engine.closeRoom(state.id);
      return;
    }
    await openRoom(state);
    await Promise.all(strangers(state).map((participantId) => engine.remove(state.id, participantId)));
  }

  /** Those who connected media while being rung and never came, and those who left. */
  function strangers(state: EngagementState): ParticipantId[] {
    const connected = (id: ParticipantId) => readers.has(placeKey(state.id, id));
    const gone = state.participants.filter((participant) => participant.state === 'left').map(({ id }) => id);
    const refused = state.invitations
      .filter(({ status, participantId }) => status !== 'pending' && !participantOf(state, participantId))
      .map(({ participantId }) => participantId);
    const all = [...gone, ...refused].filter(connected);
    for (const id of all) readers.delete(placeKey(state.id, id));
    return all;
  }

  function tell(
    at: { roomId: string; participantId: string },
    message: (id: EngagementId) => DownMessage,
  ): void {
    const engagementId = knownId(at.roomId);
    const reader = readers.get(placeKey(at.roomId, at.participantId));
    if (engagementId && reader) reader.send(message(engagementId));
  }

  const knownId = (roomId: string): EngagementId | undefined =>
    [...epochs.keys()].find((engagementId) => engagementId === roomId);

  async function reopen(roomIds: readonly string[]): Promise<void> {
    for (const state of engagements.open()) {
      if (!roomIds.includes(state.id) || state.phase === 'ended') continue;
      epochs.delete(state.id);
      const mediaEpoch = epochOf(state.id);
      await openRoom(state);
      for (const [key, reader] of readers)
        if (key.startsWith(`${state.id} `))
          reader.send({ type: 'media.reset', engagementId: state.id, mediaEpoch });
    }
  }

  const offer = (data: MediaEngineEvents['offer']) => {
    const { connectionId, revision, sdp, lines } = data;
    tell(data, (engagementId) => ({
      type: 'media.offer',
      engagementId,
      connectionId,
      revision,
      sdp,
      lines: lines as (DownMessage & { type: 'media.offer' })['lines'],
    }));
  };

  const stops = [
    engine.on('offer', offer),
    engine.on('lines', (data) => {
      tell(data, (engagementId) => ({
        type: 'media.lines',
        engagementId,
        connectionId: data.connectionId,
        lines: data.lines as (DownMessage & { type: 'media.lines' })['lines'],
      }));
    }),
    engine.on('connection', (data) => {
      if (data.state !== 'failed') return;
      tell(data, (engagementId) => ({ type: 'media.failed', engagementId, connectionId: data.connectionId }));
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
    readers.set(placeKey(state.id, participantId), reader);
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
    subscribe: (at, connectionId) =>
      inRoom(at, () =>
        engine.subscribe({ roomId: at.state.id, participantId: at.participantId, connectionId }),
      ),
    answer: (at, answer) =>
      inRoom(at, () => engine.answer({ roomId: at.state.id, participantId: at.participantId, ...answer })),
    forget(reader) {
      for (const [key, known] of readers) if (known === reader) readers.delete(key);
    },
    counters: () => engine.counters(),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
