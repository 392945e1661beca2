import type { ParticipantId } from '@parley/protocol';

/** Who of the others is heard, and who has the floor. */
export interface Voices {
  /** In the order in which they were given. */
  readonly speaking: readonly ParticipantId[];
  /** Who spoke last for longer than a cough; stays while nobody does. */
  readonly speaker?: ParticipantId;
}

export const noVoices: Voices = { speaking: [] };

/** Quiet speech, as a share of full scale (RTCRtpContributingSource.audioLevel). */
const speechLevel = 0.02;
/** Between two words nobody has stopped speaking. */
const holdMs = 700;
/** Less than this is a cough or a yes. */
const takesFloorMs = 500;
/** Who speaks over somebody must be clearly louder, and for longer. */
const talksOver = { louder: 2, forMs: 1_500 };
/** How much one moment counts against the ones before. */
const smoothing = 0.3;

interface Voice {
  level: number;
  since: number;
  heardAt: number;
}

/** Chooses who speaks by what is heard of each; pure. */
export class Speakers {
  readonly #voices = new Map<ParticipantId, Voice>();
  #speaker: ParticipantId | undefined;
  #challengedSince: number | undefined;
  #challenger: ParticipantId | undefined;

  /**
   * @param levels of everyone who can be heard, 0..1
   * @param now milliseconds
   */
  heard(levels: ReadonlyMap<ParticipantId, number>, now: number): Voices {
    for (const id of this.#voices.keys()) if (!levels.has(id)) this.#voices.delete(id);
    for (const [id, level] of levels) this.#hear(id, level, now);
    if (this.#speaker !== undefined && !levels.has(this.#speaker)) this.#speaker = undefined;
    const speaking = [...levels.keys()].filter((id) => this.#speaks(id, now));
    this.#giveFloor(speaking, now);
    return { speaking, ...(this.#speaker !== undefined && { speaker: this.#speaker }) };
  }

  #hear(id: ParticipantId, level: number, now: number): void {
    const voice = this.#voices.get(id) ?? { level: 0, since: now, heardAt: -Infinity };
    this.#voices.set(id, voice);
    if (level >= speechLevel) {
      if (now - voice.heardAt > holdMs) voice.since = now;
      voice.heardAt = now;
    }
    voice.level += (level - voice.level) * smoothing;
  }

  #speaks(id: ParticipantId, now: number): boolean {
    return now - (this.#voices.get(id)?.heardAt ?? -Infinity) <= holdMs;
  }

  #level(id: ParticipantId): number {
    return this.#voices.get(id)?.level ?? 0;
  }

  #giveFloor(speaking: readonly ParticipantId[], now: number): void {
    const loudest = speaking.reduce<ParticipantId | undefined>(
      (best, id) => (best === undefined || this.#level(id) > this.#level(best) ? id : best),
      undefined,
    );
    if (loudest === undefined || loudest === this.#speaker) {
      this.#challenger = undefined;
      return;
    }
    const current = this.#speaker;
    if (current === undefined || !speaking.includes(current)) {
      const { since, heardAt } = this.#voices.get(loudest) ?? { since: now, heardAt: now };
      if (heardAt - since >= takesFloorMs) this.#speaker = loudest;
      return;
    }
    if (this.#level(loudest) < this.#level(current) * talksOver.louder) {
      this.#challenger = undefined;
      return;
    }
    if (this.#challenger !== loudest) {
      this.#challenger = loudest;
      this.#challengedSince = now;
    } else if (now - (this.#challengedSince ?? now) >= talksOver.forMs) this.#speaker = loudest;
  }
}
