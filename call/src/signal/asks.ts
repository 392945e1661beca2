import type { ProblemBody, Reply, UpRequest } from '@parley/protocol';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A message that the server answers, before it has its number. */
export type Asking = WithoutId<UpRequest>;

export type Answer =
  | { readonly ok: true; readonly sdp?: string | undefined }
  | { readonly ok: false; readonly problem: ProblemBody };

interface Ask {
  readonly message: UpRequest;
  readonly settle: (answer: Answer) => void;
  readonly deadline: ReturnType<typeof setTimeout>;
  timesSent: number;
  isOut: boolean;
}

const answerWithinMs = 10_000;
const mostTimesSent = 2;

/** Media belongs to the connection on which it was asked for; everything else may be said twice (SPEC RQ6). */
const mayRepeat = (message: UpRequest): boolean => !message.type.startsWith('media.');

/** What was asked and is not answered yet. */
export class Asks {
  readonly #open = new Map<number, Ask>();
  #lastId = 0;

  /** The answer; `late` when none came within 10 s. */
  add(asking: Asking, late: ProblemBody): Promise<Answer> {
    this.#lastId += 1;
    const message = { ...asking, id: this.#lastId };
    return new Promise((resolve) => {
      const deadline = setTimeout(
        () => this.#settle(message.id, { ok: false, problem: late }),
        answerWithinMs,
      );
      this.#open.set(message.id, { message, settle: resolve, deadline, timesSent: 0, isOut: false });
    });
  }

  /** What has to be sent now, in the order of asking. Each is handed out once per connection. */
  takeUnsent(): UpRequest[] {
    const unsent = [...this.#open.values()].filter((ask) => !ask.isOut);
    for (const ask of unsent) {
      ask.isOut = true;
      ask.timesSent += 1;
    }
    return unsent.map(({ message }) => message);
  }

  heard(reply: Reply): void {
    this.#settle(reply.id, reply.ok ? { ok: true, sdp: reply.sdp } : { ok: false, problem: reply.problem });
  }

  /** The connection is gone. What may be said twice is said again on the next one, once; the rest is answered with `problem`. */
  connectionLost(problem: ProblemBody): void {
    for (const [id, ask] of this.#open) {
      if (ask.isOut && (!mayRepeat(ask.message) || ask.timesSent >= mostTimesSent))
        this.#settle(id, { ok: false, problem });
      else ask.isOut = false;
    }
  }

  /** There will be no connection any more. */
  giveUp(problem: ProblemBody): void {
    for (const id of this.#open.keys()) this.#settle(id, { ok: false, problem });
  }

  #settle(id: number, answer: Answer): void {
    const ask = this.#open.get(id);
    if (!ask) return;
    this.#open.delete(id);
    clearTimeout(ask.deadline);
    ask.settle(answer);
  }
}
