/** What a benchmark is, and what it says. */

export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** One number with what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
  /** What a reader has to know to judge the number. */
  readonly note?: string;
}

export interface Outcome {
  readonly figures: readonly Figure[];
  /** Single measurements and circumstances, kept in the file but not printed. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Settings {
  /** Chromium's executable. */
  readonly chromium: string;
  /** Whether the long runs are wanted. */
  readonly soak: boolean;
  /** Tells whoever waits what is going on. */
  readonly say: (line: string) => void;
}

export interface Benchmark {
  /** As given on the command line; also the name of the file with its results. */
  readonly name: string;
  /** How it is measured, in a few sentences. */
  readonly method: string;
  /** Runs only when `--soak` is given. */
  readonly long?: boolean;
  /** @throws Skipped when this machine lacks something that is needed */
  readonly run: (settings: Settings) => Promise<Outcome>;
}

/** Thrown by a benchmark that can't be run here; the message says what is missing. */
export class Skipped extends Error {}

/** Whether the figure is what it should be; undefined without a target. */
export function reached({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
