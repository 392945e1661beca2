import { CheckIcon, IconButton, CloseIcon, Button, Plate } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { useDevicePermission, type DevicePermission } from '../devices/use-device-permission.ts';
import { useSwitchPreference } from '../settings/preference.ts';
import { t } from '../words.ts';
import styles from './ReadyList.module.css';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly done: boolean;
  readonly act?: { readonly label: string; readonly perform: () => void } | undefined;
}

function devicesStep(state: DevicePermission, ask: () => void): Step {
  const step = { id: 'devices', title: t('ready.devices'), done: state === 'granted' };
  if (state === 'granted') return { ...step, text: t('ready.devices-done') };
  if (state === 'prompt' || state === 'asking')
    return { ...step, text: t('ready.devices-ask'), act: { label: t('ready.devices-allow'), perform: ask } };
  return { ...step, text: t(`ready.devices-${state}`), act: { label: t('ready.try-again'), perform: ask } };
}

function notificationsStep(state: NotificationPermission, ask: () => void): Step {
  const step = { id: 'notifications', title: t('ready.notifications'), done: state !== 'default' };
  if (state === 'granted') return { ...step, text: t('ready.notifications-done') };
  if (state === 'denied') return { ...step, text: t('ready.notifications-blocked') };
  const act = { label: t('ready.notifications-allow'), perform: ask };
  return { ...step, text: t('ready.notifications-ask'), act };
}

function useSteps(): readonly Step[] | undefined {
  const client = useClient();
  const status = useDesk((state) => state.availability?.status);
  const devices = useDevicePermission();
  const [notifications, setNotifications] = useState<NotificationPermission>(() =>
    'Notification' in window ? Notification.permission : 'denied',
  );
  if (!devices.state || !status) return undefined;
  const available = status !== 'away' && status !== 'offline';
  return [
    devicesStep(devices.state, devices.ask),
    notificationsStep(notifications, () => void Notification.requestPermission().then(setNotifications)),
    {
      id: 'status',
      title: t('ready.status'),
      text: available ? t('ready.status-done') : t('ready.status-ask'),
      done: available,
      act: available
        ? undefined
        : {
            label: t('welcome.be-available'),
            perform: () => attempt(client.setAvailability('available')),
          },
    },
  ];
}

/** The first sign-in on a computer: what has to be settled before the first call. Gone once it is, or when sent away. */
export function ReadyList(): ReactNode {
  const steps = useSteps();
  const [wanted, setWanted] = useSwitchPreference('ready-list', true);
  const settled = steps?.every((step) => step.done || step.id === 'status') ?? true;
  if (!wanted || !steps || settled) return undefined;
  const next = steps.find((step) => !step.done);
  return (
    <Plate as="section" aria-labelledby="ready-title">
      <div className={styles['ready']}>
        <header>
          <div>
            <h2 id="ready-title">{t('ready.title')}</h2>
            <p>{t('ready.text')}</p>
          </div>
          <IconButton icon={CloseIcon} label={t('ready.dismiss')} onClick={() => setWanted(false)} />
        </header>
        <ol>
          {steps.map((step, index) => (
            <li key={step.id} data-done={step.done || undefined}>
              <span className={styles['number']}>
                {step.done ? <CheckIcon aria-hidden size={16} /> : index + 1}
              </span>
              <div>
                <h3>{step.title}</h3>
                <p>{step.text}</p>
              </div>
              {step.act && (
                <Button
                  variant={step === next ? 'accent' : 'plain'}
                  onClick={step.act.perform}
                  aria-label={`${step.act.label}: ${step.title}`}
                >
                  {step.act.label}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </div>
    </Plate>
  );
}
