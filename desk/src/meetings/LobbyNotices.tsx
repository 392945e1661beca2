import { may } from '@parley/engagement';
import { AddAssociateIcon, Button, Notice } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';

/** Guests at the door, each to be let in or not. */
export function LobbyNotices({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const { meetings } = useClient();
  const { state, self } = engagement;
  if (!may(state, self.id, 'admit')) return undefined;
  return state.lobby
    .filter(({ state: how, awayUntil }) => how === 'waiting' && !awayUntil)
    .map(({ participantId, name }) => (
      <Notice
        key={participantId}
        icon={AddAssociateIcon}
        action={
          <>
            <Button variant="accent" onClick={() => attempt(meetings.admit(participantId))}>
              {t('meeting.admit')}
            </Button>
            <Button onClick={() => attempt(meetings.refuse(participantId))}>{t('meeting.refuse')}</Button>
          </>
        }
      >
        {t('meeting.wants-in', { name })}
      </Notice>
    ));
}
