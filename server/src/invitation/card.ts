import { customerOf } from '@parley/engagement';
import type { EngagementState, IncomingInvitation, Invitation } from '@parley/protocol';

/** What an associate gets to see while it rings. */
export function incomingCard(state: EngagementState, invitation: Invitation): IncomingInvitation {
  const customerName = customerOf(state)?.name;
  return {
    engagementId: state.id,
    invitationId: invitation.id,
    participantId: invitation.participantId,
    purpose: invitation.purpose,
    channel: state.channel,
    scenarioName: state.scenario.name,
    applicationName: state.application.name,
    requestedAt: state.requestedAt,
    expiresAt: invitation.expiresAt,
    attributes: state.context,
    ...(customerName !== undefined && { customerName }),
  };
}
