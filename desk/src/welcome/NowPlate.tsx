import type { AvailabilityStatus } from '@parley/protocol';
import { Button, Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { BackToCall } from '../shell/BackToCall.tsx';
import { StatusMark } from '../status/StatusMark.tsx';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';
import styles from './NowPlate.module.css';

/** What the associate's status means, and the step that leads on from it. */
export function NowPlate(): ReactNode {
  const availability = useDesk((state) => state.availability);
  const status: AvailabilityStatus = availability?.status ?? 'offline';
  const key = status === 'offline' ? 'connecting' : status;
  return (
    <Plate as="section" aria-label={t('status.choose')}>
      <div className={styles['now']}>
        <span className={styles['mark']} data-status={status}>
          <StatusMark status={status} size={26} />
        </span>
        <div className={styles['words']}>
          <h2>{t(`welcome.${key}`)}</h2>
          <p>
            {t(`welcome.${key}-text`)}{' '}
            {availability?.wrapUpUntil && <Remaining until={availability.wrapUpUntil} />}
          </p>
        </div>
        <NextStep status={status} />
      </div>
    </Plate>
  );
}

function NextStep({ status }: { readonly status: AvailabilityStatus }): ReactNode {
  const client = useClient();
  switch (status) {
    case 'away':
      return (
        <Button variant="accent" onClick={() => attempt(client.setAvailability('available'))}>
          {t('welcome.be-available')}
        </Button>
      );
    case 'available':
      return <Button onClick={() => attempt(client.setAvailability('away'))}>{t('welcome.be-away')}</Button>;
    case 'wrapping-up':
      return (
        <Button variant="accent" onClick={() => attempt(client.finishWrapUp())}>
          {t('wrap-up.finish')}
        </Button>
      );
    case 'on-a-call':
      return <BackToCall />;
    case 'offline':
      return undefined;
  }
}
