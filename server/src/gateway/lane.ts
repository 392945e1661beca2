import { maxStrokePoints, type DownMessage } from '@parley/protocol';

type LaneMessage = Extract<DownMessage, { type: 'lane.received' }>;

/**
 * What waits for a reader that is slow. There is one place per engagement, sender and topic: a newer message takes
 * the place of the older (LA2), so that the lane can't grow.
 */
export class LaneBuffer {
  readonly #waiting = new Map<string, LaneMessage>();
  dropped = 0;

  put(message: LaneMessage): void {
    const place = placeOf(message);
    const before = this.#waiting.get(place);
    const both = before && joined(before, message);
    if (before && !both) this.dropped += 1;
    this.#waiting.set(place, both ?? message);
  }

  /** Everything that waits, oldest place first; leaves nothing behind. */
  drain(): LaneMessage[] {
    const messages = [...this.#waiting.values()];
    this.#waiting.clear();
    return messages;
  }

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }
}

/** Two strokes that grow at a time are two things; of everything else a sender has one. */
const placeOf = ({ engagementId, participantId, body }: LaneMessage): string =>
  `${engagementId} ${participantId} ${'strokeId' in body ? body.strokeId : body.topic}`;

/** Points of one stroke that follow each other become one message; a gap, or too much, is none. */
function joined(before: LaneMessage, message: LaneMessage): LaneMessage | undefined {
  const [first, next] = [before.body, message.body];
  if (first.topic !== 'stroke' || next.topic !== 'stroke') return undefined;
  const isNext = next.from === first.from + first.points.length / 3;
  const length = first.points.length + next.points.length;
  if (!isNext || length > maxStrokePoints * 3) return undefined;
  return { ...message, body: { ...next, from: first.from, points: [...first.points, ...next.points] } };
}
