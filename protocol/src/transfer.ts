import { z } from 'zod';
import { maxNoteLength } from './constants.ts';
import { associateId, engagementId, invitationId, participantId, teamId, timestamp } from './ids.ts';

/** What a colleague should know before they come; people of the company alone see it. */
export const colleagueNote = z.string().trim().min(1).max(maxNoteLength);

const receiver = z.object({
  /** Of the associate or of the team. */
  name: z.string().max(120),
  /** Exactly one of the two, for everyone but the customer, who sees neither. */
  associateId: associateId.optional(),
  teamId: teamId.optional(),
});

/** An engagement on its way from one associate to another. There is one at a time. */
export const transferState = z.object({
  /** The two associates speak first, while the customer is on hold. */
  warm: z.boolean(),
  /** Who hands over. They stay until another has come. */
  byParticipantId: participantId,
  to: receiver,
  note: colleagueNote.optional(),
  since: timestamp,
  /** When it goes back to the sender because nobody came. */
  until: timestamp,
  /**
   * `asking`: nobody has accepted yet, and sender and customer go on. `consulting`: the associates speak, and the
   * customer neither hears nor is heard. `together`: all of them, until the sender leaves.
   */
  phase: z.enum(['asking', 'consulting', 'together']),
  /** Who takes over, once they have come. */
  toParticipantId: participantId.optional(),
});
export type TransferState = z.infer<typeof transferState>;

/** `nobody`: no one of the team came in time; `left`: the receiver came and went again. */
export const transferOutcome = z.enum([
  'completed',
  'declined',
  'expired',
  'nobody',
  'unavailable',
  'withdrawn',
  'left',
]);
export type TransferOutcome = z.infer<typeof transferOutcome>;

/** How the last one ended, so that its sender can be told why it came back. */
export const endedTransfer = z.object({
  byParticipantId: participantId,
  name: z.string().max(120),
  outcome: transferOutcome,
  at: timestamp,
});

export const transferEvents = [
  z.object({
    type: z.literal('transfer-began'),
    transfer: transferState.omit({ since: true, phase: true, toParticipantId: true }),
  }),
  z.object({
    type: z.literal('transfer-accepted'),
    participantId,
    phase: transferState.shape.phase.exclude(['asking']),
  }),
  /** The customer is in it again; `participantId` brought them back. */
  z.object({ type: z.literal('transfer-joined'), participantId }),
  z.object({ type: z.literal('transfer-ended'), outcome: transferOutcome }),
] as const;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Asks a colleague in, beside whoever is in it. */
export const associateAdd = command('associate.add').extend({ associateId, note: colleagueNote.optional() });
/** Takes back an invitation that the sender of this message has sent. */
export const invitationWithdraw = command('invitation.withdraw').extend({ invitationId });
export const transferStart = command('transfer.start').extend({
  to: z.union([z.strictObject({ associateId }), z.strictObject({ teamId })]),
  warm: z.boolean(),
  note: colleagueNote.optional(),
});
/** Brings the customer back while the associates consult. The sender completes by `engagement.leave`. */
export const transferJoin = command('transfer.join');
/** Back to the sender; a receiver who has come leaves. */
export const transferCancel = command('transfer.cancel');
