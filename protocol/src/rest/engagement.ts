import { z } from 'zod';
import { contextAttributes } from '../context.ts';
import { engagementState, loggedEvent, endReason } from '../engagement.ts';
import { engagementId, participantId, timestamp } from '../ids.ts';
import { channel } from '../scenario.ts';

/** `POST /api/v1/widget/offer`: what the widget may show on this page. */
export const widgetOfferRequest = z.object({
  clientId: z.string().min(1).max(64),
  context: contextAttributes,
});
export type WidgetOfferRequest = z.infer<typeof widgetOfferRequest>;

export const widgetOffer = z.object({
  applicationName: z.string(),
  /** Buttons to show, in order; none hides the widget. */
  channels: z.array(channel),
  /** The scenario's engagement message beside the button. */
  message: z.string().max(280),
  /** The site's colour, `#rrggbb`. */
  brandColor: z.string().regex(/^#[0-9a-f]{6}$/),
});
export type WidgetOffer = z.infer<typeof widgetOffer>;

/** `POST /api/v1/engagements`: a customer asks for an associate. Origin must be one of the application's. */
export const engagementRequest = z.object({
  clientId: z.string().min(1).max(64),
  channel,
  /** Whether the customer begins with their camera on. */
  camera: z.boolean(),
  context: contextAttributes,
});
export type EngagementRequest = z.infer<typeof engagementRequest>;

export const engagementCreated = z.object({
  engagementId,
  participantId,
  /** Names this engagement and this participant; shown once. */
  token: z.string(),
});
export type EngagementCreated = z.infer<typeof engagementCreated>;

/** `GET /api/v1/engagements?limit=` → newest first, those of the reader's teams. */
export const engagementSummary = z.object({
  id: engagementId,
  customerName: z.string().optional(),
  scenarioName: z.string(),
  channel,
  phase: z.enum(['waiting', 'active', 'ended']),
  requestedAt: timestamp,
  answeredAt: timestamp.optional(),
  endedAt: timestamp.optional(),
  endReason: endReason.optional(),
  associateNames: z.array(z.string()),
});
export type EngagementSummary = z.infer<typeof engagementSummary>;
export const engagementList = z.object({ engagements: z.array(engagementSummary) });

/** `GET /api/v1/engagements/:id` */
export const engagementRecord = z.object({
  engagement: engagementState,
  events: z.array(loggedEvent),
});
export type EngagementRecord = z.infer<typeof engagementRecord>;
