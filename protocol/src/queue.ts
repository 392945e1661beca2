import { z } from 'zod';
import { engagementId, teamId, timestamp } from './ids.ts';
import { channel } from './scenario.ts';

export const queueEntry = z.object({
  engagementId,
  teamId,
  channel,
  customerName: z.string().max(120).optional(),
  scenarioName: z.string(),
  pageTitle: z.string().optional(),
  requestedAt: timestamp,
  /** The associate who hands it over; absent while the customer waits for the first answer. */
  transferredBy: z.string().max(120).optional(),
  /** An associate is being rung right now. */
  ringing: z.boolean(),
});
export type QueueEntry = z.infer<typeof queueEntry>;

/** To associates: everything waiting in their teams' queues, in order. */
export const queueChanged = z.object({
  type: z.literal('queue.changed'),
  waiting: z.array(queueEntry),
});

/** To a waiting customer: 1 is next. */
export const queuePlace = z.object({
  type: z.literal('queue.place'),
  engagementId,
  place: z.int().min(1),
});
