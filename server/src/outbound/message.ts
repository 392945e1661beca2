import { associateId, engagementId, maxSmsLength, smsNumber } from '@parley/protocol';
import { z } from 'zod';

/** Line breaks would be further headers (RFC 5322 §2.2). */
const oneLine = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\r\n\0]*$/);
const noZero = /^[^\0]*$/;

const attachment = z.object({
  name: oneLine(120),
  type: z
    .string()
    .max(120)
    .regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w-]+)*$/),
  /** At most 5 MB. */
  content: z.instanceof(Buffer).refine((bytes) => bytes.length <= 5_000_000, 'too large'),
});

const email = z.object({
  kind: z.literal('email'),
  to: z.email().max(254),
  subject: oneLine(200),
  text: z.string().min(1).max(50_000).regex(noZero),
  html: z.string().max(200_000).regex(noZero).optional(),
  attachments: z.array(attachment).max(5).optional(),
});

const sms = z.object({
  kind: z.literal('sms'),
  to: smsNumber,
  text: z.string().min(1).max(maxSmsLength).regex(noZero),
  /** Who sends it, and out of which engagement: for the conversation with that number. */
  by: z.object({ id: associateId, name: z.string() }).optional(),
  engagementId: engagementId.optional(),
});

export const outgoingMessage = z.discriminatedUnion('kind', [email, sms]);
export type OutgoingMessage = z.infer<typeof outgoingMessage>;
export type OutgoingEmail = z.infer<typeof email>;
export type OutgoingSms = z.infer<typeof sms>;
