import type { ParticipantId } from '@parley/protocol';

/** Said again this often while it goes on: what is told on the lane may be lost. */
const againMs = 2_000;
/** After so long without a key nobody is typing any more. */
const restsAfterMs = 4_000;
/** And without having heard it again. */
const forgottenAfterMs = 5_000;

/** Tells the others that this person is writing. */
export class TypingOut {
  readonly #tell: (isTyping: boolean) => void;
  #toldAt: number | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (isTyping: boolean) => void) {
    this.#tell = tell;
  }

  /** To be called with each key. */
  set(isTyping: boolean): void {
    clearTimeout(this.#rest);
    if (isTyping) this.#rest = setTimeout(() => this.set(false), restsAfterMs);
    const now = performance.now();
    if (isTyping && this.#toldAt !== undefined && now - this.#toldAt < againMs) return;
    if (!isTyping && this.#toldAt === undefined) return;
    this.#toldAt = isTyping ? now : undefined;
    this.#tell(isTyping);
  }

  forget(): void {
    clearTimeout(this.#rest);
    this.#toldAt = undefined;
  }
}

/** Which of the others are writing. */
export class WhoTypes {
  readonly #onChange: () => void;
  readonly #timers = new Map<ParticipantId, ReturnType<typeof setTimeout>>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly ParticipantId[] {
    return [...this.#timers.keys()];
  }

  heard(id: ParticipantId, isTyping: boolean): void {
    const before = this.#timers.has(id);
    clearTimeout(this.#timers.get(id));
    if (isTyping)
      this.#timers.set(
        id,
        setTimeout(() => this.heard(id, false), forgottenAfterMs),
      );
    else this.#timers.delete(id);
    if (before !== isTyping) this.#onChange();
  }

  clear(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
