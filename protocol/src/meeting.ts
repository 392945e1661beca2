import { z } from 'zod';
import { engagementId, meetingId, participantId, timestamp } from './ids.ts';

export const meetingTitle = z.string().trim().min(1).max(120);

/** The meeting whose code leads into an engagement. */
export const meetingState = z.object({
  id: meetingId,
  title: z.string().max(120),
  /** Guests wait until they are let in. */
  lobby: z.boolean(),
});
export type MeetingState = z.infer<typeof meetingState>;

/** A guest at the door; whoever is let in becomes a participant and knocks no more. */
export const knock = z.object({
  participantId,
  name: z.string().max(120),
  camera: z.boolean(),
  at: timestamp,
  /** `refused` by an associate; `gone` by themselves. Both are final. */
  state: z.enum(['waiting', 'refused', 'gone']),
  /** Their connection is lost, and waited for until then. */
  awayUntil: timestamp.optional(),
});
export type Knock = z.infer<typeof knock>;

export const meetingEvents = [
  /** Its code leads in here; said again when it has changed. */
  z.object({ type: z.literal('meeting-opened'), participantId, meeting: meetingState }),
  /** Its code leads in no longer. */
  z.object({ type: z.literal('meeting-closed'), meetingId }),
  z.object({
    type: z.literal('knocked'),
    participantId,
    name: z.string().max(120),
    camera: z.boolean(),
  }),
  z.object({
    type: z.literal('knock-closed'),
    participantId,
    state: z.enum(['refused', 'gone']),
    byParticipantId: participantId.optional(),
  }),
] as const;

/** The host begins a meeting that is an engagement of its own. */
export const meetingOpen = z.object({ type: z.literal('meeting.open'), id: z.int(), meetingId });

const ofGuest = <T extends string>(type: T) =>
  z.object({ type: z.literal(type), id: z.int(), engagementId, participantId });
export const lobbyAdmit = ofGuest('lobby.admit');
export const lobbyRefuse = ofGuest('lobby.refuse');

/** To a guest at the door, who sees nothing of the engagement. */
export const lobbyChanged = z.object({
  type: z.literal('lobby.changed'),
  engagementId,
  state: z.enum(['waiting', 'refused', 'gone', 'ended']),
});
