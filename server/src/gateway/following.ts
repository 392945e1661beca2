import { redact, viewFor } from '@parley/engagement';
import type { EngagementId, EngagementState, LoggedEvent } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Media } from '../media/media.ts';
import { selfIn, viewOf, type RealtimeReader } from './reader.ts';

/** More missed events than this are told by a snapshot (EV3). */
const maxReplayed = 200;

interface Resume {
  readonly engagementId: EngagementId;
  readonly lastSeq: number;
  readonly mediaEpoch: string;
}

export type Following = ReturnType<typeof createFollowing>;

/** Brings each reader the events of its engagements: all of them, in order, each once. */
export function createFollowing(engagements: Engagements, media: Media) {
  function snapshot(reader: RealtimeReader, state: EngagementState): void {
    const participantId = selfIn(reader, state);
    reader.follows.set(state.id, state.seq);
    reader.connection.send({
      type: 'engagement.snapshot',
      engagement: viewFor(state, viewOf(reader)),
      mediaEpoch: media.epochOf(state),
      ...(participantId && { participantId }),
    });
  }

  function happened(reader: RealtimeReader, event: LoggedEvent): void {
    reader.follows.set(event.engagementId, event.seq);
    reader.connection.send({ type: 'engagement.happened', event: redact(event, viewOf(reader)) });
  }

  function attachMedia(reader: RealtimeReader, state: EngagementState): void {
    const participantId = selfIn(reader, state);
    if (participantId) media.attach({ state, participantId, reader: reader.connection });
  }

  return {
    /** Begins to follow: with the events missed since `resume`, or with a snapshot. */
    async follow(reader: RealtimeReader, state: EngagementState, resume?: Resume): Promise<void> {
      const missed = resume ? state.seq - resume.lastSeq : Infinity;
      if (!resume || missed < 0 || missed > maxReplayed || resume.mediaEpoch !== media.epochOf(state)) {
        snapshot(reader, state);
        attachMedia(reader, state);
        return;
      }
      reader.follows.set(state.id, resume.lastSeq);
      const events = missed > 0 ? await engagements.since(state.id, resume.lastSeq) : [];
      for (const event of events)
        if (event.seq === (reader.follows.get(state.id) ?? 0) + 1) happened(reader, event);
      attachMedia(reader, state);
    },

    /** Passes new events on; a reader who somehow missed one gets a snapshot. */
    pass(readers: readonly RealtimeReader[], state: EngagementState, events: readonly LoggedEvent[]): void {
      for (const reader of readers) {
        if (!reader.follows.has(state.id)) continue;
        for (const event of events) {
          const last = reader.follows.get(state.id) ?? 0;
          if (event.seq === last + 1) happened(reader, event);
          else if (event.seq > last + 1) snapshot(reader, state);
        }
      }
    },
  };
}
