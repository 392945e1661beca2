import { IconButton, CollapseIcon, MutedIcon, VerifiedIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { QueueButton } from '../queue/QueueButton.tsx';
import { MessagesButton } from '../messages/MessagesButton.tsx';
import type { MessagesPanelState } from '../messages/use-messages.ts';
import { NameMenu } from '../shell/NameMenu.tsx';
import { StatusMenu } from '../status/StatusMenu.tsx';
import { t } from '../words.ts';
import { CallClock } from './CallClock.tsx';
import styles from './CallHeader.module.css';
import { RecordingDot } from './RecordingDot.tsx';
import { nameOf, type OwnEngagement } from './use-engagement.ts';

interface CallHeaderProps {
  readonly engagement: OwnEngagement;
  readonly information: Action;
  readonly informationOpen: boolean;
  readonly messages: MessagesPanelState;
}

/** At the top edge: who is on the line and for how long; on the other side the own status. */
export function CallHeader({
  engagement,
  information,
  informationOpen,
  messages,
}: CallHeaderProps): ReactNode {
  const { state, customer } = engagement;
  const verified = state.context.some(({ key, verified }) => key === 'customer.name' && verified);
  return (
    <header className={styles['header']}>
      <div className={styles['plate']}>
        {!engagement.isMeeting && (
          <IconButton
            icon={informationOpen ? CollapseIcon : information.icon}
            label={information.label}
            hint={information.hint}
            shortcut={information.shortcut}
            side="bottom"
            aria-expanded={informationOpen}
            aria-controls={informationOpen ? 'caller-information' : undefined}
            onClick={information.perform}
          />
        )}
        <div className={styles['who']}>
          <h1>
            {engagement.isMeeting ? (state.meeting?.title ?? t('meeting.one')) : nameOf(customer)}
            {verified && <VerifiedIcon role="img" aria-label={t('info.verified')} size={16} />}
            {customer.muted && <MutedIcon role="img" aria-label={t('call.muted')} size={16} />}
          </h1>
          <p>
            <RecordingDot engagement={engagement} />
            {state.answeredAt && <CallClock since={state.answeredAt} />}
            <span className={styles['scenario']}>{state.scenario.name}</span>
          </p>
        </div>
      </div>
      <div className={styles['plate']}>
        <MessagesButton panel={messages} />
        <QueueButton surface="call" />
        <StatusMenu surface="call" />
        <NameMenu surface="call" />
      </div>
    </header>
  );
}
