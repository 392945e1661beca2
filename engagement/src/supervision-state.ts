import type {
  AssociateId,
  EngagementEvent,
  EngagementState,
  ParticipantId,
  Supervisor,
  Timestamp,
} from '@parley/protocol';
import { participantOfAssociate } from './state.ts';

/** The supervisor who listens or whispers under this id. */
export const supervisorOf = (state: EngagementState, id: ParticipantId): Supervisor | undefined =>
  state.supervisors.find((supervisor) => supervisor.id === id);

/** What the associate is to the engagement while they listen or whisper. */
export const supervisorOfAssociate = (
  state: EngagementState,
  associateId: AssociateId,
): Supervisor | undefined => state.supervisors.find((supervisor) => supervisor.associateId === associateId);

/** Whether the associate is with the engagement already, taking part or not. */
export const isWithIt = (state: EngagementState, associateId: AssociateId): boolean =>
  participantOfAssociate(state, associateId) !== undefined ||
  supervisorOfAssociate(state, associateId) !== undefined;

/** The state after a supervisor came, went or took a part. */
export function supervisorsAfter(
  state: EngagementState,
  event: EngagementEvent,
  at: Timestamp,
): EngagementState {
  switch (event.type) {
    case 'supervision-began':
      return {
        ...state,
        supervisors: [...without(state, event.supervisor.id), { ...event.supervisor, since: at }],
      };
    case 'supervision-ended':
      return { ...state, supervisors: without(state, event.supervisor.id) };
    case 'joined':
      return supervisorOf(state, event.participantId)
        ? { ...state, supervisors: without(state, event.participantId) }
        : state;
    case 'ended':
      return state.supervisors.length > 0 ? { ...state, supervisors: [] } : state;
    default:
      return state;
  }
}

const without = ({ supervisors }: EngagementState, id: ParticipantId): Supervisor[] =>
  supervisors.filter((supervisor) => supervisor.id !== id);
