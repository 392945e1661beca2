import { z } from 'zod';
import { engagementId, participantId, stillId, timestamp } from './ids.ts';
import { livePicture } from './ink.ts';

/** SHA-256 of the file, lower-case hexadecimal. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A JPEG file without metadata, the same on all sides. */
export const stillPicture = z.object({
  sha256,
  width: z.int().min(1),
  height: z.int().min(1),
  bytes: z.int().min(1),
});
export type StillPicture = z.infer<typeof stillPicture>;

/** Why there is no sharper picture than the first. */
export const stillProblem = z.enum([
  'no-picture', // camera or screen was off by then
  'unsupported', // the browser can't
  'too-large',
  'lost', // its owner went away, or took too long
]);
export type StillProblem = z.infer<typeof stillProblem>;

/** A frozen picture. */
export const still = z.object({
  id: stillId,
  of: livePicture,
  byParticipantId: participantId,
  at: timestamp,
  /** What the associate saw when freezing; there at once. */
  preview: stillPicture.optional(),
  /** The owner's own picture at its full resolution; takes the place of the preview. */
  picture: stillPicture.optional(),
  problem: stillProblem.optional(),
});
export type Still = z.infer<typeof still>;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Freezes a picture; its owner's browser is asked for the still. The id is chosen by who freezes. */
export const stillFreeze = command('still.freeze').extend({ stillId, of: livePicture });
/** Back to the live picture. */
export const stillUnfreeze = command('still.unfreeze');
/** Shows an earlier still again, to everyone. */
export const stillShow = command('still.show').extend({ stillId });
export const stillDelete = command('still.delete').extend({ stillId });
/** The owner's browser can't deliver. */
export const stillFail = command('still.fail').extend({ stillId, problem: stillProblem });

/** On the lossy lane: how much of the sharp picture its owner has sent, 0..1. */
export const stillProgress = z.object({
  topic: z.literal('still-progress'),
  stillId,
  part: z.number().min(0).max(1),
});

/** On the lossy lane: the part of a still that its sender looks at, for others to follow. Absent: no longer shared. */
export const sharedView = z.object({
  topic: z.literal('view'),
  stillId,
  view: z
    .object({
      /** Middle of what is seen, 0..1 of the still's width and height. */
      x: z.number().min(0).max(1),
      y: z.number().min(0).max(1),
      /** 1 shows the whole still. */
      scale: z.number().min(1).max(32),
    })
    .optional(),
});
export type SharedView = z.infer<typeof sharedView>;
