import { Button, Plate } from '@parley/ui';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Content, usePageTitle } from '@parley/ui/page';
import { TopBar } from '../shell/TopBar.tsx';
import { t } from '../words.ts';
import { MeetingDialog } from './MeetingDialog.tsx';
import { MeetingRows } from './MeetingRows.tsx';
import styles from './Meetings.module.css';
import { meetingsQuery } from './queries.ts';

/** Everything that this associate holds. */
export function MeetingsPage(): ReactNode {
  const { data } = useQuery(meetingsQuery);
  const [makes, setMakes] = useState(false);
  usePageTitle(t('meeting.list'));
  return (
    <>
      <TopBar />
      <Content className={styles['page']}>
        <div className={styles['head']}>
          <h1>{t('meeting.list')}</h1>
          <Button variant="accent" onClick={() => setMakes(true)}>
            {t('meeting.create')}
          </Button>
        </div>
        {data && (
          <Plate as="section" aria-label={t('meeting.list')}>
            {data.length > 0 ? (
              <MeetingRows meetings={data} />
            ) : (
              <p className={styles['none']}>{t('meeting.none')}</p>
            )}
          </Plate>
        )}
        {makes && <MeetingDialog onClose={() => setMakes(false)} />}
      </Content>
    </>
  );
}
