import { z } from 'zod';
import { availabilityStatus } from './availability.ts';
import { associateId, teamId } from './ids.ts';

/** An associate as others choose one. */
export const colleague = z.object({
  associateId,
  name: z.string(),
  teamIds: z.array(teamId),
  status: availabilityStatus,
  /** Being rung right now, for this or another engagement. */
  ringing: z.boolean(),
});
export type Colleague = z.infer<typeof colleague>;

export const colleagueTeam = z.object({ teamId, name: z.string() });
export type ColleagueTeam = z.infer<typeof colleagueTeam>;

/** While watched, `colleagues.changed` follows: everyone first, then whoever changes. */
export const colleaguesWatch = z.object({
  type: z.literal('colleagues.watch'),
  id: z.int(),
  watch: z.boolean(),
});

export const colleaguesChanged = z.object({
  type: z.literal('colleagues.changed'),
  /** Present with the first message after `colleagues.watch`: these are all; what was known before is void. */
  teams: z.array(colleagueTeam).optional(),
  colleagues: z.array(colleague),
});
