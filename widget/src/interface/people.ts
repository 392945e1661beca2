import type { LiveEngagement, MediaState, RemoteTrack } from '@parley/call';
import type { Participant, TrackSource } from '@parley/protocol';

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

/** What fills the stage: the screen that an associate shows, else their camera, each only while it is meant to be seen. */
export function stageTrack(engagement: LiveEngagement, media: MediaState): RemoteTrack | undefined {
  if (engagement.state.hold) return undefined;
  const others = engagement.state.participants.filter(
    ({ id, role, state }) => id !== engagement.selfId && role !== 'customer' && state === 'present',
  );
  const lead = engagement.state.leadId;
  const inOrder = [...others.filter(({ id }) => id === lead), ...others.filter(({ id }) => id !== lead)];
  const find = (person: Participant, source: TrackSource): RemoteTrack | undefined =>
    media.remote.find((track) => track.participantId === person.id && track.source === source);
  for (const person of inOrder) {
    const screen = person.screen ? find(person, 'screen') : undefined;
    if (screen) return screen;
  }
  for (const person of inOrder) {
    const camera = person.camera ? find(person, 'camera') : undefined;
    if (camera) return camera;
  }
  return undefined;
}

/** First letters of the first and the last word: `Ada Lovelace` → `AL`. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(
    (word) => /^./u.exec(word ?? '')?.[0] ?? '',
  );
  return letters.join('').toLocaleUpperCase();
}
