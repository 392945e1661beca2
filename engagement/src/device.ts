import type {
  DeviceLink,
  DeviceLinkId,
  EngagementEvent,
  EngagementState,
  ParticipantId,
  ProblemCode,
  Timestamp,
} from '@parley/protocol';
import { deviceLinkSeconds } from '@parley/protocol/constants';
import { accepted, refused, type Actor, type Decision, type DeviceCommand } from './command.ts';
import { openDeviceLink } from './device-state.ts';
import { goAway } from './ending.ts';
import { isKnown } from './invitee.ts';
import { refusal } from './permissions.ts';
import { customerOf, deviceIn, isFull, participantOf } from './state.ts';
import { plusSeconds, reached } from './time.ts';

/** The customer's second device: the link that brings it, and its coming. */
export function decideDevice(
  state: EngagementState,
  command: DeviceCommand,
  actor: Actor,
  at: Timestamp,
): Decision {
  if (command.type === 'join-device' || command.type === 'expire-device-link') {
    if (actor.kind !== 'system') return refused('not-allowed');
    return command.type === 'join-device' ? join(state, command, at) : expire(state, command.linkId, at);
  }
  if (actor.kind !== 'participant') return refused('not-a-participant');
  return command.type === 'invite-device'
    ? invite(state, command, actor.participantId, at)
    : withdraw(state, command.linkId, actor.participantId);
}

const closed = (linkId: DeviceLinkId, status: Exclude<DeviceLink['status'], 'open'>): EngagementEvent => ({
  type: 'device-link-closed',
  linkId,
  status,
});

/** A link takes the place of the one before, so that there is never more than one that opens the door. */
function invite(
  state: EngagementState,
  { linkId, way }: Extract<DeviceCommand, { type: 'invite-device' }>,
  self: ParticipantId,
  at: Timestamp,
): Decision {
  if (state.deviceLink?.id === linkId) return accepted();
  const code = refusal(state, self, `invite-device-by-${way}`);
  if (code) return refused(code);
  if (deviceIn(state)?.state === 'present') return refused('device-there');
  const former = openDeviceLink(state);
  const until = plusSeconds(at, deviceLinkSeconds);
  return accepted(
    ...(former ? [closed(former.id, 'withdrawn')] : []),
    { type: 'device-invited', link: { id: linkId, way, byParticipantId: self, until } },
    ...takenUp(state, self, until),
  );
}

/** A customer who reaches for their phone has said yes to being asked for a camera: it comes when the phone does. */
function takenUp(state: EngagementState, self: ParticipantId, until: Timestamp): EngagementEvent[] {
  if (customerOf(state)?.id !== self) return [];
  return state.questions
    .filter(({ what, status }) => what === 'camera' && status === 'open')
    .map(({ id }) => ({ type: 'question-allowed', questionId: id, until }));
}

function withdraw(state: EngagementState, linkId: DeviceLinkId, self: ParticipantId): Decision {
  const code = refusal(state, self, 'withdraw-device-link');
  if (code) return refused(code);
  const link = state.deviceLink;
  if (link?.id !== linkId) return refused('device-link-unknown');
  const status = customerOf(state)?.id === self ? 'declined' : 'withdrawn';
  if (link.status === 'open') return accepted(closed(linkId, status));
  return link.status === status ? accepted() : refused('device-link-over');
}

type JoinDevice = Extract<DeviceCommand, { type: 'join-device' }>;

/** The reason why nobody comes in by this link now, or nothing. */
function obstacle(state: EngagementState, { linkId }: JoinDevice, at: Timestamp): ProblemCode | undefined {
  if (state.phase !== 'active') return state.phase === 'ended' ? 'engagement-ended' : 'engagement-not-active';
  const link = state.deviceLink;
  if (link?.id !== linkId) return 'device-link-unknown';
  if (link.status !== 'open' || reached(at, link.until)) return 'device-link-over';
  const former = deviceIn(state);
  if (former) return former.state === 'present' ? 'device-there' : undefined;
  return isFull(state) ? 'engagement-full' : undefined;
}

/** Whoever holds the link comes in with their camera, in place of a device whose connection is lost. */
function join(state: EngagementState, command: JoinDevice, at: Timestamp): Decision {
  const { linkId, participantId, device } = command;
  if (participantOf(state, participantId)?.device === device) return accepted();
  const code = obstacle(state, command, at);
  if (code) return refused(code);
  const customer = customerOf(state);
  if (!customer || isKnown(state, participantId)) return refused('conflict', 'this participant id is in use');
  const former = deviceIn(state);
  return accepted(...(former ? goAway(state, former, 'lost', at) : []), closed(linkId, 'used'), {
    type: 'joined',
    participantId,
    role: 'customer',
    ...(customer.name !== undefined && { name: customer.name }),
    camera: true,
    deviceOf: customer.id,
    device,
  });
}

function expire(state: EngagementState, linkId: DeviceLinkId, at: Timestamp): Decision {
  const link = openDeviceLink(state);
  return link?.id === linkId && reached(at, link.until) ? accepted(closed(linkId, 'expired')) : accepted();
}

/** The customer sends their second device away. */
export function removeDevice(state: EngagementState, at: Timestamp): EngagementEvent[] {
  const device = deviceIn(state);
  return device ? goAway(state, device, 'left', at) : [];
}

/** Speaking and hearing moves, and being muted goes along: who has muted themselves is not heard by surprise. */
export function takeSound(state: EngagementState, self: ParticipantId): EngagementEvent[] {
  const before = participantOf(state, state.soundId ?? customerOf(state)?.id ?? self);
  const now = participantOf(state, self);
  if (!before || !now || before.id === self) return [];
  return [
    ...(before.muted === now.muted
      ? []
      : [{ type: before.muted ? ('muted' as const) : ('unmuted' as const), participantId: self }]),
    { type: 'sound-moved', participantId: self },
  ];
}
