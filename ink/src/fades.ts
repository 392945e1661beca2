import { fading } from './render.ts';

/** How visible fading strokes are, and when the next painting is due because of it. */
export class Fades {
  #due: number | undefined;

  /** Before each painting. */
  begin(): void {
    this.#due = undefined;
  }

  /** 0..1. @param fadesAtMs in the clock of `nowMs`; undefined for what stays */
  alphaOf(fadesAtMs: number | undefined, nowMs: number): number {
    if (fadesAtMs !== undefined && fadesAtMs > nowMs)
      this.#due = Math.min(this.#due ?? Infinity, Math.max(fadesAtMs - 1_000 - nowMs, 0));
    return fading(fadesAtMs, nowMs);
  }

  /** Milliseconds until something begins to fade, 0 while something does; undefined when nothing will. */
  get dueInMs(): number | undefined {
    return this.#due;
  }
}
