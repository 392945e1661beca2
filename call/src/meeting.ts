import type { MeetingId, ParticipantId } from '@parley/protocol';
import type { Outcome } from './api.ts';
import type { Participation } from './participation.ts';
import type { Realtime } from './signal/realtime.ts';

/** Meetings, and guests at their doors. */
export interface MeetingControls {
  /** Begins a meeting of one's own. */
  open(meetingId: MeetingId): Promise<Outcome>;
  admit(participantId: ParticipantId): Promise<Outcome>;
  refuse(participantId: ParticipantId): Promise<Outcome>;
}

export const meetingControls = (realtime: Realtime, participation: Participation): MeetingControls => ({
  open: (meetingId) => realtime.ask({ type: 'meeting.open', meetingId }),
  admit: (participantId) =>
    participation.askAbout((engagementId) => ({ type: 'lobby.admit', engagementId, participantId })),
  refuse: (participantId) =>
    participation.askAbout((engagementId) => ({ type: 'lobby.refuse', engagementId, participantId })),
});
