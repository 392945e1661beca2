import { z } from 'zod';
import { availabilityStatus } from './availability.ts';
import { associateId, engagementId, teamId, timestamp } from './ids.ts';
import { queueEntry } from './queue.ts';
import { channel } from './scenario.ts';
import { supervisionMode } from './supervision.ts';

/** One team's day so far. */
export const boardTeam = z.object({
  teamId,
  name: z.string(),
  /** Answered at all, and of those within `targetSeconds` of the request. */
  answered: z.int().min(0),
  inTime: z.int().min(0),
  /** Requested and over without an answer. */
  abandoned: z.int().min(0),
  targetSeconds: z.int().min(1),
});
export type BoardTeam = z.infer<typeof boardTeam>;

export const boardPerson = z.object({
  associateId,
  name: z.string(),
  teamIds: z.array(teamId),
  status: availabilityStatus,
  /** As far back as the server knows; absent for who has no desk open. */
  since: timestamp.optional(),
  ringing: z.boolean(),
});
export type BoardPerson = z.infer<typeof boardPerson>;

export const boardEngagement = z.object({
  engagementId,
  teamId,
  channel,
  scenarioName: z.string(),
  customerName: z.string().optional(),
  answeredAt: timestamp,
  heldSince: timestamp.optional(),
  recording: z.boolean(),
  /** Who leads first. */
  associates: z.array(z.object({ associateId, name: z.string() })),
  supervisors: z.array(z.object({ associateId, name: z.string(), mode: supervisionMode })),
  /** The worst path of those in it, 0 unusable … 3 good; absent until somebody has measured. */
  quality: z.int().min(0).max(3).optional(),
});
export type BoardEngagement = z.infer<typeof boardEngagement>;

export const board = z.object({
  teams: z.array(boardTeam),
  people: z.array(boardPerson),
  /** In the order of the queue. */
  waiting: z.array(queueEntry),
  engagements: z.array(boardEngagement),
});
export type Board = z.infer<typeof board>;

/** While watched, `board.changed` follows: at once, and after changes, at most once a second. */
export const boardWatch = z.object({ type: z.literal('board.watch'), id: z.int(), watch: z.boolean() });

export const boardChanged = z.object({ type: z.literal('board.changed'), board });
