import type { EngagementEvent, EngagementState, Knock, ParticipantId, Timestamp } from '@parley/protocol';
import { maxWaitingGuests } from '@parley/protocol/constants';
import {
  accepted,
  refused,
  type Actor,
  type Asked,
  type Decision,
  type MeetingCommand,
  type RequestCommand,
} from './command.ts';
import { answerWithinSeconds, isKnown } from './invitee.ts';
import { refusal } from './permissions.ts';
import { allows, isFull, knockOf, participantOf } from './state.ts';
import { plusSeconds } from './time.ts';

type CommandOf<T extends MeetingCommand['type']> = Extract<MeetingCommand, { type: T }>;

/** Meetings are opened and closed; guests come, and are let in or refused. */
export function decideMeeting(state: EngagementState, command: MeetingCommand, actor: Actor): Decision {
  switch (command.type) {
    case 'open-meeting':
      return byAssociate(state, actor, 'open-meeting', (self) => open(state, command, self));
    case 'close-meeting':
      if (actor.kind === 'system') return close(state, command);
      return byAssociate(state, actor, 'open-meeting', () => close(state, command));
    case 'knock':
      return actor.kind === 'system' ? knock(state, command) : refused('not-allowed');
    case 'admit':
      return byAssociate(state, actor, 'admit', () => admit(state, command.participantId));
    case 'refuse':
      return byAssociate(state, actor, 'admit', (self) => refuse(state, command.participantId, self));
  }
}

function byAssociate(
  state: EngagementState,
  actor: Actor,
  action: 'open-meeting' | 'admit',
  then: (self: ParticipantId) => Decision,
): Decision {
  if (actor.kind !== 'participant') return refused('not-a-participant');
  const code = refusal(state, actor.participantId, action);
  return code ? refused(code) : then(actor.participantId);
}

/** One meeting leads into an engagement; the same one may be opened again with another title or lobby. */
function open(
  { meeting: before }: EngagementState,
  { meeting }: CommandOf<'open-meeting'>,
  participantId: ParticipantId,
): Decision {
  if (before && before.id !== meeting.id) return refused('conflict', 'this engagement has a meeting');
  const isSame = before?.title === meeting.title && before.lobby === meeting.lobby;
  return isSame ? accepted() : accepted({ type: 'meeting-opened', participantId, meeting });
}

/** Who waits then is refused; who is in stays in. */
function close(state: EngagementState, { meetingId }: CommandOf<'close-meeting'>): Decision {
  if (state.phase === 'ended' || state.meeting?.id !== meetingId) return accepted();
  return accepted(
    ...state.lobby
      .filter(({ state: how }) => how === 'waiting')
      .map(({ participantId }): EngagementEvent => ({
        type: 'knock-closed',
        participantId,
        state: 'refused',
      })),
    { type: 'meeting-closed', meetingId },
  );
}

function knock(state: EngagementState, command: CommandOf<'knock'>): Decision {
  const { participantId, name, camera } = command;
  if (state.phase === 'ended') return refused('engagement-ended');
  const { meeting } = state;
  if (state.phase !== 'active' || meeting?.id !== command.meetingId) return refused('host-not-there');
  if (knockOf(state, participantId) || participantOf(state, participantId)?.role === 'guest')
    return accepted();
  const isTaken = isKnown(state, participantId) || hasKnocked(state, participantId);
  if (isTaken) return refused('conflict', 'this participant id is in use');
  if (isCrowded(state)) return refused('engagement-full');
  return accepted(
    meeting.lobby ? { type: 'knocked', participantId, name, camera } : joinedAsGuest(state, command),
  );
}

const hasKnocked = ({ lobby }: EngagementState, id: ParticipantId): boolean =>
  lobby.some(({ participantId }) => participantId === id);

/** Inside or at the door. */
const isCrowded = (state: EngagementState): boolean =>
  isFull(state) || state.lobby.filter(({ state: how }) => how === 'waiting').length >= maxWaitingGuests;

function admit(state: EngagementState, id: ParticipantId): Decision {
  if (participantOf(state, id)?.role === 'guest') return accepted();
  const knocks = knockOf(state, id);
  if (!knocks) return refused('knock-not-found');
  return isFull(state) ? refused('engagement-full') : accepted(joinedAsGuest(state, knocks));
}

function refuse(state: EngagementState, id: ParticipantId, byParticipantId: ParticipantId): Decision {
  if (state.lobby.some(({ participantId, state: how }) => participantId === id && how === 'refused'))
    return accepted();
  return knockOf(state, id)
    ? accepted({ type: 'knock-closed', participantId: id, state: 'refused', byParticipantId })
    : refused('knock-not-found');
}

/** A guest who has not been let in goes, or their connection is gone for too long. */
export function leaveLobby(state: EngagementState, id: ParticipantId): Decision {
  if (state.phase === 'ended') return refused('engagement-ended');
  if (knockOf(state, id)) return accepted({ type: 'knock-closed', participantId: id, state: 'gone' });
  return state.lobby.some(({ participantId }) => participantId === id)
    ? accepted()
    : refused('not-a-participant');
}

const joinedAsGuest = (
  state: EngagementState,
  { participantId, name, camera }: Pick<Knock, 'participantId' | 'name' | 'camera'>,
): EngagementEvent => ({
  type: 'joined',
  participantId,
  role: 'guest',
  name,
  camera: camera && state.channel === 'video' && allows(state, 'customer.camera'),
});

/** A meeting of its own begins with its host, who is invited to it and there in the same moment. */
export function openedBy(
  { channel, scenario }: RequestCommand,
  { invitationId, associateId, associateName, participantId }: Asked,
  at: Timestamp,
): EngagementEvent[] {
  const camera = channel === 'video' && scenario.allows.includes('associate.camera');
  const starts = scenario.recording?.start === 'on-answer' && scenario.recording.consent !== 'ask';
  return [
    {
      type: 'invited',
      invitation: {
        id: invitationId,
        purpose: 'meet',
        associateId,
        associateName,
        participantId,
        sentAt: at,
        expiresAt: plusSeconds(at, answerWithinSeconds),
        status: 'pending',
      },
    },
    { type: 'invitation-closed', invitationId, status: 'accepted' },
    { type: 'joined', participantId, role: 'associate', associateId, name: associateName, camera },
    { type: 'answered', participantId },
    ...(starts ? [{ type: 'recording-started' } satisfies EngagementEvent] : []),
  ];
}
