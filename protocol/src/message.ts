import { z } from 'zod';
import { maxFileNameLength, maxMessageFileBytes, maxMessageLength, maxMessages } from './constants.ts';
import { engagementId, messageId, participantId, timestamp } from './ids.ts';

/** Control characters other than tab and line feed, and halves of characters: nothing that could be shown or stored. */
const unshowable = /[\p{Cc}\p{Cs}]/u;

/** Any Unicode that can be shown, not only blanks. */
export const messageText = z
  .string()
  .min(1)
  .max(maxMessageLength)
  .refine((text) => text.trim() !== '' && !unshowable.test(text.replaceAll(/[\t\n]/g, '')));

/** What a file can be; told from its content, whatever its name says. */
export const fileType = z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf']);
export type FileType = z.infer<typeof fileType>;

/** A name and no path: nothing in it leads out of a folder, or turns the direction of reading. */
export const fileName = z
  .string()
  .min(1)
  .max(maxFileNameLength)
  .regex(/^[^\p{Cc}\p{Cs}/\\\u200e\u200f\u202a-\u202e\u2066-\u2069]+$/u)
  .refine((name) => !/^\.+$/.test(name));

/** A kept file. */
export const messageFile = z.object({
  type: fileType,
  bytes: z.int().min(1).max(maxMessageFileBytes),
  /** Of its content, lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a picture, pixels. */
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional(),
});
export type MessageFile = z.infer<typeof messageFile>;

/** A message of one participant to everybody in the engagement. */
export const message = z.object({
  id: messageId,
  participantId,
  at: timestamp,
  /** Of a file, its name. */
  text: messageText,
  file: messageFile.optional(),
  /** Its file was deleted. */
  isFileDeleted: z.boolean().optional(),
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
    message: message.pick({ id: true, text: true, file: true }),
  }),
  z.object({ type: z.literal('messages-seen'), receipt: messageReceipt }),
  z.object({ type: z.literal('message-file-deleted'), messageId }),
] as const;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Sends a message. The client chooses its id, so that sending it again after a reconnection is harmless. Files come over HTTP. */
export const messageSend = command('message.send').extend({ messageId, text: messageText });
/** Says how many messages the sender's client has got and its person has seen; less than before changes nothing. */
export const messageSeen = command('message.seen').extend({ received: count, read: count });

/** Somebody is writing, or no longer. Stale after a few seconds without another. */
export const typing = z.object({ topic: z.literal('typing'), isTyping: z.boolean() });
export type Typing = z.infer<typeof typing>;
