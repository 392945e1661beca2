import type { EngagementState, ParticipantId, Still, StillId, StillProblem } from '@parley/protocol';
import type { Outcome } from '../api.ts';
import type { HashedFile, HttpAccess } from '../pieces.ts';
import type * as TakeStill from './take-still.ts';
import { sendPicture, type StillPlace } from './still-wire.ts';

/** A page that comes back later than this would take a picture of another moment. */
const freshMs = 10_000;
const retryMs = 1_000;
const giveUpMs = 90_000;

interface OwnStillsOptions {
  readonly access: () => HttpAccess;
  readonly trackOf: (source: Still['of']['source']) => MediaStreamTrack | undefined;
  readonly serverNowMs: () => number;
  readonly onTaken: (id: StillId, file: HashedFile) => void;
  readonly onPart: (id: StillId, part: number) => void;
  readonly fail: (id: StillId, problem: StillProblem) => Promise<Outcome>;
}

let taking: Promise<typeof TakeStill> | undefined;

/** What takes pictures comes beside the call, not before it. @returns nothing when it can't be had now */
export async function howToTake(): Promise<typeof TakeStill | undefined> {
  try {
    return await (taking ??= import('./take-still.ts'));
  } catch {
    taking = undefined;
    return undefined;
  }
}

/** Takes the stills that are asked of this person's own camera or screen, and sends them. */
export class OwnStills {
  readonly #options: OwnStillsOptions;
  readonly #begun = new Set<StillId>();
  #engagement: EngagementState | undefined;

  constructor(options: OwnStillsOptions) {
    this.#options = options;
  }

  follow(state: EngagementState | undefined, self: ParticipantId | undefined): void {
    if (state && !this.#engagement) void howToTake();
    this.#engagement = state;
    for (const still of state?.stills ?? []) {
      const isAsked = still.of.participantId === self && !still.picture && !still.problem;
      if (!isAsked || this.#begun.has(still.id)) continue;
      this.#begun.add(still.id);
      void this.#deliver(still);
    }
  }

  async #deliver({ id, of, at }: Still): Promise<void> {
    const engagementId = this.#engagement?.id;
    if (!engagementId) return;
    const file = await this.#take(of.source, at);
    if (typeof file === 'string') {
      await this.#options.fail(id, file);
      return;
    }
    this.#options.onTaken(id, file);
    const sent = await this.#send({ engagementId, stillId: id }, file);
    if (!sent) await this.#options.fail(id, 'lost');
  }

  async #take(source: Still['of']['source'], at: Still['at']): Promise<HashedFile | StillProblem> {
    if (this.#options.serverNowMs() - Date.parse(at) > freshMs) return 'lost';
    const track = this.#options.trackOf(source);
    if (!track) return 'no-picture';
    const how = await howToTake();
    return how ? how.takeStill(track, source === 'camera') : 'lost';
  }

  /** Again and again while the network is away; not when the server says no, or nobody wants it any more. */
  async #send(place: StillPlace, file: HashedFile): Promise<boolean> {
    const until = performance.now() + giveUpMs;
    while (this.#isWanted(place) && performance.now() < until) {
      const outcome = await sendPicture(this.#options.access(), place, file, (part) =>
        this.#options.onPart(place.stillId, part),
      );
      if (outcome.ok) return true;
      const mayWork = outcome.problem.code === 'draining' || outcome.problem.code === 'rate-limited';
      if (!mayWork) return false;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
    return !this.#isWanted(place);
  }

  #isWanted({ engagementId, stillId }: StillPlace): boolean {
    const state = this.#engagement;
    return state?.id === engagementId && state.stills.some(({ id, picture }) => id === stillId && !picture);
  }
}
