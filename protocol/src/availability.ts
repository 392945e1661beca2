import { z } from 'zod';
import { timestamp } from './ids.ts';

export const availabilityStatus = z.enum(['offline', 'available', 'away', 'on-a-call', 'wrapping-up']);
/** `on-a-call` and `wrapping-up` set themselves; `offline` is having no desk open. */
export type AvailabilityStatus = z.infer<typeof availabilityStatus>;

export const availability = z.object({
  status: availabilityStatus,
  /** What the associate chose, and returns to after the engagement. */
  chosen: z.enum(['available', 'away']),
  /** When the wrap-up ends by itself. */
  wrapUpUntil: timestamp.optional(),
  /** `missed`: set to Away because two invitations in a row rang out. */
  notice: z.enum(['missed']).optional(),
});
export type Availability = z.infer<typeof availability>;

export const availabilitySet = z.object({
  type: z.literal('availability.set'),
  id: z.int(),
  chosen: z.enum(['available', 'away']),
});
export const availabilityChanged = z.object({
  type: z.literal('availability.changed'),
  availability,
});
