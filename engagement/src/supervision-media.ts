import type { EngagementState, ParticipantId, TrackSource } from '@parley/protocol';
import { remainingAssociates } from './state.ts';

/** A participant whose tracks reach only those named: nobody else learns that there are any, and nothing is kept of them. */
export interface Confined {
  readonly participantId: ParticipantId;
  readonly to: readonly ParticipantId[];
}

/** A listener is heard by nobody; a whisperer by the associates who take part. */
export const confinedIn = (state: EngagementState): Confined[] =>
  state.supervisors.map(({ id, mode }) => ({
    participantId: id,
    to: mode === 'whisper' ? remainingAssociates(state).map((associate) => associate.id) : [],
  }));

const pictures = ['camera', 'screen', 'screen-audio'] as const satisfies readonly TrackSource[];

/** Whatever a supervisor's client sends: of a whisperer the voice counts, of a listener nothing. */
export const mutedSupervisors = (
  state: EngagementState,
): { participantId: ParticipantId; source: TrackSource }[] =>
  state.supervisors.flatMap(({ id, mode }) =>
    (mode === 'whisper' ? pictures : (['microphone', ...pictures] as const)).map((source) => ({
      participantId: id,
      source,
    })),
  );
