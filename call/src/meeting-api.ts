import type { MeetingId, ParticipantId } from '@parley/protocol';
import type { Outcome } from './outcome-api.ts';

/** Meetings, and guests at their doors. */
export interface MeetingControls {
  /** Begins a meeting of one's own. */
  open(meetingId: MeetingId): Promise<Outcome>;
  admit(participantId: ParticipantId): Promise<Outcome>;
  refuse(participantId: ParticipantId): Promise<Outcome>;
}
