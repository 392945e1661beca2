import { Button, Notice, PhoneIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { Remaining } from '../time/Clock.tsx';
import { t } from '../words.ts';
import { waysOf } from './ways.ts';

interface DeviceLinkNoticeProps {
  readonly engagement: OwnEngagement;
  readonly inviteAgain: () => void;
}

/** The link that the customer's phone may come by, until it has come or the associate has read what became of it. */
export function DeviceLinkNotice({ engagement, inviteAgain }: DeviceLinkNoticeProps): ReactNode {
  const { secondDevice } = useClient();
  const [read, setRead] = useState<string>();
  const { deviceLink: link } = engagement.state;
  if (!link || link.id === read) return undefined;
  const { id, status, until, way } = link;
  if (status === 'open')
    return (
      <Notice
        icon={PhoneIcon}
        action={<Button onClick={() => attempt(secondDevice.withdraw(id))}>{t('device.withdraw')}</Button>}
      >
        {t(`device.${way}-open`)} <Remaining until={until} />
      </Notice>
    );
  if (status !== 'declined' && status !== 'expired') return undefined;
  return (
    <Notice
      icon={PhoneIcon}
      action={
        <>
          {waysOf(engagement).length > 0 && <Button onClick={inviteAgain}>{t('device.again')}</Button>}
          <Button onClick={() => setRead(id)}>{t('device.dismiss')}</Button>
        </>
      }
    >
      {t(`device.${status}`)}
    </Notice>
  );
}
