import { participantOfAssociate } from '@parley/engagement';
import type { BoardEngagement, SupervisionWay } from '@parley/protocol';
import { BargeIcon, IconButton, ListenIcon, TakeOverIcon, WhisperIcon, type Icon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient, useDesk, useProfile } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import { t } from '../words.ts';
import styles from './BoardTable.module.css';
import { TakeOverQuestion } from './TakeOverQuestion.tsx';

const icons: Readonly<Record<SupervisionWay, Icon>> = {
  listen: ListenIcon,
  whisper: WhisperIcon,
  barge: BargeIcon,
  'take-over': TakeOverIcon,
};
const ways = ['listen', 'whisper', 'barge', 'take-over'] as const;

/** Into a call as a supervisor: one at a time, and not into one's own. */
export function WaysIn({ engagement }: { readonly engagement: BoardEngagement }): ReactNode {
  const client = useClient();
  const profile = useProfile();
  const own = useDesk((state) => state.engagement);
  const [asks, setAsks] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const name = engagement.customerName ?? t('common.unknown-customer');
  if (own)
    return own.state.id === engagement.engagementId
      ? t(participantOfAssociate(own.state, profile.id) ? 'board.own-call' : 'board.own-supervision')
      : undefined;
  const go = async (how: SupervisionWay): Promise<void> => {
    setGoing(true);
    await tellIfRefused(client.supervision.begin(engagement.engagementId, how));
    setGoing(false);
  };
  return (
    <div className={styles['ways']}>
      {ways.map((how) => (
        <IconButton
          key={how}
          icon={icons[how]}
          label={t(`board.${how}`, { name })}
          hint={t(`supervision.${how}`)}
          disabled={isGoing}
          onClick={() => (how === 'take-over' ? setAsks(true) : void go(how))}
        />
      ))}
      {asks && (
        <TakeOverQuestion
          from={engagement.associates[0]?.name}
          takeOver={() => void go('take-over')}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  );
}
