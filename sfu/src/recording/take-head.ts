import type { TrackSource } from '../engine.ts';
import type { CodecName } from '../wire/codecs.ts';

/** The open part of a take's file. */
export interface TakeHead {
  readonly format: 'parley take 1';
  readonly participantId: string;
  readonly source: TrackSource;
  readonly codec: CodecName;
  /** What timestamp 0 stands for: milliseconds since 1970 by the clock of the host that wrote it. */
  readonly startedAtMs: number;
}

/** Whether a sealed file says that it is a take. Who wrote it is another question, which its seal answers. */
export const isTakeHead = (about: unknown): about is TakeHead =>
  typeof about === 'object' && about !== null && 'format' in about && about.format === 'parley take 1';
