import { z } from 'zod';
import { scenarioId } from './ids.ts';
import { inkTerms } from './ink.ts';
import { messageTerms } from './message.ts';
import { recordingTerms } from './recording.ts';
import { supervisionTerms } from './supervision.ts';
import { smsTerms } from './sms.ts';

/**
 * What an engagement scenario can let each side do. Present means allowed; anything absent is refused by the
 * server and has no control on the screen.
 */
export const permission = z.enum([
  'customer.camera',
  'customer.screen',
  'customer.pause',
  'customer.message',
  'customer.annotate',
  'associate.camera',
  'associate.screen',
  'associate.pause',
  'associate.message',
  'associate.sms',
  'associate.annotate',
  'associate.freeze',
  'associate.record',
  'associate.meeting',
  'associate.add',
  'associate.transfer',
  'request.camera',
  'request.screen',
  'request.cobrowse',
]);
export type Permission = z.infer<typeof permission>;

export const channel = z.enum(['audio', 'video']);
/** How an engagement begins. Either side can add or drop its own video afterwards. */
export type Channel = z.infer<typeof channel>;

/** The part of a scenario that an engagement keeps for its whole life, whatever an administrator changes meanwhile. */
export const scenarioTerms = z.object({
  id: scenarioId,
  name: z.string().min(1).max(80),
  allows: z.array(permission).max(64),
  /** How long an invitation to answer rings before the next associate is asked, seconds. */
  ringSeconds: z.int().min(5).max(120),
  /** How long a party that lost its connection is waited for, seconds. */
  graceSeconds: z.int().min(2).max(600),
  /** How long an associate is kept free after the engagement ends, seconds; 0 for none. */
  wrapUpSeconds: z.int().min(0).max(3600),
  recording: recordingTerms.optional(),
  ink: inkTerms.optional(),
  messages: messageTerms.optional(),
  supervision: supervisionTerms.optional(),
  sms: smsTerms.optional(),
});
export type ScenarioTerms = z.infer<typeof scenarioTerms>;
