import { Button, MicrophoneIcon, Notice } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import { useDevicePermission } from './use-device-permission.ts';

/** The browser gives devices no names before it was asked once. */
export function AllowDevices(): ReactNode {
  const { state, ask } = useDevicePermission();
  if (!state || state === 'granted') return undefined;
  return (
    <Notice
      icon={MicrophoneIcon}
      action={
        <Button variant="accent" onClick={ask} disabled={state === 'asking'}>
          {t('devices.allow')}
        </Button>
      }
    >
      {state === 'prompt' || state === 'asking' ? t('devices.allow-text') : t(`ready.devices-${state}`)}
    </Notice>
  );
}
