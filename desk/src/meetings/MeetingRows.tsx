import type { MeetingRecord } from '@parley/protocol';
import { Button } from '@parley/ui';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import { language, t } from '../words.ts';
import { CallOff } from './CallOff.tsx';
import { MeetingDialog } from './MeetingDialog.tsx';
import { MeetingReady } from './MeetingReady.tsx';
import styles from './Meetings.module.css';

type Asks = { readonly what: 'link' | 'change' | 'call-off'; readonly meeting: MeetingRecord };

/** Meetings, each with what can be done with it. */
export function MeetingRows({ meetings }: { readonly meetings: readonly MeetingRecord[] }): ReactNode {
  const [asks, setAsks] = useState<Asks>();
  const close = (): void => setAsks(undefined);
  return (
    <>
      <ul className={styles['rows']}>
        {meetings.map((meeting) => (
          <Row key={meeting.id} meeting={meeting} ask={(what) => setAsks({ what, meeting })} />
        ))}
      </ul>
      {asks?.what === 'link' && <MeetingReady meeting={asks.meeting} surface={undefined} onClose={close} />}
      {asks?.what === 'change' && <MeetingDialog meeting={asks.meeting} onClose={close} />}
      {asks?.what === 'call-off' && <CallOff meeting={asks.meeting} onClose={close} />}
    </>
  );
}

function Row({
  meeting,
  ask,
}: {
  readonly meeting: MeetingRecord;
  readonly ask: (what: Asks['what']) => void;
}): ReactNode {
  const { meetings } = useClient();
  const navigate = useNavigate();
  const busy = useDesk((state) => state.engagement && state.engagement.state.meeting?.id !== meeting.id);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const open = async (): Promise<void> => {
    if (meeting.status === 'running' && meeting.engagementId)
      await navigate({ to: '/engagements/$engagementId', params: { engagementId: meeting.engagementId } });
    else await tellIfRefused(meetings.open(meeting.id));
  };
  return (
    <li>
      <div className={styles['words']}>
        <p className={styles['title']}>{meeting.title}</p>
        <p>
          {meeting.status === 'running' ? t('meeting.running') : time.format(new Date(meeting.startsAt))}
          {meeting.people.length > 0 && ` · ${t('meeting.people-count', { count: meeting.people.length })}`}
        </p>
      </div>
      <div className={styles['actions']}>
        <Button onClick={() => ask('link')}>{t('meeting.link')}</Button>
        <Button onClick={() => ask('change')}>{t('meeting.change')}</Button>
        <Button onClick={() => ask('call-off')}>{t('meeting.call-off')}</Button>
        <Button variant="accent" disabled={busy === true} onClick={() => void open()}>
          {t(meeting.status === 'running' ? 'meeting.back-to' : 'meeting.open')}
        </Button>
      </div>
    </li>
  );
}
