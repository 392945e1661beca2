import { z } from 'zod';
import { trackSource } from './engagement.ts';
import { engagementId, participantId } from './ids.ts';

/** SDP is a few kB; a description above this is not one of ours. */
export const maxSdpLength = 48 * 1024;
const sdp = z.string().min(1).max(maxSdpLength);
const connectionId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const mid = z.string().regex(/^[A-Za-z0-9_-]{1,16}$/);

export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof iceServer>;

/** An m-line of a publisher's offer and what it carries. */
export const publishedLine = z.object({
  mid,
  source: trackSource,
  /** The same picture again, for those who show it small. */
  layer: z.literal('small').optional(),
});
export type PublishedLine = z.infer<typeof publishedLine>;

/** An m-line of a subscribing connection; `track` is absent while the line is free. */
export const subscribedLine = z.object({
  mid,
  kind: z.enum(['audio', 'video']),
  track: z.object({ participantId, source: trackSource }).optional(),
});
export type SubscribedLine = z.infer<typeof subscribedLine>;

/** Offers the sender's tracks. Replaces an earlier publishing connection. Answered with `{ sdp }`. */
export const mediaPublish = z.object({
  type: z.literal('media.publish'),
  id: z.int(),
  engagementId,
  connectionId,
  sdp,
  lines: z.array(publishedLine).min(1).max(8),
});
/** Asks for the connection that carries everyone else's tracks; a `media.offer` follows. */
export const mediaSubscribe = z.object({
  type: z.literal('media.subscribe'),
  id: z.int(),
  engagementId,
  connectionId,
});
export const mediaAnswer = z.object({
  type: z.literal('media.answer'),
  id: z.int(),
  engagementId,
  connectionId,
  revision: z.int().min(0),
  sdp,
});

/** How large a picture is shown: a thumbnail has no use for more than a small one, and what is out of sight for none. */
export const pictureSize = z.enum(['full', 'small', 'none']);
export type PictureSize = z.infer<typeof pictureSize>;

export const maxTrackSizes = 64;
export const trackSize = z.object({
  participantId,
  source: z.enum(['camera', 'screen']),
  size: pictureSize,
});
export type TrackSize = z.infer<typeof trackSize>;

/** How large the sender shows the others' pictures; always the whole of it. What isn't named is shown in full. */
export const mediaResize = z.object({
  type: z.literal('media.resize'),
  id: z.int(),
  engagementId,
  sizes: z.array(trackSize).max(maxTrackSizes),
});

export const mediaOffer = z.object({
  type: z.literal('media.offer'),
  engagementId,
  connectionId,
  revision: z.int().min(0),
  sdp,
  lines: z.array(subscribedLine),
});
export const mediaLines = z.object({
  type: z.literal('media.lines'),
  engagementId,
  connectionId,
  lines: z.array(subscribedLine),
});
/**
 * Whether anybody has a use for the full picture of one of the reader's tracks, and for the small one. Until it is said:
 * for the full one only.
 */
export const mediaWanted = z.object({
  type: z.literal('media.wanted'),
  engagementId,
  source: trackSource,
  full: z.boolean(),
  small: z.boolean(),
});
/** One of the reader's connections failed at the server's end; open a new one. */
export const mediaFailed = z.object({
  type: z.literal('media.failed'),
  engagementId,
  connectionId,
});
/** The media process was replaced: connect anew under this epoch. */
export const mediaReset = z.object({
  type: z.literal('media.reset'),
  engagementId,
  mediaEpoch: z.string().max(64),
});
