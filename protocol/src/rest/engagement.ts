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

/** `GET /api/v1/engagements?…`: which ones, all conditions together; dates are inclusive, UTC. */
export const engagementQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Of a page before: continues after it. */
  after: z.string().max(200).optional(),
  /** Part of the customer's or an associate's name, in any case. */
  search: z.string().trim().min(1).max(80).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  outcome: endReason.optional(),
  scenario: z.string().min(1).max(80).optional(),
  recorded: z.stringbool().optional(),
});
export type EngagementQuery = z.infer<typeof engagementQuery>;

/** Newest first, those of the reader's teams. */
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
  /** Something of it was recorded, and is kept still. */
  recorded: z.boolean(),
});
export type EngagementSummary = z.infer<typeof engagementSummary>;
export const engagementList = z.object({
  engagements: z.array(engagementSummary),
  /** Present when there are more: the `after` of the next page. */
  next: z.string().optional(),
});

/** `GET /api/v1/engagements/scenarios`: the names of scenarios that the reader's engagements had. */
export const scenarioNames = z.object({ names: z.array(z.string()) });

/** `GET /api/v1/engagements/:id` */
export const engagementRecord = z.object({
  engagement: engagementState,
  events: z.array(loggedEvent),
});
export type EngagementRecord = z.infer<typeof engagementRecord>;
