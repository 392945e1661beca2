import { z } from 'zod';
import { trackSource } from '../engagement.ts';
import { participantId, timestamp } from '../ids.ts';

/** Where a recording is on its way from the call to one file that people watch. */
export const recordingStatus = z.enum([
  'recording', // takes are being written, or may be written again
  'composing', // waiting for its turn, or at work; see `progress`
  'ready',
  'uncomposed', // the composition failed or there is no ffmpeg; the takes can be watched one by one
  'empty', // nothing was written
  'deleted',
]);
export type RecordingStatus = z.infer<typeof recordingStatus>;

/** One track as it was captured: a WebM or Matroska file. */
export const recordedTake = z.object({
  id: z.string().max(64),
  participantId,
  source: trackSource,
  startedAt: timestamp,
  durationMs: z.int().min(0),
  contentType: z.string().max(80),
  bytes: z.int().min(0),
});
export type RecordedTake = z.infer<typeof recordedTake>;

/** `GET /api/v1/engagements/:id/recording`; 404 `recording-not-found` when the engagement has none. */
export const recordingRecord = z.object({
  status: recordingStatus,
  /** The moment that the player calls 0:00: the first picture or sound of the first take. */
  startedAt: timestamp.optional(),
  durationMs: z.int().min(0).optional(),
  /** Of the composition, 0..1. */
  progress: z.number().min(0).max(1).optional(),
  /** Why it is `uncomposed`. */
  problem: z.enum(['no-ffmpeg', 'failed', 'damaged']).optional(),
  contentType: z.string().max(80).optional(),
  bytes: z.int().min(0).optional(),
  takes: z.array(recordedTake),
  /** Until when it is kept. */
  keptUntil: timestamp.optional(),
  deletedAt: timestamp.optional(),
  mayDownload: z.boolean(),
  mayDelete: z.boolean(),
});
export type RecordingRecord = z.infer<typeof recordingRecord>;
