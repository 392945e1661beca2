import { Content, usePageTitle } from '@parley/ui/page';
import { useState, type ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { ConversationsPlate } from '../conversations/ConversationsPlate.tsx';
import { ComingMeetings } from '../meetings/ComingMeetings.tsx';
import { TopBar } from '../shell/TopBar.tsx';
import { locale, t } from '../words.ts';
import { MissedNotice } from './MissedNotice.tsx';
import { NowPlate } from './NowPlate.tsx';
import { ReadyList } from './ReadyList.tsx';
import { RecentEngagements } from './RecentEngagements.tsx';
import { WaitingPlate } from './WaitingPlate.tsx';
import styles from './WelcomePage.module.css';

/** Good until the afternoon, until the evening; by this computer's clock. */
function greeting(name: string, hour: number): string {
  if (hour < 12) return t('welcome.morning', { name });
  return hour < 18 ? t('welcome.afternoon', { name }) : t('welcome.evening', { name });
}

/** The first page: how things stand, who waits, what was. */
export function WelcomePage(): ReactNode {
  const { name } = useProfile();
  const [today] = useState(() => new Date());
  const date = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const title = greeting(name.split(' ')[0] ?? name, today.getHours());
  usePageTitle(title);
  return (
    <>
      <TopBar />
      <Content className={styles['page']}>
        <header className={styles['greeting']}>
          <p>{date.format(today)}</p>
          <h1>{title}</h1>
          <MissedNotice />
        </header>
        <ReadyList />
        <div className={styles['now']}>
          <NowPlate />
          <WaitingPlate />
        </div>
        <ComingMeetings />
        <ConversationsPlate />
        <RecentEngagements />
      </Content>
    </>
  );
}
