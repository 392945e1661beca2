import type { RecordingOrder, RoomRules, TrackRef } from '../engine.ts';

export const trackKey = (track: TrackRef): string => `${track.participantId} ${track.source}`;

export const kindOf = ({ source }: Pick<TrackRef, 'source'>): 'audio' | 'video' =>
  source === 'camera' || source === 'screen' ? 'video' : 'audio';

/** Room rules made ready for the question asked of every line. */
export class Rules {
  readonly version: number;
  readonly recording: RecordingOrder | undefined;
  readonly #paused: boolean;
  readonly #present: ReadonlySet<string>;
  readonly #muted: ReadonlySet<string>;
  readonly #blocked: ReadonlySet<string>;
  readonly #confined: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(rules: RoomRules) {
    this.version = rules.version;
    this.recording = rules.recording;
    this.#paused = rules.paused;
    this.#present = new Set(rules.present);
    this.#muted = new Set(rules.muted.map(trackKey));
    this.#blocked = new Set(
      rules.blocked.map(({ subscriberId, track }) => `${subscriberId} ${trackKey(track)}`),
    );
    this.#confined = new Map(
      (rules.confined ?? []).map(({ participantId, to }) => [participantId, new Set(to)]),
    );
  }

  /** Whether this subscriber may know that the participant has tracks. */
  shows(subscriberId: string, participantId: string): boolean {
    return this.#confined.get(participantId)?.has(subscriberId) ?? true;
  }

  /** Whether this subscriber takes part: nobody else may learn of one whose tracks are confined. */
  takesPart(subscriberId: string): boolean {
    return !this.#confined.has(subscriberId);
  }

  /** Whether a packet of this track may be sent to this subscriber. */
  flows(subscriberId: string, track: TrackRef): boolean {
    const key = trackKey(track);
    return (
      !this.#paused &&
      subscriberId !== track.participantId &&
      this.#present.has(subscriberId) &&
      this.#present.has(track.participantId) &&
      !this.#muted.has(key) &&
      !this.#blocked.has(`${subscriberId} ${key}`) &&
      this.shows(subscriberId, track.participantId)
    );
  }

  /** Whether packets of this track, known by its key, are written down. */
  records(key: string, participantId: string): boolean {
    return (
      this.recording !== undefined &&
      !this.#paused &&
      this.#present.has(participantId) &&
      !this.#confined.has(participantId) &&
      !this.#muted.has(key)
    );
  }
}
