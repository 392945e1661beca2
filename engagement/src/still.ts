import type {
  EngagementEvent,
  EngagementState,
  ParticipantId,
  Still,
  StillId,
  Timestamp,
} from '@parley/protocol';
import { maxStills } from '@parley/protocol/constants';
import { accepted, refused, type Decision, type StillCommand, type StillReport } from './command.ts';
import { refusal } from './permissions.ts';
import { participantOf, shows } from './state.ts';

export const stillOf = (state: EngagementState, id: StillId): Still | undefined =>
  state.stills.find((still) => still.id === id);

/** What this participant's command about stills does; see `decide`. */
export function decideStill(state: EngagementState, command: StillCommand, self: ParticipantId): Decision {
  if (command.type === 'fail-still') return fail(state, command, self);
  if (command.type === 'freeze') return freeze(state, command, self);
  const code = refusal(state, self, command.type === 'show-still' ? 'freeze' : 'unfreeze');
  if (code) return refused(code);
  switch (command.type) {
    case 'unfreeze':
      return state.frozen ? accepted({ type: 'unfrozen', participantId: self }) : accepted();
    case 'show-still':
      if (!stillOf(state, command.stillId)) return refused('still-not-found');
      return state.frozen?.stillId === command.stillId
        ? accepted()
        : accepted({ type: 'still-shown', participantId: self, stillId: command.stillId });
    case 'delete-still':
      return removal(state, command.stillId, self);
  }
}

function freeze(
  state: EngagementState,
  { stillId, of }: Extract<StillCommand, { type: 'freeze' }>,
  self: ParticipantId,
): Decision {
  if (stillOf(state, stillId)) return accepted();
  const code = refusal(state, self, 'freeze');
  if (code) return refused(code);
  if (state.hold || !shows(participantOf(state, of.participantId), of.source))
    return refused('no-such-picture');
  if (state.stills.length >= maxStills) return refused('too-many-stills');
  return accepted({ type: 'frozen', participantId: self, stillId, of });
}

/** The owner's word; what has arrived stays whatever is said afterwards. */
function fail(
  state: EngagementState,
  { stillId, problem }: Extract<StillCommand, { type: 'fail-still' }>,
  self: ParticipantId,
): Decision {
  const still = stillOf(state, stillId);
  if (!still) return refused('still-not-found');
  if (still.of.participantId !== self) return refused('not-allowed');
  return failure(still, problem);
}

const failure = (still: Still, problem: NonNullable<Still['problem']>): Decision =>
  (still.picture ?? still.problem)
    ? accepted()
    : accepted({ type: 'still-failed', stillId: still.id, problem });

/** Whoever looks at it is back at the live picture. What is gone already is gone. */
function removal(state: EngagementState, stillId: StillId, participantId?: ParticipantId): Decision {
  if (!stillOf(state, stillId)) return accepted();
  const by = participantId === undefined ? {} : { participantId };
  const thaw: EngagementEvent[] = state.frozen?.stillId === stillId ? [{ type: 'unfrozen', ...by }] : [];
  return accepted(...thaw, { type: 'still-deleted', stillId, ...by });
}

/** The server's own word on a still's files. */
export function stillReported(state: EngagementState, command: StillReport): Decision {
  if (command.type === 'remove-still') return removal(state, command.stillId);
  const still = stillOf(state, command.stillId);
  if (!still) return refused('still-not-found');
  if (command.type === 'give-up-still') return failure(still, command.problem);
  const { file, picture, stillId } = command;
  if (still[file]) return accepted();
  return accepted({ type: file === 'preview' ? 'still-previewed' : 'still-taken', stillId, picture });
}

/** The state with its stills as they are after this event. */
export function stillsAfter(state: EngagementState, event: EngagementEvent, at: Timestamp): EngagementState {
  switch (event.type) {
    case 'frozen': {
      const { stillId: id, participantId: byParticipantId, of } = event;
      const stills = [...state.stills, { id, of, byParticipantId, at }];
      return { ...state, stills, frozen: { stillId: id, byParticipantId, since: at } };
    }
    case 'still-shown': {
      const { stillId, participantId: byParticipantId } = event;
      return { ...state, frozen: { stillId, byParticipantId, since: at } };
    }
    case 'unfrozen':
    case 'ended':
      return thawed(state);
    case 'still-previewed':
      return change(state, event.stillId, { preview: event.picture });
    case 'still-taken':
      return change(state, event.stillId, { picture: event.picture, problem: undefined });
    case 'still-failed':
      return change(state, event.stillId, { problem: event.problem });
    case 'still-deleted':
      return { ...state, stills: state.stills.filter(({ id }) => id !== event.stillId) };
    default:
      return state;
  }
}

const change = (state: EngagementState, id: StillId, changes: Partial<Still>): EngagementState => ({
  ...state,
  stills: state.stills.map((still) => (still.id === id ? { ...still, ...changes } : still)),
});

function thawed(state: EngagementState): EngagementState {
  if (!state.frozen) return state;
  const { frozen: _, ...live } = state;
  return live;
}
