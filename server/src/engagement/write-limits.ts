import type { Actor, Command } from '@parley/engagement';
import type { EngagementEvent, EngagementId, ParticipantId } from '@parley/protocol';
import { TokenBucket } from '../platform/token-bucket.ts';

/** What one participant may write to the log: so much at once, and so much a second in the long run. */
const burst = 120;
const perSecond = 1;
/** Who draws writes more, and has an allowance for it alone. */
const inkBurst = 300;
const inkPerSecond = 4;
/** So does who writes: two events for each message, with those of the others' seeing it. */
const messageBurst = 120;
const messagesPerSecond = 2;
const bytesPerUnit = 1_024;
/** Lost, and regained. */
const eventsOfArrival = 2;

/** Nobody is kept from going. */
const alwaysAllowed = new Set<Command['type']>(['exit', 'leave']);

interface Allowance {
  readonly name: string;
  readonly perSecond: number;
  readonly burst: number;
}
const ink: Allowance = { name: 'ink', perSecond: inkPerSecond, burst: inkBurst };
const messages: Allowance = { name: 'messages', perSecond: messagesPerSecond, burst: messageBurst };

const ownAllowances: Readonly<Partial<Record<Command['type'], Allowance>>> = {
  draw: ink,
  'change-stroke': ink,
  erase: ink,
  'clear-ink': ink,
  'send-message': messages,
  'see-messages': messages,
};

/** Events cost one each, and one more for each kilobyte: the log is for ever, and its disk is not. */
const costOf = (events: readonly EngagementEvent[]): number =>
  events.reduce((sum, event) => sum + 1 + Math.floor(JSON.stringify(event).length / bytesPerUnit), 0);

/** Bounds how fast a participant can fill the log of an engagement; the server's own commands are not bounded. */
export class WriteLimits {
  readonly #buckets = new Map<EngagementId, Map<string, TokenBucket>>();

  /** Whether these events may be written now; if so, they count. */
  take(
    engagementId: EngagementId,
    command: Command,
    actor: Actor,
    events: readonly EngagementEvent[],
    nowMs: number,
  ): boolean {
    if (actor.kind !== 'participant' || alwaysAllowed.has(command.type)) return true;
    const own = ownAllowances[command.type];
    const bucket = own
      ? this.#bucketOf(
          engagementId,
          `${actor.participantId} ${own.name}`,
          () => new TokenBucket(own.perSecond, own.burst, nowMs),
        )
      : this.#ownBucket(engagementId, actor.participantId, nowMs);
    return bucket.take(nowMs, costOf(events));
  }

  /** Whether this participant may come in again: coming and going is written down as well. */
  takeArrival(engagementId: EngagementId, participantId: ParticipantId, nowMs: number): boolean {
    return this.#ownBucket(engagementId, participantId, nowMs).take(nowMs, eventsOfArrival);
  }

  forget(engagementId: EngagementId): void {
    this.#buckets.delete(engagementId);
  }

  #ownBucket(engagementId: EngagementId, participantId: ParticipantId, nowMs: number): TokenBucket {
    return this.#bucketOf(engagementId, participantId, () => new TokenBucket(perSecond, burst, nowMs));
  }

  #bucketOf(engagementId: EngagementId, key: string, create: () => TokenBucket): TokenBucket {
    const ofEngagement = this.#buckets.get(engagementId) ?? new Map<string, TokenBucket>();
    this.#buckets.set(engagementId, ofEngagement);
    const bucket = ofEngagement.get(key) ?? create();
    ofEngagement.set(key, bucket);
    return bucket;
  }
}
