import type { EngagementState, Invitation, ParticipantId } from '@parley/protocol';
import { t } from '../words.ts';

const closed = { declined: 'declined', expired: 'expired' } as const;

/** What became of a colleague who was asked to join; nothing for what the asker did themselves. */
function ofInvitation({ status, because, associateName: name }: Invitation): string | undefined {
  if (status === 'declined' || status === 'expired') return t(`colleague.${closed[status]}`, { name });
  return status === 'withdrawn' && because ? t(`colleague.${because}`, { name }) : undefined;
}

function ofTransfer({ outcome, name }: NonNullable<EngagementState['lastTransfer']>): string | undefined {
  switch (outcome) {
    case 'declined':
    case 'expired':
    case 'unavailable':
      return t(`colleague.${outcome}-transfer`, { name });
    case 'nobody':
      return t('colleague.nobody-came', { name });
    case 'left':
      return t('colleague.came-and-left', { name });
    default:
      return undefined;
  }
}

/** What the others of the engagement have done since, in sentences, for the associate `selfId`. */
export function newsBetween(
  before: EngagementState,
  after: EngagementState,
  selfId: ParticipantId,
): string[] {
  const isOwn = ({ byParticipantId }: { readonly byParticipantId?: ParticipantId | undefined }): boolean =>
    byParticipantId === selfId;
  const answers = after.invitations
    .filter((now) => now.purpose === 'join' && isOwn(now))
    .filter((now) => before.invitations.some(({ id, status }) => id === now.id && status !== now.status))
    .map(ofInvitation);
  const { lastTransfer } = after;
  const isNews = lastTransfer && lastTransfer.at !== before.lastTransfer?.at && isOwn(lastTransfer);
  const others = after.participants.filter(({ id, role }) => id !== selfId && role !== 'customer');
  const moves = others.map(({ id, name, state }) => {
    const known = before.participants.find((one) => one.id === id);
    if (!known) return t('colleague.joined', { name: name ?? '' });
    if (known.state === state) return undefined;
    if (state === 'left') return t('colleague.left', { name: name ?? '' });
    return state === 'away' ? t('colleague.lost', { name: name ?? '' }) : undefined;
  });
  const leads = after.leadId === selfId && before.leadId !== selfId && before.leadId !== undefined;
  return [
    ...answers,
    isNews ? ofTransfer(lastTransfer) : undefined,
    ...moves,
    leads ? t('colleague.you-lead') : undefined,
  ].filter((sentence) => sentence !== undefined);
}
