import { z } from 'zod';
import { abandonedStroke, growingStroke, inkPointer } from './ink.ts';
import { engagementId, participantId } from './ids.ts';
import { typing } from './message.ts';
import { sharedView, stillProgress } from './still.ts';

/**
 * The lossy lane: relayed to the other participants, never stored, newest wins per sender and topic when a reader
 * is slow. Nothing that matters a second later belongs here.
 */
export const quality = z.object({
  topic: z.literal('quality'),
  /** 0 unusable … 3 good, as the sender measures its own path. */
  up: z.int().min(0).max(3),
  down: z.int().min(0).max(3),
  roundTripMs: z.int().min(0).max(60_000).optional(),
});
export type Quality = z.infer<typeof quality>;

export const laneBody = z.discriminatedUnion('topic', [
  quality,
  growingStroke,
  abandonedStroke,
  inkPointer,
  stillProgress,
  sharedView,
  typing,
]);
export type LaneBody = z.infer<typeof laneBody>;

export const laneSend = z.object({ type: z.literal('lane.send'), engagementId, body: laneBody });
export const laneReceived = z.object({
  type: z.literal('lane.received'),
  engagementId,
  participantId,
  body: laneBody,
});
