import { participantOfAssociate } from '@parley/engagement';
import type { EngagementId, EngagementState, ParticipantId } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { CancelTimer, Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { keyOf, type RealtimeReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** A reload is back within this time, and nobody needs to hear of it. */
const settleMs = 1_500;
/** Who asks for an associate over HTTP has this long to open a realtime connection. */
const firstArrivalMs = 10_000;

interface Parts {
  readonly engagements: Engagements;
  readonly readers: Readers;
  readonly clock: Clock;
  readonly log: Log;
}

export type Presence = ReturnType<typeof createPresence>;

/** Tells engagements whose connection is lost and whose is back. */
export function createPresence({ engagements, readers, clock, log }: Parts) {
  const settling = new Map<string, CancelTimer>();
  let stopped = false;

  const parts = (reader: RealtimeReader): { state: EngagementState; participantId: ParticipantId }[] =>
    engagements.open().flatMap((state) => {
      if (state.phase === 'ended') return [];
      if (reader.role === 'customer')
        return state.id === reader.engagementId ? [{ state, participantId: reader.participantId }] : [];
      const participant = participantOfAssociate(state, reader.profile.id);
      return participant ? [{ state, participantId: participant.id }] : [];
    });

  async function tell(
    id: EngagementId,
    type: 'lose-connection' | 'regain-connection',
    participantId: ParticipantId,
  ) {
    const outcome = await engagements.command(id, { type, participantId }, { kind: 'system' });
    if (!outcome.ok) log.debug({ engagementId: id, code: outcome.problem.code }, 'presence not told');
  }

  function loseAbsent(state: EngagementState): void {
    for (const { id, state: presence, associateId } of state.participants)
      if (state.phase !== 'ended' && presence === 'present' && !readers.has(associateId ?? id))
        void tell(state.id, 'lose-connection', id).catch((error: unknown) =>
          log.error({ err: error }, 'a lost connection could not be told'),
        );
  }

  return {
    /** A customer should be here any moment; one who never comes must not keep a place in the queue. */
    expect(id: EngagementId): void {
      clock.after(firstArrivalMs, () => {
        if (stopped) return;
        const state = engagements.open().find((open) => open.id === id);
        if (state) loseAbsent(state);
      });
    },

    async arrived(reader: RealtimeReader): Promise<void> {
      settling.get(keyOf(reader))?.();
      settling.delete(keyOf(reader));
      for (const { state, participantId } of parts(reader))
        await tell(state.id, 'regain-connection', participantId);
    },

    /** Call after the reader was taken out of `readers`. `onGone` runs if it does not come back soon. */
    departed(reader: RealtimeReader, onGone: () => void): void {
      const key = keyOf(reader);
      settling.get(key)?.();
      settling.set(
        key,
        clock.after(settleMs, () => {
          settling.delete(key);
          if (readers.has(reader.role === 'customer' ? reader.participantId : reader.profile.id)) return;
          onGone();
          void Promise.all(
            parts(reader).map(({ state, participantId }) => tell(state.id, 'lose-connection', participantId)),
          ).catch((error: unknown) => log.error({ err: error }, 'a lost connection could not be told'));
        }),
      );
    },

    /** After a start nobody is connected yet: whoever does not come back is waited for as after any other loss. */
    start(): void {
      clock.after(settleMs, () => {
        if (!stopped) engagements.open().forEach(loseAbsent);
      });
    },

    stop(): void {
      stopped = true;
      for (const cancel of settling.values()) cancel();
      settling.clear();
    },
  };
}
