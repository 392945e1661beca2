import { z } from 'zod';
import { maxSmsLength } from './constants.ts';
import { conversationId, participantId, smsId, timestamp } from './ids.ts';
import { cannedReply, messageText } from './message.ts';

/** E.164: `+`, the country's code, and at most 15 digits in all. */
export const smsNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** What an SMS says. */
export const smsText = messageText.max(maxSmsLength);

/** An SMS that an associate sent out of an engagement. What became of it the outgoing message knows. */
export const sentSms = z.object({
  id: smsId,
  participantId,
  at: timestamp,
  to: smsNumber,
  text: smsText,
});

/** What a scenario says of SMS. */
export const smsTerms = z.object({
  /** Texts that associates have at hand; customers don't see the list. */
  canned: z.array(cannedReply).max(50),
});
export type SmsTerms = z.infer<typeof smsTerms>;

/** For associates alone. */
export const smsEvents = [
  z.object({
    type: z.literal('sms-sent'),
    participantId,
    sms: sentSms.pick({ id: true, to: true, text: true }),
  }),
] as const;

/** To an associate, at first and whenever a conversation that they may read has changed. */
export const conversationsChanged = z.object({
  type: z.literal('conversations.changed'),
  /** What has come in and was not read: in their own conversations, and in those that belong to nobody. */
  unread: z.int().min(0),
  /** Whether an SMS can be sent at all: not where the operator has set up no provider. */
  canSend: z.boolean(),
  /** Which one; absent at first. */
  conversationId: conversationId.optional(),
});
export type ConversationsChanged = z.infer<typeof conversationsChanged>;
