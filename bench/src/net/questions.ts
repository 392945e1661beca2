import type { Impairment } from './link.ts';

/** What may be asked of the process that impairs packets. */
export type RelayQuestions = {
  /** A new UDP port whose packets go to `target` on loopback and back. */
  open: { args: { target: number }; value: { port: number } };
  /** Changes what happens to packets from now on; up is towards the target. */
  impair: { args: { port: number; up: Impairment; down: Impairment }; value: null };
  /** Lets nothing pass any more to or from those who use the port now; new ones are let through. */
  sever: { args: { port: number }; value: null };
  counts: { args: { port: number }; value: { up: Counts; down: Counts } };
};

export interface Counts {
  readonly passed: number;
  readonly lost: number;
}
