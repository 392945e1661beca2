import { Button, Plate } from '@parley/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import { MeetingDialog } from './MeetingDialog.tsx';
import { MeetingRows } from './MeetingRows.tsx';
import styles from './Meetings.module.css';
import { meetingsQuery } from './queries.ts';

const mostShown = 3;

/** On the welcome screen: the next few, and the way to a new one. */
export function ComingMeetings(): ReactNode {
  const { data = [] } = useQuery(meetingsQuery);
  const [makes, setMakes] = useState(false);
  return (
    <section className={styles['coming']} aria-labelledby="meetings-title">
      <div className={styles['head']}>
        <h2 id="meetings-title">
          <Link to="/meetings">{t('meeting.list')}</Link>
        </h2>
        <Button onClick={() => setMakes(true)}>{t('meeting.create')}</Button>
      </div>
      {data.length > 0 && (
        <Plate>
          <MeetingRows meetings={data.slice(0, mostShown)} />
        </Plate>
      )}
      {makes && <MeetingDialog onClose={() => setMakes(false)} />}
    </section>
  );
}
