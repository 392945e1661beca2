import type { DownMessage } from '@parley/protocol';

type LaneMessage = Extract<DownMessage, { type: 'lane.received' }>;

/**
 * What waits for a reader that is slow. There is one place per engagement, sender and topic: a newer message takes
 * the place of the older (LA2), so that the lane can't grow.
 */
export class LaneBuffer {
  readonly #waiting = new Map<string, LaneMessage>();
  dropped = 0;

  put(message: LaneMessage): void {
    const place = `${message.engagementId} ${message.participantId} ${message.body.topic}`;
    if (this.#waiting.has(place)) this.dropped += 1;
    this.#waiting.set(place, message);
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
