import { z } from 'zod';
import { availability } from './availability.ts';
import { associateId, engagementId, participantId, timestamp } from './ids.ts';
import { iceServer } from './media.ts';
import { problems, type ProblemCode } from './problem.ts';

/**
 * First message of every connection. A customer gives the token of their engagement; an associate is known by the
 * cookie of the upgrade request. `resume` names the engagements already known and the last event seen of each.
 */
export const sessionHello = z.object({
  type: z.literal('session.hello'),
  version: z.int(),
  token: z.string().max(256).optional(),
  resume: z
    .array(z.object({ engagementId, lastSeq: z.int().min(0), mediaEpoch: z.string().max(64) }))
    .max(16)
    .default([]),
});

export const sessionPing = z.object({ type: z.literal('session.ping'), sentAt: z.number() });

export const associateProfile = z.object({
  id: associateId,
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(['associate', 'supervisor', 'administrator'])),
});
export type AssociateProfile = z.infer<typeof associateProfile>;

export const sessionWelcome = z.object({
  type: z.literal('session.welcome'),
  version: z.int(),
  /** For clocks that must not depend on the reader's own. */
  serverTime: timestamp,
  iceServers: z.array(iceServer),
  reader: z.discriminatedUnion('role', [
    z.object({ role: z.literal('customer'), engagementId, participantId }),
    z.object({ role: z.literal('associate'), profile: associateProfile, availability }),
  ]),
});

/** Answers a ping with its own `sentAt`. */
export const sessionPong = z.object({
  type: z.literal('session.pong'),
  sentAt: z.number(),
  serverTime: timestamp,
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets which keys the table has
const problemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

/** Every message that has an `id` is answered exactly once. */
export const reply = z.discriminatedUnion('ok', [
  z.object({
    type: z.literal('reply'),
    id: z.int(),
    ok: z.literal(true),
    /** Answer description, for `media.publish`. */
    sdp: z.string().optional(),
  }),
  z.object({
    type: z.literal('reply'),
    id: z.int(),
    ok: z.literal(false),
    problem: z.object({
      code: problemCode,
      detail: z.string().optional(),
      incidentId: z.string().optional(),
    }),
  }),
]);
export type Reply = z.infer<typeof reply>;
