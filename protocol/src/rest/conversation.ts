import { z } from 'zod';
import { maxNoteLength, maxNumberLength } from '../constants.ts';
import { associateId, conversationEntryId, conversationId, engagementId, smsId, timestamp } from '../ids.ts';
import { cannedReply } from '../message.ts';
import { smsText } from '../sms.ts';
import { outgoingStatus } from './outbox.ts';

const someone = z.object({ id: associateId, name: z.string() });

/** SMS between a phone number and us. It belongs to one associate, or to nobody yet. */
export const conversation = z.object({
  id: conversationId,
  /** E.164. */
  number: z.string(),
  /** The same as people write it. */
  writtenNumber: z.string(),
  /** Whose number it is, where an engagement said so. */
  name: z.string().optional(),
  owner: someone.optional(),
  /** What came in and its owner has not read; of one that belongs to nobody, what nobody has read. */
  unread: z.int().min(0),
  /** They wrote STOP, and not START since: nothing is sent to them. */
  isStopped: z.boolean(),
  changedAt: timestamp,
  /** The newest of it, in short. */
  last: z
    .object({ kind: z.enum(['received', 'sent', 'stopped', 'started', 'handed-over']), text: z.string() })
    .optional(),
});
export type Conversation = z.infer<typeof conversation>;

/** What became of an outgoing SMS. */
export const smsDelivery = z.object({
  status: outgoingStatus,
  /** Why it is not sent (yet), in a word or the provider's own code. */
  failure: z.string().optional(),
});
export type SmsDelivery = z.infer<typeof smsDelivery>;

const entry = { id: conversationEntryId, at: timestamp, text: z.string() };
const sentEntry = z.object({
  ...entry,
  kind: z.literal('sent'),
  /** Absent for what was sent by itself. */
  by: z.string().optional(),
  engagementId: engagementId.optional(),
  delivery: smsDelivery,
});
/** Something that happened in a conversation. */
export const conversationEntry = z.discriminatedUnion('kind', [
  z.object({
    ...entry,
    kind: z.literal('received'),
    /** Pictures and files that came along, which are not fetched. */
    attachments: z.int().min(0),
  }),
  sentEntry,
  z.object({ ...entry, kind: z.literal('stopped') }),
  z.object({ ...entry, kind: z.literal('started') }),
  /** To `to`, by whoever `by` is, with a note in `text`; one who takes it hands it to themselves. */
  z.object({ ...entry, kind: z.literal('handed-over'), by: z.string(), to: z.string() }),
]);
export type ConversationEntry = z.infer<typeof conversationEntry>;

/** `GET /api/v1/conversations?before=` those that the reader may read, the newest first. */
export const conversationList = z.object({
  conversations: z.array(conversation),
  next: z.string().optional(),
});
export type ConversationList = z.infer<typeof conversationList>;

/** `GET /api/v1/conversations/canned`: texts that the reader's teams have at hand. */
export const conversationCanned = z.object({ canned: z.array(cannedReply) });

/** `GET /api/v1/conversations/:id?before=` with its newest entries, in order. */
export const conversationRecord = z.object({
  conversation,
  entries: z.array(conversationEntry),
  /** Present when there are older ones: the `before` that brings them. */
  earlier: conversationEntryId.optional(),
});
export type ConversationRecord = z.infer<typeof conversationRecord>;

/**
 * `POST /api/v1/conversations/:id/messages`. The sender chooses the id, so that sending again what had no answer is
 * harmless.
 */
export const smsMessage = z.object({ id: smsId, text: smsText });
export type SmsMessage = z.infer<typeof smsMessage>;

/** `POST /api/v1/conversations` is answered with it. */
export const conversationBegun = z.object({ conversationId });

/** `POST /api/v1/conversations` and `POST /api/v1/engagements/:id/sms`: to a number, as people write it. */
export const smsToNumber = smsMessage.extend({ number: z.string().min(1).max(maxNumberLength) });
export type SmsToNumber = z.infer<typeof smsToNumber>;

/** `POST /api/v1/conversations/:id/read`: everything up to this entry has been on the screen. */
export const conversationRead = z.object({ upTo: conversationEntryId });

/** `POST /api/v1/conversations/:id/hand-over`: answered with 204, for the conversation may be out of sight then. */
export const conversationHandOver = z.object({
  to: associateId,
  note: z.string().trim().max(maxNoteLength).optional(),
});

/** `GET /api/v1/engagements/:id/sms`: what was sent out of an engagement, and what became of it. */
export const engagementSms = z.object({
  sms: z.array(
    z.object({
      entry: sentEntry,
      writtenNumber: z.string(),
      /** Who gets the answers. */
      owner: someone.optional(),
    }),
  ),
});
export type EngagementSms = z.infer<typeof engagementSms>;

/** Characters of one answer: ten SMS. */
export const longestReply = 1_600;

/** `POST /api/v1/outbox/:id/reply`, in demo mode: what the person to whom an SMS went answers. */
export const outboxReply = z.object({ text: z.string().trim().min(1).max(longestReply) });
