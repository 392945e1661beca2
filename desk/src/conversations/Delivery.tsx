import type { SmsDelivery } from '@parley/protocol';
import { CheckIcon, FinishIcon, ProblemIcon, WaitIcon, type Icon } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './Delivery.module.css';

const icons: Readonly<Record<SmsDelivery['status'], Icon>> = {
  waiting: WaitIcon,
  sending: WaitIcon,
  sent: CheckIcon,
  delivered: FinishIcon,
  undelivered: ProblemIcon,
  failed: ProblemIcon,
  unknown: ProblemIcon,
};

function deliverySentence({ status, failure }: SmsDelivery): string {
  if (status === 'waiting' && failure !== undefined) return t('sms.waiting-because');
  if (status === 'failed' && failure === 'stopped') return t('sms.failed-stopped');
  return t(`sms.${status}`);
}

const isBad = ({ status, failure }: SmsDelivery): boolean =>
  ['undelivered', 'failed', 'unknown'].includes(status) || (status === 'waiting' && failure !== undefined);

/** What became of an SMS, in words and a picture. */
export function Delivery({ delivery }: { readonly delivery: SmsDelivery }): ReactNode {
  const Shape = icons[delivery.status];
  return (
    <p className={styles['delivery']} data-bad={isBad(delivery) || undefined}>
      <Shape aria-hidden size={14} />
      {deliverySentence(delivery)}
    </p>
  );
}
