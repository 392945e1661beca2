import { customerOf, participantOf } from '@parley/engagement';
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
    ...colleagueOn(state, invitation),
  };
}

type FromColleague = Pick<IncomingInvitation, 'fromName' | 'note' | 'warm'>;

/** Which colleague asks, and what they say; a team is asked by whoever transfers to it. */
function colleagueOn(state: EngagementState, invitation: Invitation): FromColleague {
  if (invitation.purpose === 'answer') return {};
  const { transfer } = state;
  const asked = invitation.teamId && transfer ? transfer : invitation;
  const fromName = asked.byParticipantId && participantOf(state, asked.byParticipantId)?.name;
  return {
    ...(fromName !== undefined && { fromName }),
    ...(asked.note !== undefined && { note: asked.note }),
    ...(invitation.purpose === 'transfer' && { warm: transfer?.warm === true }),
  };
}
