import type { LoggedEvent, ParticipantId, ParticipantRole, StillId, TrackSource } from '@parley/protocol';
import type { PictureSize } from '../tables.ts';

/** What a composition is made of. Times of takes are milliseconds since 1970, as the clock of this host has them. */

export interface TakeMaterial {
  readonly id: string;
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
  readonly codec: 'opus' | 'vp8' | 'h264';
  /** What timestamp 0 of the file stands for. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** Empty for sound, and for a picture track that has no key frame. */
  readonly pictures: readonly PictureSize[];
  /** A readable WebM or Matroska file with one track, without cues or duration; gone after the composition. */
  readonly path: string;
}

export interface CompositionMaterial {
  readonly takes: readonly TakeMaterial[];
  readonly people: readonly {
    readonly id: ParticipantId;
    readonly role: ParticipantRole;
    readonly name?: string | undefined;
    /** What a second device of the customer is, in words. */
    readonly device?: string | undefined;
  }[];
  readonly events: readonly LoggedEvent[];
  /** JPEG files of the engagement's stills, as far as there are any; gone after the composition. */
  readonly stills?: ReadonlyMap<StillId, string> | undefined;
  /** When the recording ended; the last take may have ended before. Milliseconds since 1970. */
  readonly endedAtMs: number;
}

export interface Composed {
  /** A file in the work folder. */
  readonly path: string;
  readonly contentType: 'video/mp4';
  readonly durationMs: number;
  /** Takes of which nothing is to be seen or heard in it: unreadable, or without a picture. */
  readonly leftOut: readonly string[];
}
