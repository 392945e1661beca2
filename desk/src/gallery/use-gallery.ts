import type { ParticipantId, TrackSize } from '@parley/protocol';
import { useEffect, useMemo } from 'react';
import { useClient } from '../client/desk-context.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { useSwitchPreference } from '../settings/preference.ts';
import type { StageWork } from '../stills/use-stage-work.ts';

/** More others than stand beside the picture. */
const mostAtTheEdge = 3;
/** With fewer than this, everybody is seen well enough anyhow. */
const fewestInGallery = 2;
/** The height of the small picture is 240 lines; a tile that is hardly larger on the screen loses nothing by it. */
const smallUpTo = 300;

/** Whether those who are not on the stage stand in a row above it. */
export const isCrowded = ({ others }: OwnEngagement): boolean => others.length > mostAtTheEdge;

export interface GalleryChoice {
  /** Everybody is shown equally large. */
  readonly isOpen: boolean;
  /** Absent while there is nothing to choose. */
  readonly toggle: (() => void) | undefined;
}

/** One large and the others small, or all alike; what is worked on, and a screen, are always large. */
export function useGallery(engagement: OwnEngagement, work: StageWork): GalleryChoice {
  const [wanted, setWanted] = useSwitchPreference('gallery', false);
  const { customer, others, state } = engagement;
  const can =
    others.length >= fewestInGallery &&
    !customer.screen &&
    !work.isFrozen &&
    !work.pencil.inHand &&
    state.hold === undefined;
  const isOpen = can && wanted;
  return useMemo(
    () => ({ isOpen, toggle: can ? () => setWanted(!isOpen) : undefined }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the setter is another one each time, and does the same
    [isOpen, can],
  );
}

/**
 * Tells how large these people's cameras are shown, so that nobody sends more than is seen.
 * @param height of their pictures in CSS pixels
 */
export function useShownHeight(people: readonly ParticipantId[], height: number): void {
  const client = useClient();
  const key = people.join(' ');
  const small = height * devicePixelRatio <= smallUpTo;
  const sizes = useMemo(
    (): TrackSize[] =>
      small ? people.map((participantId) => ({ participantId, source: 'camera', size: 'small' })) : [],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says when they are others
    [key, small],
  );
  useEffect(() => client.showAt(sizes), [client, sizes]);
}
