import type { EngagementEvent, EngagementState, ParticipantId, Timestamp } from '@parley/protocol';
import { maxContextSize } from '@parley/protocol/constants';
import {
  accepted,
  refused,
  type Actor,
  type Command,
  type Decision,
  type InkCommand,
  type MeetingCommand,
  type MessageCommand,
  type ParticipantAction,
  type RequestCommand,
  type SmsCommand,
  type StillCommand,
  type StillReport,
} from './command.ts';
import { decideAsking } from './asking.ts';
import { decideDevice, removeDevice, takeSound } from './device.ts';
import { decideConnection } from './connection.ts';
import { end, goAway } from './ending.ts';
import { decideInviting } from './inviting.ts';
import { refusal } from './permissions.ts';
import { answerConsent, recorderSays, startRecording, stopRecording } from './recording.ts';
import { setContext, sizeOf } from './context.ts';
import { decideInk } from './ink.ts';
import { decideMeeting, leaveLobby, openedBy } from './meeting.ts';
import { decideMessage } from './message.ts';
import { decideSms } from './sms.ts';
import { participantOf } from './state.ts';
import { decideStill, stillReported } from './still.ts';
import { decideSupervision } from './supervision.ts';
import { cancelTransfer, decideTransfer, joinTransfer } from './transfer.ts';

/**
 * What a command does to an engagement: the events to append, or the reason why nothing happens.
 * What is already so is no error and makes no event, so that a command may be sent twice.
 *
 * @param state the engagement so far; absent only for `request`
 * @param at the server's time, which the events will carry
 */
export function decide(
  state: EngagementState | undefined,
  command: Command,
  actor: Actor,
  at: Timestamp,
): Decision {
  if (command.type === 'request') return state ? accepted() : request(command, actor, at);
  if (!state) return refused('engagement-not-found');
  switch (command.type) {
    case 'invite':
    case 'accept':
    case 'decline':
    case 'expire':
    case 'withdraw':
    case 'take':
      return decideInviting(state, command, actor, at);
    case 'add':
    case 'transfer':
    case 'give-up-transfer':
      return decideTransfer(state, command, actor, at);
    case 'set-context':
      return setContext(state, command.attributes, actor);
    case 'lose-connection':
    case 'regain-connection':
    case 'give-up':
      return actor.kind === 'system' ? decideConnection(state, command, at) : refused('not-allowed');
    case 'give-up-waiting':
      return giveUpWaiting(state, actor, at);
    case 'report-recording':
      return actor.kind === 'system' ? recorderSays(state, command) : refused('not-allowed');
    case 'finish-wrap-up':
      return finishWrapUp(state, command, actor);
    case 'supervise':
    case 'stop-supervising':
      return decideSupervision(state, command, actor, at);
    case 'ask':
    case 'withdraw-question':
    case 'answer-question':
    case 'expire-question':
      return decideAsking(state, command, actor, at);
    case 'invite-device':
    case 'withdraw-device-link':
    case 'join-device':
    case 'expire-device-link':
      return decideDevice(state, command, actor, at);
    default:
      return decideContent(state, command, actor, at);
  }
}

type ContentCommand =
  | InkCommand
  | StillCommand
  | StillReport
  | MessageCommand
  | SmsCommand
  | MeetingCommand
  | { readonly type: ParticipantAction };

/** What is shown, written and done in an engagement, by those who are in it. */
function decideContent(
  state: EngagementState,
  command: ContentCommand,
  actor: Actor,
  at: Timestamp,
): Decision {
  switch (command.type) {
    case 'draw':
    case 'change-stroke':
    case 'erase':
    case 'clear-ink':
    case 'withdraw-consent':
    case 'give-consent':
      return byParticipant(actor, (self) => decideInk(state, command, self));
    case 'freeze':
    case 'unfreeze':
    case 'show-still':
    case 'delete-still':
    case 'fail-still':
      return byParticipant(actor, (self) => decideStill(state, command, self));
    case 'send-message':
    case 'see-messages':
    case 'delete-file':
      return decideMessage(state, command, actor);
    case 'send-sms':
      return byParticipant(actor, (self) => decideSms(state, command, self));
    case 'open-meeting':
    case 'close-meeting':
    case 'knock':
    case 'admit':
    case 'refuse':
      return decideMeeting(state, command, actor);
    case 'report-still':
    case 'give-up-still':
    case 'remove-still':
      return actor.kind === 'system' ? stillReported(state, command) : refused('not-allowed');
    default:
      return byParticipant(actor, (self) => act(state, command.type, self, at));
  }
}

const byParticipant = (actor: Actor, then: (self: ParticipantId) => Decision): Decision =>
  actor.kind === 'participant' ? then(actor.participantId) : refused('not-a-participant');

function request(command: RequestCommand, actor: Actor, at: Timestamp): Decision {
  if (actor.kind !== 'system') return refused('not-allowed');
  if (sizeOf(command.context) > maxContextSize) return refused('bad-request', 'too much context');
  const { type: _, customer, host, ...facts } = command;
  const camera = customer?.camera === true && command.scenario.allows.includes('customer.camera');
  const requested = {
    type: 'requested' as const,
    ...facts,
    ...(customer && { customer: { ...customer, camera } }),
  };
  return accepted(requested, ...(host ? openedBy(command, host, at) : []));
}

function giveUpWaiting(state: EngagementState, actor: Actor, at: Timestamp): Decision {
  if (actor.kind !== 'system') return refused('not-allowed');
  if (state.phase === 'ended') return accepted();
  return state.phase === 'waiting'
    ? accepted(...end(state, 'nobody-available', undefined, at))
    : refused('engagement-taken');
}

function finishWrapUp(
  state: EngagementState,
  command: Extract<Command, { type: 'finish-wrap-up' }>,
  actor: Actor,
): Decision {
  const own = actor.kind === 'associate' && actor.associateId === command.associateId;
  if (!own && actor.kind !== 'system') return refused('not-allowed');
  const runs = state.wrapUps.some((wrapUp) => wrapUp.associateId === command.associateId);
  return runs ? accepted({ type: 'wrap-up-ended', associateId: command.associateId }) : accepted();
}

/** Something a participant does. Ending what has ended is no error; everything else about it is. */
function act(
  state: EngagementState,
  action: ParticipantAction,
  self: ParticipantId,
  at: Timestamp,
): Decision {
  if (state.phase === 'ended' && action === 'exit' && participantOf(state, self)) return accepted();
  if (action === 'leave' && !participantOf(state, self)) return leaveLobby(state, self);
  const code = refusal(state, self, action);
  return code ? refused(code) : accepted(...outcome(state, action, self, at));
}

function outcome(
  state: EngagementState,
  action: ParticipantAction,
  participantId: ParticipantId,
  at: Timestamp,
): EngagementEvent[] {
  const self = participantOf(state, participantId);
  if (!self) return [];
  switch (action) {
    case 'mute':
      return self.muted ? [] : [{ type: 'muted', participantId }];
    case 'unmute':
      return self.muted ? [{ type: 'unmuted', participantId }] : [];
    case 'start-camera':
      return self.camera ? [] : [{ type: 'camera-started', participantId }];
    case 'stop-camera':
      return self.camera ? [{ type: 'camera-stopped', participantId }] : [];
    case 'start-screen':
      return self.screen ? [] : [{ type: 'screen-started', participantId }];
    case 'stop-screen':
      return self.screen ? [{ type: 'screen-stopped', participantId }] : [];
    case 'pause':
      return state.hold ? [] : [{ type: 'paused', participantId }];
    case 'resume':
      return state.hold ? [{ type: 'resumed', participantId }] : [];
    case 'start-recording':
      return startRecording(state, participantId);
    case 'stop-recording':
      return stopRecording(state, participantId);
    case 'allow-recording':
    case 'refuse-recording':
      return answerConsent(state, participantId, action === 'allow-recording');
    case 'join-transfer':
      return joinTransfer(state, participantId);
    case 'cancel-transfer':
      return cancelTransfer(state, at);
    case 'remove-device':
      return removeDevice(state, at);
    case 'take-sound':
      return takeSound(state, participantId);
    case 'exit':
      return end(state, exitReason(state, self.role), participantId, at);
    case 'leave':
      return goAway(state, self, 'left', at);
  }
}

function exitReason(state: EngagementState, role: 'customer' | 'associate' | 'guest') {
  if (role === 'associate') return 'associate-exited' as const;
  return state.phase === 'waiting' ? ('customer-cancelled' as const) : ('customer-ended' as const);
}
