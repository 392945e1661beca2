import { participantOf, pendingInvitations } from '@parley/engagement';
import type { Invitation } from '@parley/protocol';
import { Button, Notice, TransferIcon, WaitIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';

/** Who is being asked by this associate, for how long still; and a transfer that only has to be completed. */
export function ColleagueNotices({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { state, self } = engagement;
  const own = pendingInvitations(state).filter(
    ({ purpose, byParticipantId }) => purpose === 'join' && byParticipantId === self.id,
  );
  return (
    <>
      {own.map((invitation) => (
        <Asking key={invitation.id} invitation={invitation} />
      ))}
      <TransferNotice engagement={engagement} />
    </>
  );
}

function Asking({ invitation }: { readonly invitation: Invitation }): ReactNode {
  const { colleagues } = useClient();
  return (
    <Notice
      icon={WaitIcon}
      action={
        <Button onClick={() => attempt(colleagues.withdraw(invitation.id))}>{t('colleague.withdraw')}</Button>
      }
    >
      {t('colleague.asking', { name: invitation.associateName })} <Remaining until={invitation.expiresAt} />
    </Notice>
  );
}

function TransferNotice({ engagement: { state, self } }: { readonly engagement: OwnEngagement }): ReactNode {
  const client = useClient();
  const { colleagues } = client;
  const { transfer } = state;
  if (!transfer || transfer.phase === 'consulting') return undefined;
  const isSender = transfer.byParticipantId === self.id;
  if (transfer.phase === 'asking')
    return (
      isSender && (
        <Notice
          icon={TransferIcon}
          action={
            <Button onClick={() => attempt(colleagues.cancelTransfer())}>{t('colleague.withdraw')}</Button>
          }
        >
          {t(transfer.to.teamId ? 'colleague.asking-team' : 'colleague.asking-transfer', {
            name: transfer.to.name,
          })}{' '}
          <Remaining until={transfer.until} />
        </Notice>
      )
    );
  if (isSender)
    return (
      <Notice
        icon={TransferIcon}
        action={
          <Button variant="accent" onClick={() => attempt(client.leave())}>
            {t('colleague.complete')}
          </Button>
        }
      >
        {t('colleague.together')}
      </Notice>
    );
  const isReceiver = transfer.toParticipantId === self.id;
  return (
    isReceiver && (
      <Notice icon={TransferIcon}>
        <>{t('colleague.receiving', { name: nameOf(participantOf(state, transfer.byParticipantId)) })}</>
      </Notice>
    )
  );
}
