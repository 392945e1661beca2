import type { EngagementState } from '@parley/protocol';
import { PhoneIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import styles from '../engagement/CustomerFacts.module.css';
import { t } from '../words.ts';

/** What the customer's second device is, or the last one was. */
export function DeviceFacts({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const device = engagement.participants.findLast(({ deviceOf }) => deviceOf !== undefined);
  if (!device) return undefined;
  const isHere = device.state !== 'left' && engagement.phase !== 'ended';
  return (
    <section className={styles['facts']} aria-labelledby="facts-second-device">
      <h3 id="facts-second-device">
        <PhoneIcon aria-hidden size={15} />
        {t('device.facts')}
      </h3>
      <dl>
        <div>
          <dt>{t(isHere ? 'device.in-call' : 'device.was-in-call')}</dt>
          <dd>{device.device}</dd>
        </div>
      </dl>
    </section>
  );
}
