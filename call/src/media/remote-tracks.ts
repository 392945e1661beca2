import type { RemoteTrack } from '../api.ts';

/** A track on the connection in use, and whether there is something to see or hear of it yet. */
export interface ArrivingTrack {
  readonly track: RemoteTrack;
  readonly isReady: boolean;
}

const isSame = (a: RemoteTrack, b: RemoteTrack): boolean =>
  a.participantId === b.participantId && a.source === b.source;

/** While a connection takes over from another, each track is shown from the former until the new one has a picture. */
export const shownTracks = (
  arriving: readonly ArrivingTrack[],
  former: readonly RemoteTrack[],
): RemoteTrack[] =>
  arriving.map(({ track, isReady }) =>
    isReady ? track : (former.find((other) => isSame(other, track)) ?? track),
  );

/** `before` itself when nothing changed, so that nothing is drawn anew. */
export function settled(
  before: readonly RemoteTrack[],
  after: readonly RemoteTrack[],
): readonly RemoteTrack[] {
  const same =
    before.length === after.length &&
    after.every((track, index) => {
      const other = before[index];
      return other !== undefined && isSame(other, track) && other.track === track.track;
    });
  return same ? before : after;
}
