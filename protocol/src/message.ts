import { z } from 'zod';
import { maxMessageLength, maxMessages } from './constants.ts';
import { engagementId, messageId, participantId, timestamp } from './ids.ts';

/** Any Unicode, not only blanks. */
export const messageText = z
  .string()
  .min(1)
  .max(maxMessageLength)
  .refine((text) => text.trim() !== '');

/** A message of one participant to everybody in the engagement. */
export const message = z.object({
  id: messageId,
  participantId,
  at: timestamp,
  text: messageText,
});
export type Message = z.infer<typeof message>;

const count = z.int().min(0).max(maxMessages);

/** How many of the messages, from the first on, a participant's client has got, and how many that person has seen. */
export const messageReceipt = z.object({ participantId, received: count, read: count });
export type MessageReceipt = z.infer<typeof messageReceipt>;

export const cannedReply = z.object({
  title: z.string().min(1).max(60),
  text: messageText,
});
export type CannedReply = z.infer<typeof cannedReply>;

/** What a scenario says of messages. */
export const messageTerms = z.object({
  /** Answers that associates have at hand; customers don't see the list. */
  canned: z.array(cannedReply).max(50),
});
export type MessageTerms = z.infer<typeof messageTerms>;

export const messageEvents = [
  z.object({
    type: z.literal('message-sent'),
    participantId,
    message: message.pick({ id: true, text: true }),
  }),
  z.object({ type: z.literal('messages-seen'), receipt: messageReceipt }),
] as const;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Sends a message. The client chooses its id, so that sending it again after a reconnection is harmless. */
export const messageSend = command('message.send').extend({ messageId, text: messageText });
/** Says how many messages the sender's client has got and its person has seen; less than before changes nothing. */
export const messageSeen = command('message.seen').extend({ received: count, read: count });

/** Somebody is writing, or no longer. Stale after a few seconds without another. */
export const typing = z.object({ topic: z.literal('typing'), isTyping: z.boolean() });
export type Typing = z.infer<typeof typing>;
