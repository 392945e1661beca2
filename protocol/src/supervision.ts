import { z } from 'zod';
import { associateId, engagementId, participantId, timestamp } from './ids.ts';

/** `listen`: hears and sees, and is neither heard nor seen. `whisper`: associates hear them, and nobody else. */
export const supervisionMode = z.enum(['listen', 'whisper']);
export type SupervisionMode = z.infer<typeof supervisionMode>;

/** Who is told of a supervisor who listens. A whisper can be heard, so that associates are told of it in any case. */
export const announcement = z.enum(['everyone', 'associates', 'nobody']);
export type Announcement = z.infer<typeof announcement>;

/** What a scenario says of supervision; without it, associates are told. */
export const supervisionTerms = z.object({ announce: announcement });
export type SupervisionTerms = z.infer<typeof supervisionTerms>;

/** A supervisor who is with an engagement and takes no part in it. */
export const supervisor = z.object({
  /** Who they are to the media engine, and the participant that they become by barging in. */
  id: participantId,
  /** Absent for customers. */
  associateId: associateId.optional(),
  name: z.string().max(120),
  mode: supervisionMode,
  announce: announcement,
  /** The beginning of this mode. */
  since: timestamp,
});
export type Supervisor = z.infer<typeof supervisor>;

/** How a supervisor comes to take part: beside the associate, or in the place of the one who leads. */
export const supervisorEntrance = z.enum(['barge', 'take-over']);
export type SupervisorEntrance = z.infer<typeof supervisorEntrance>;

export const supervisionEvents = [
  z.object({
    type: z.literal('supervision-began'),
    supervisor: supervisor.omit({ since: true }),
    /** The mode before this one, if there was any. */
    was: supervisionMode.optional(),
  }),
  z.object({
    type: z.literal('supervision-ended'),
    supervisor: supervisor.omit({ since: true }),
    reason: z.enum(['left', 'lost', 'ended']),
  }),
] as const;

/** From outside, or in another way than before. */
export const supervisionStart = z.object({
  type: z.literal('supervision.start'),
  id: z.int(),
  engagementId,
  how: z.enum([...supervisionMode.options, ...supervisorEntrance.options]),
});
/** A listener or whisperer goes. Who has barged in leaves like any associate. */
export const supervisionStop = z.object({ type: z.literal('supervision.stop'), id: z.int(), engagementId });
export type SupervisionWay = z.infer<typeof supervisionStart>['how'];
