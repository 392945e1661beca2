import type { EngagementEvent, EngagementState, Knock, ParticipantId, Timestamp } from '@parley/protocol';

/** The meeting and its lobby after one more event. Whoever has joined knocks no more. */
export function lobbyAfter(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  switch (event.type) {
    case 'meeting-opened':
      return { ...state, meeting: event.meeting };
    case 'meeting-closed':
      return withoutMeeting(state);
    case 'knocked': {
      const { participantId, name, camera } = event;
      return { ...state, lobby: [...state.lobby, { participantId, name, camera, at, state: 'waiting' }] };
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

const closed = ({ state }: Knock): Knock['state'] => (state === 'waiting' ? 'gone' : state);

const withoutMeeting = ({ meeting: _, ...state }: EngagementState): EngagementState => state;

const change = (state: EngagementState, id: ParticipantId, changes: () => Partial<Knock>): EngagementState =>
  state.lobby.some(({ participantId }) => participantId === id)
    ? {
        ...state,
        lobby: state.lobby.map((one) => (one.participantId === id ? { ...one, ...changes() } : one)),
      }
    : state;
