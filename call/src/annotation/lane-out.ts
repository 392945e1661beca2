import type { LaneBody } from '@parley/protocol';
import { maxLaneMessagesPerSecond, maxStrokePoints } from '@parley/protocol/constants';

type Body = Exclude<LaneBody, { topic: 'quality' }>;

/** At most one message of a kind in this time, milliseconds: as often as most mice tell where they are. */
const spacingMs = 1_000 / maxLaneMessagesPerSecond;
/** Events are not quite even; one that comes early by so much is not kept waiting. */
const slackMs = 4;

/**
 * What goes out on the lossy lane, at once unless something went out just before: of each kind the newest, and of a stroke
 * the points that came together.
 */
export class LaneOut {
  readonly #send: (body: Body) => void;
  readonly #waiting = new Map<string, Body>();
  #nextAtMs = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (body: Body) => void) {
    this.#send = send;
  }

  put(body: Body): void {
    const key = keyOf(body);
    const before = this.#waiting.get(key);
    this.#waiting.set(key, before ? joined(before, body) : body);
    const waitMs = this.#nextAtMs - performance.now();
    if (waitMs <= slackMs) this.#flush();
    // Timers leave out what is less than a millisecond.
    else this.#timer ??= setTimeout(() => this.#flush(), Math.ceil(waitMs));
  }

  /** What waits of this stroke is said otherwise. */
  drop(strokeId: string): void {
    this.#waiting.delete(strokeId);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const bodies = [...this.#waiting.values()];
    this.#waiting.clear();
    if (bodies.length > 0) this.#nextAtMs = Math.max(this.#nextAtMs, performance.now()) + spacingMs;
    for (const body of bodies) this.#send(body);
  }
}

const keyOf = (body: Body): string => ('strokeId' in body ? body.strokeId : body.topic);

function joined(before: Body, body: Body): Body {
  if (before.topic !== 'stroke' || body.topic !== 'stroke') return body;
  const goesOn = body.from === before.from + before.points.length / 3;
  const points = [...before.points, ...body.points];
  return goesOn && points.length <= maxStrokePoints * 3 ? { ...body, from: before.from, points } : body;
}
