import { z } from 'zod';
import { timestamp } from '../ids.ts';

export const outgoingStatus = z.enum([
  'waiting',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'unknown',
  'failed',
]);
/**
 * `sending`: handed to the provider, whose answer is not noted yet. `unknown`: no answer came, so that it may have been
 * sent and is not sent again. `delivered` and `undelivered` are the provider's later word.
 */
export type OutgoingStatus = z.infer<typeof outgoingStatus>;

/** An e-mail or SMS that left, or would have. */
export const outgoing = z.object({
  id: z.uuid(),
  kind: z.enum(['email', 'sms']),
  to: z.string(),
  subject: z.string().optional(),
  text: z.string(),
  /** Whether there is a page of it as it looks, at `GET /api/v1/outbox/:id/page`. */
  hasPage: z.boolean(),
  status: outgoingStatus,
  /** `outbox` for what goes nowhere else. */
  provider: z.string().optional(),
  failure: z.string().optional(),
  createdAt: timestamp,
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.int() })),
});
export type Outgoing = z.infer<typeof outgoing>;

/** `GET /api/v1/outbox?before=` the newest first, page by page. */
export const outbox = z.object({
  messages: z.array(outgoing),
  next: z.uuid().optional(),
  /** Whether an SMS can be answered in its reader's place: in demo mode, where none reaches anybody. */
  canReply: z.boolean(),
});
export type Outbox = z.infer<typeof outbox>;
