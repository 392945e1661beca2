import type { LiveEngagement, MediaState, RemoteTrack } from '@parley/call';
import type { Participant } from '@parley/protocol';
import { isApart } from './colleagues.ts';
import { isOwnDevice } from './second-device/own-device.ts';

/** The engagement as the customer in it sees it. */
export interface OwnEngagement {
  readonly self: Participant | undefined;
  /** The associate who leads; when nobody does, one who is there; after the end, the last one who was. */
  readonly associate: Participant | undefined;
}

export function peopleOf({ state, selfId }: LiveEngagement): OwnEngagement {
  const associates = state.participants.filter(({ role }) => role === 'associate');
  return {
    self: state.participants.find(({ id }) => id === selfId),
    associate:
      associates.find(({ id }) => id === state.leadId) ??
      associates.find(({ state }) => state !== 'left') ??
      associates.at(-1),
  };
}

export interface StagePictures {
  readonly screen: RemoteTrack | undefined;
  readonly camera: RemoteTrack | undefined;
}

/** With more others than this the stage follows who speaks; before, it is the associate's. */
const mostWithoutFloor = 2;

/**
 * The screen that somebody shows, and the camera that goes with it: of whoever shows the screen, else of whoever leads,
 * or in a larger company has the floor. Each only while it is meant to be seen.
 */
export function stagePictures(engagement: LiveEngagement, media: MediaState): StagePictures {
  // A second device is looked through, not at: it is sent nobody's picture.
  const isSecond = peopleOf(engagement).self?.deviceOf !== undefined;
  if (engagement.state.hold || isApart(engagement.state) || isSecond)
    return { screen: undefined, camera: undefined };
  const others = engagement.state.participants.filter(
    (person) => person.state === 'present' && !isOwnDevice(engagement, person),
  );
  const shown = (source: 'screen' | 'camera', first: string | undefined): RemoteTrack | undefined =>
    [...others.filter(({ id }) => id === first), ...others.filter(({ id }) => id !== first)]
      .filter((person) => person[source])
      .map(({ id }) => media.remote.find((track) => track.participantId === id && track.source === source))
      .find((track) => track !== undefined);
  const lead = engagement.state.leadId;
  const floor = others.length > mostWithoutFloor ? (media.voices.speaker ?? lead) : lead;
  const screen = shown('screen', lead);
  return { screen, camera: shown('camera', screen?.participantId ?? floor) };
}

/** First letters of the first and the last word: `Ada Lovelace` → `AL`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(
    (word) => /^./u.exec(word ?? '')?.[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
