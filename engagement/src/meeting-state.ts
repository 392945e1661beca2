import type { EngagementEvent, EngagementState, Knock, ParticipantId, Timestamp } from '@parley/protocol';

/** Guests who were refused or went are remembered, so that their pages can be told; so many in one engagement. */
const maxKnocks = 200;

/** The meeting and its lobby after one more event. Whoever has joined knocks no more. */
export function lobbyAfter(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  switch (event.type) {
    case 'meeting-opened':
      return { ...state, meeting: event.meeting };
    case 'meeting-closed':
      return withoutMeeting(state);
    case 'knocked': {
      const { participantId, name, camera } = event;
      const knock: Knock = { participantId, name, camera, at, state: 'waiting' };
      return { ...state, lobby: [...remembered(state.lobby), knock] };
    }
    case 'knock-closed':
      return change(state, event.participantId, () => ({ state: event.state, awayUntil: undefined }));
    case 'joined':
      return {
        ...state,
        lobby: state.lobby.filter(({ participantId }) => participantId !== event.participantId),
      };
    case 'connection-lost':
      return change(state, event.participantId, () => ({ awayUntil: event.until }));
    case 'connection-regained':
      return change(state, event.participantId, () => ({ awayUntil: undefined }));
    case 'ended':
      return {
        ...state,
        lobby: state.lobby.map((one) => ({ ...one, state: closed(one), awayUntil: undefined })),
      };
    default:
      return state;
  }
}

/** With room for one more: the first of those who wait no longer are forgotten. */
function remembered(lobby: readonly Knock[]): readonly Knock[] {
  const surplus = lobby.length - maxKnocks + 1;
  if (surplus <= 0) return lobby;
  const forgotten = new Set(lobby.filter(({ state }) => state !== 'waiting').slice(0, surplus));
  return lobby.filter((knock) => !forgotten.has(knock));
}

const closed = ({ state }: Knock): Knock['state'] => (state === 'waiting' ? 'gone' : state);

const withoutMeeting = ({ meeting: _, ...state }: EngagementState): EngagementState => state;

const change = (state: EngagementState, id: ParticipantId, changes: () => Partial<Knock>): EngagementState =>
  state.lobby.some(({ participantId }) => participantId === id)
    ? {
        ...state,
        lobby: state.lobby.map((one) => (one.participantId === id ? { ...one, ...changes() } : one)),
      }
    : state;
