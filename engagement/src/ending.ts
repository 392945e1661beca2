import type {
  EndReason,
  EngagementEvent,
  EngagementState,
  Participant,
  ParticipantId,
  Timestamp,
} from '@parley/protocol';
import { muteAlong } from './device-state.ts';
import { pendingInvitations, remainingAssociates } from './state.ts';
import { supervisionEnded } from './supervision.ts';
import { transferWithout } from './transfer.ts';
import { beginWrapUp } from './wrap-up.ts';

/** Everything that happens when an engagement ends: open invitations go, wrap-ups begin. */
export function end(
  state: EngagementState,
  reason: EndReason,
  by: ParticipantId | undefined,
  at: Timestamp,
): EngagementEvent[] {
  return [
    ...pendingInvitations(state).map((invitation): EngagementEvent => ({
      type: 'invitation-closed',
      invitationId: invitation.id,
      status: 'withdrawn',
    })),
    ...state.supervisors.map((supervisor) => supervisionEnded(supervisor, 'ended')),
    { type: 'ended', reason, participantId: by },
    ...remainingAssociates(state).flatMap((associate) => beginWrapUp(state, associate.associateId, at)),
  ];
}

/**
 * One associate goes and the rest stay; the lead passes to whom it was transferred, or to whoever joined first of those
 * still there.
 */
export function goAway(
  state: EngagementState,
  self: Participant,
  reason: 'left' | 'lost',
  at: Timestamp,
): EngagementEvent[] {
  const others = remainingAssociates(state).filter((associate) => associate.id !== self.id);
  const transfer = transferWithout(state, self);
  const next =
    others.find(({ id }) => id === transfer.heir) ??
    others.find((associate) => associate.state === 'present') ??
    others[0];
  return [
    ...transfer.events,
    ...(self.state === 'present' ? muteAlong(state, self) : []),
    { type: 'left', participantId: self.id, reason },
    ...(state.leadId === self.id && next
      ? [{ type: 'lead-passed', participantId: next.id } satisfies EngagementEvent]
      : []),
    ...beginWrapUp(state, self.associateId, at),
  ];
}
