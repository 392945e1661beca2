import type { MeetingControls } from './meeting-api.ts';
import type { Participation } from './participation.ts';
import type { Realtime } from './signal/realtime.ts';

export const meetingControls = (realtime: Realtime, participation: Participation): MeetingControls => ({
  open: (meetingId) => realtime.ask({ type: 'meeting.open', meetingId }),
  admit: (participantId) =>
    participation.askAbout((engagementId) => ({ type: 'lobby.admit', engagementId, participantId })),
  refuse: (participantId) =>
    participation.askAbout((engagementId) => ({ type: 'lobby.refuse', engagementId, participantId })),
});
