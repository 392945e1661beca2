import { z } from 'zod';
import { engagementId, participantId, questionId, timestamp } from './ids.ts';

export const askedFor = z.enum(['camera', 'screen']);
/** What an associate asks the customer to share. */
export type AskedFor = z.infer<typeof askedFor>;

export const questionProblem = z.enum([
  'blocked', // the browser, the system or the site's policy forbids it
  'missing', // no such device
  'in-use', // another program holds it
  'unavailable', // this browser can't
  'dismissed', // the browser asked which screen, and none was chosen
  'failed',
]);
/** Why nothing is shared although the customer allowed it. */
export type QuestionProblem = z.infer<typeof questionProblem>;

export const questionStatus = z.enum([
  'open',
  'allowed', // the customer said yes; their browser has not begun yet
  'shared',
  'declined',
  'withdrawn',
  'expired',
  'failed',
]);

/** An associate's question to the customer. For each thing that can be asked for, the last one is kept. */
export const question = z.object({
  id: questionId,
  what: askedFor,
  byParticipantId: participantId,
  askedAt: timestamp,
  /** When it expires, unless answered; allowed, when it expires unless something is shared. */
  until: timestamp,
  status: questionStatus,
  problem: questionProblem.optional(),
  /** They were asked for their screen, which this browser can't share, and share their camera. */
  instead: z.boolean().optional(),
});
export type Question = z.infer<typeof question>;

export const questionEvents = [
  z.object({
    type: z.literal('asked'),
    question: question.pick({ id: true, what: true, byParticipantId: true, until: true }),
  }),
  z.object({
    type: z.literal('question-allowed'),
    questionId,
    until: timestamp,
    instead: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('question-closed'),
    questionId,
    status: questionStatus.extract(['declined', 'withdrawn', 'expired', 'failed']),
    problem: questionProblem.optional(),
  }),
] as const;

const command = <T extends string>(type: T) => z.object({ type: z.literal(type), id: z.int(), engagementId });

/** Asks the customer. While the same is being asked already it does nothing. */
export const questionAsk = command('question.ask').extend({ what: askedFor });
export const questionWithdraw = command('question.withdraw').extend({ questionId });
export const questionAnswer = command('question.answer').extend({
  questionId,
  answer: z.discriminatedUnion('says', [
    z.strictObject({
      says: z.literal('allow'),
      /** The camera in place of a screen that this browser can't share. */
      instead: z.boolean().optional(),
    }),
    z.strictObject({ says: z.literal('decline') }),
    /** Allowed, and then the browser would not. */
    z.strictObject({ says: z.literal('fail'), problem: questionProblem }),
  ]),
});
export type QuestionAnswer = z.infer<typeof questionAnswer>['answer'];
