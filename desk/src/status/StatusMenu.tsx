import type { AvailabilityStatus } from '@parley/protocol';
import {
  ExpandIcon,
  FinishIcon,
  Menu,
  MenuChoice,
  MenuItem,
  MenuSeparator,
  PauseIcon,
  CheckIcon,
} from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { t } from '../words.ts';
import { StatusMark } from './StatusMark.tsx';
import styles from './StatusMenu.module.css';

const choices = [
  { value: 'available', label: t('status.available'), icon: CheckIcon },
  { value: 'away', label: t('status.away'), icon: PauseIcon },
] as const;

/** What the choice means while the status sets itself: it takes effect afterwards. */
const headingFor = (status: AvailabilityStatus): string =>
  status === 'on-a-call' || status === 'wrapping-up' ? t('status.after-call') : t('status.choose');

/** Own status, and the menu that sets it. Absent until the server has told it. */
export function StatusMenu({ surface }: { readonly surface?: 'call' }): ReactNode {
  const client = useClient();
  const availability = useDesk((state) => state.availability);
  if (!availability) return undefined;
  const { status, chosen } = availability;
  const words = t(`status.${status}`);
  return (
    <Menu
      surface={surface}
      trigger={
        <button type="button" className={styles['trigger']} aria-label={t('status.name', { status: words })}>
          <StatusMark status={status} />
          <span>{words}</span>
          <ExpandIcon aria-hidden size={16} />
        </button>
      }
    >
      <MenuChoice
        label={headingFor(status)}
        value={chosen}
        options={choices}
        onChoose={(value) => attempt(client.setAvailability(value))}
      />
      {status === 'wrapping-up' && (
        <>
          <MenuSeparator />
          <MenuItem
            icon={FinishIcon}
            label={t('wrap-up.finish')}
            onSelect={() => attempt(client.finishWrapUp())}
          />
        </>
      )}
    </Menu>
  );
}
