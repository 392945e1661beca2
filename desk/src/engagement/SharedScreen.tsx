import { Button } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { Picture } from '../devices/Picture.tsx';
import { t } from '../words.ts';
import styles from './SharedScreen.module.css';

/** What the customer sees of this screen: never to be forgotten, and one press from its end. */
export function SharedScreen(): ReactNode {
  const client = useClient();
  const track = useDesk(({ media }) => media.screen.track);
  return (
    <section className={styles['plate']} aria-label={t('call.own-screen')}>
      {track && <Picture track={track} className={styles['picture']} />}
      <p>{t('call.sharing-screen')}</p>
      <Button aria-label={t('call.unshare-screen')} onClick={() => attempt(client.stopScreen())}>
        {t('call.stop-sharing')}
      </Button>
    </section>
  );
}
