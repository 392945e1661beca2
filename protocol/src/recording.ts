import { z } from 'zod';
import { timestamp } from './ids.ts';

/** Whether the customer is not told, told, or asked before anything is kept. */
export const recordingConsent = z.enum(['none', 'tell', 'ask']);
export type RecordingConsent = z.infer<typeof recordingConsent>;

/** What a scenario says of recording; a scenario without it records nothing. */
export const recordingTerms = z.object({
  consent: recordingConsent,
  /** `on-answer`: by itself when an associate answers. By hand needs the permission `associate.record` too. */
  start: z.enum(['on-answer', 'by-hand']),
  /** How long recordings are kept after the engagement, days. */
  keepDays: z.int().min(1).max(3_650),
});
export type RecordingTerms = z.infer<typeof recordingTerms>;

/** Why nothing is written although it should be. */
export const recordingProblem = z.enum(['no-space', 'unwritable', 'overloaded']);
export type RecordingProblem = z.infer<typeof recordingProblem>;

/** An engagement has one recording; starting again after a stop goes on with the same. */
export const recordingState = z.object({
  consent: z.enum(['asked', 'given', 'refused']).optional(),
  /** Somebody, or the scenario, asked for it. */
  wanted: z.boolean(),
  /** The recorder's own word that media is being written since then. The red circle shows this and nothing else. */
  writingSince: timestamp.optional(),
  problem: recordingProblem.optional(),
});
export type RecordingState = z.infer<typeof recordingState>;
