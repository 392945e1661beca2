import { z } from 'zod';
import { knownAttribute } from './context.ts';
import { associateId, engagementId, invitationId, participantId, teamId, timestamp } from './ids.ts';
import { channel } from './scenario.ts';
import { colleagueNote } from './transfer.ts';

export const invitationPurpose = z.enum(['answer', 'join', 'transfer', 'meet']);
export type InvitationPurpose = z.infer<typeof invitationPurpose>;

export const invitationStatus = z.enum(['pending', 'accepted', 'declined', 'expired', 'withdrawn']);
export type InvitationStatus = z.infer<typeof invitationStatus>;

/** One associate asked into one engagement. */
export const invitation = z.object({
  id: invitationId,
  purpose: invitationPurpose,
  associateId,
  associateName: z.string().max(120),
  /** The participant that the associate becomes by accepting; lets them warm up their media while it rings. */
  participantId,
  sentAt: timestamp,
  expiresAt: timestamp,
  status: invitationStatus,
  /** The associate in the engagement who asks; absent where the queue asks. */
  byParticipantId: participantId.optional(),
  note: colleagueNote.optional(),
  /** Asked as one of this team, to whose queue the engagement was transferred. */
  teamId: teamId.optional(),
  /** Why it was withdrawn when nobody took it back: the invited closed the desk or went Away. */
  because: z.enum(['unavailable']).optional(),
});
export type Invitation = z.infer<typeof invitation>;

/** The incoming card: everything an associate needs to decide, and nothing more. */
export const incomingInvitation = z.object({
  engagementId,
  invitationId,
  participantId,
  purpose: invitationPurpose,
  channel,
  customerName: z.string().max(120).optional(),
  scenarioName: z.string(),
  applicationName: z.string(),
  requestedAt: timestamp,
  expiresAt: timestamp,
  attributes: z.array(knownAttribute),
  /** The colleague who asks, for `join` and `transfer`. */
  fromName: z.string().max(120).optional(),
  note: colleagueNote.optional(),
  /** A transfer that begins with a word between the associates. */
  warm: z.boolean().optional(),
});
export type IncomingInvitation = z.infer<typeof incomingInvitation>;

export const invitationAccept = z.object({
  type: z.literal('invitation.accept'),
  id: z.int(),
  engagementId,
  invitationId,
});
export const invitationDecline = z.object({
  type: z.literal('invitation.decline'),
  id: z.int(),
  engagementId,
  invitationId,
});

export const invitationReceived = z.object({
  type: z.literal('invitation.received'),
  invitation: incomingInvitation,
});
export const invitationOver = z.object({
  type: z.literal('invitation.over'),
  engagementId,
  invitationId,
  /** `accepted` and `declined` are this associate's own doing, perhaps in another window. */
  status: invitationStatus.exclude(['pending']),
  /** Why it was withdrawn, where that is worth telling: another associate answered, nobody waits any more, or the colleague took it back. */
  because: z.enum(['answered', 'ended', 'taken-back']).optional(),
  /** The display name of who answered; only with `because: 'answered'`. */
  answeredBy: z.string().max(120).optional(),
});
export type InvitationOver = z.infer<typeof invitationOver>;
