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

/** Brings each reader the events of its engagements: all of them, in order, each once. */
export class Following {
  readonly #engagements: Engagements;
  readonly #media: Media;

  constructor(engagements: Engagements, media: Media) {
    this.#engagements = engagements;
    this.#media = media;
  }

  /** Begins to follow: with the events missed since `resume`, or with a snapshot. */
  async follow(reader: RealtimeReader, state: EngagementState, resume?: Resume): Promise<void> {
    if (resume && this.#canReplay(state, resume)) await this.#replay(reader, state, resume.lastSeq);
    else this.#snapshot(reader, state);
    const participantId = selfIn(reader, state);
    if (participantId) this.#media.attach({ state, participantId, reader: reader.connection });
  }

  /** Passes new events on; a reader who somehow missed one gets a snapshot. */
  pass(readers: readonly RealtimeReader[], state: EngagementState, events: readonly LoggedEvent[]): void {
    for (const reader of readers) {
      if (!reader.follows.has(state.id)) continue;
      for (const event of events) {
        const last = reader.follows.get(state.id) ?? 0;
        if (event.seq === last + 1) happened(reader, event);
        else if (event.seq > last + 1) this.#snapshot(reader, state);
      }
    }
  }

  #canReplay(state: EngagementState, { lastSeq, mediaEpoch }: Resume): boolean {
    const missed = state.seq - lastSeq;
    return missed >= 0 && missed <= maxReplayed && mediaEpoch === this.#media.epochOf(state);
  }

  async #replay(reader: RealtimeReader, state: EngagementState, lastSeq: number): Promise<void> {
    reader.follows.set(state.id, lastSeq);
    const events = state.seq > lastSeq ? await this.#engagements.since(state.id, lastSeq) : [];
    for (const event of events)
      if (event.seq === (reader.follows.get(state.id) ?? 0) + 1) happened(reader, event);
  }

  #snapshot(reader: RealtimeReader, state: EngagementState): void {
    const participantId = selfIn(reader, state);
    reader.follows.set(state.id, state.seq);
    reader.connection.send({
      type: 'engagement.snapshot',
      engagement: viewFor(state, viewOf(reader)),
      mediaEpoch: this.#media.epochOf(state),
      ...(participantId && { participantId }),
    });
  }
}

function happened(reader: RealtimeReader, event: LoggedEvent): void {
  reader.follows.set(event.engagementId, event.seq);
  reader.connection.send({ type: 'engagement.happened', event: redact(event, viewOf(reader)) });
}
