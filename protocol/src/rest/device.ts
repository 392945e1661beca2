import { z } from 'zod';
import { timestamp } from '../ids.ts';

/** `POST /api/v1/engagements/:id/device-link`: the link, for the customer's own page to show; a new one each time. */
export const deviceLinkShown = z.object({ url: z.url().max(300), until: timestamp });
export type DeviceLinkShown = z.infer<typeof deviceLinkShown>;
