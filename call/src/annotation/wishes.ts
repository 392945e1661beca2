import type {
  DrawnStroke,
  EngagementState,
  InkTarget,
  ParticipantId,
  Stroke,
  StrokeId,
} from '@parley/protocol';
import { isOn } from '@parley/engagement';
import type { Outcome } from '../api.ts';
import type { Asking } from '../signal/asks.ts';

export type InkAsking = Extract<Asking, { type: `ink.${string}` }>;

interface Wish {
  readonly asking: InkAsking;
  readonly settle: (outcome: Outcome) => void;
  /** On its way to the server. */
  isAsked: boolean;
  /** The server has said yes; it stays until its event has come, for at most `eventWithinMs`. */
  grantedAtMs?: number;
}

const eventWithinMs = 3_000;

/**
 * What this person wants of the ink and the server has not told yet, in order. Shown as if it were so; asked again after
 * each reconnection, which changes nothing the second time.
 */
export class InkWishes {
  readonly #ask: (asking: InkAsking) => Promise<Outcome>;
  readonly #onChange: () => void;
  #wishes: Wish[] = [];
  #self: ParticipantId | undefined;

  constructor(ask: (asking: InkAsking) => Promise<Outcome>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
  }

  /** Resolves with the server's answer, however long that takes. */
  add(asking: InkAsking): Promise<Outcome> {
    return new Promise((settle) => {
      const wish: Wish = { asking, settle, isAsked: false };
      this.#wishes.push(wish);
      this.#onChange();
      void this.#say(wish);
    });
  }

  /**
   * The connection is back: everything unanswered is said again, in order. What is on its way behind something that has
   * to be said again is repeated too: an erasure must not overtake its stroke.
   */
  sayAgain(): void {
    const first = this.#wishes.findIndex((wish) => !wish.isAsked && wish.grantedAtMs === undefined);
    if (first < 0) return;
    for (const wish of this.#wishes.slice(first)) if (wish.grantedAtMs === undefined) void this.#say(wish);
  }

  /** There is no engagement any more that any of it could be about. */
  forget(): void {
    for (const { settle, grantedAtMs } of this.#wishes.splice(0))
      if (grantedAtMs === undefined) settle({ ok: false, problem: { code: 'engagement-ended' } });
  }

  /** The ink as it is wanted: the server's, with the wishes done to it. */
  applied({ ink }: EngagementState, self: ParticipantId): readonly DrawnStroke[] {
    this.#self = self;
    const nowMs = performance.now();
    this.#wishes = this.#wishes.filter(
      ({ asking, grantedAtMs }) =>
        grantedAtMs === undefined || (!isSo(ink, asking, self) && nowMs - grantedAtMs < eventWithinMs),
    );
    return this.#wishes.reduce<readonly DrawnStroke[]>(
      (drawn, { asking }) => withWish(drawn, asking, self),
      ink,
    );
  }

  async #say(wish: Wish): Promise<void> {
    wish.isAsked = true;
    const outcome = await this.#ask(wish.asking);
    wish.isAsked = false;
    // Out of reach: said again when it is back.
    if (!outcome.ok && (outcome.problem.code === 'draining' || outcome.problem.code === 'conflict')) return;
    if (outcome.ok) wish.grantedAtMs = performance.now();
    else this.#wishes = this.#wishes.filter((other) => other !== wish);
    wish.settle(outcome);
    if (this.#self) this.#onChange();
  }
}

/** Whether the server's ink is already as this asks for. */
function isSo(ink: readonly DrawnStroke[], asking: InkAsking, self: ParticipantId): boolean {
  switch (asking.type) {
    case 'ink.draw':
      return ink.some(({ id }) => id === asking.stroke.id);
    case 'ink.change': {
      const stroke = ink.find(({ id }) => id === asking.strokeId);
      return !stroke || stroke.points.join() === asking.points.join();
    }
    case 'ink.erase':
      return !ink.some(({ id }) => asking.strokeIds.includes(id));
    case 'ink.clear':
      return !ink.some((stroke) => isCleared(stroke, asking, self));
  }
}

function withWish(
  ink: readonly DrawnStroke[],
  asking: InkAsking,
  self: ParticipantId,
): readonly DrawnStroke[] {
  switch (asking.type) {
    case 'ink.draw':
      return isSo(ink, asking, self) ? ink : [...ink, drawn(ink, asking.stroke, self)];
    case 'ink.change':
      return ink.map((stroke) =>
        stroke.id === asking.strokeId
          ? { ...stroke, points: asking.points, ...(asking.text !== undefined && { text: asking.text }) }
          : stroke,
      );
    case 'ink.erase':
      return without(ink, asking.strokeIds);
    case 'ink.clear':
      return ink.filter((stroke) => !isCleared(stroke, asking, self));
  }
}

/** As the server will tell it, as far as that can be known. */
function drawn(ink: readonly DrawnStroke[], stroke: Stroke, participantId: ParticipantId): DrawnStroke {
  const highest = ink.reduce(
    (most, other) => (isOn(other, stroke.target) ? Math.max(most, other.number ?? 0) : most),
    0,
  );
  return {
    ...stroke,
    participantId,
    at: new Date().toISOString(),
    ...(stroke.tool === 'marker' && { number: highest + 1 }),
  };
}

const without = (ink: readonly DrawnStroke[], ids: readonly StrokeId[]): readonly DrawnStroke[] =>
  ink.filter(({ id }) => !ids.includes(id));

const isCleared = (
  stroke: DrawnStroke,
  { target, whose }: { readonly target: InkTarget; readonly whose: 'own' | 'all' },
  self: ParticipantId,
): boolean => isOn(stroke, target) && (whose === 'all' || stroke.participantId === self);
