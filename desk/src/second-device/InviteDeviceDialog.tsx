import type { DeviceWay } from '@parley/protocol';
import { Button, Dialog, Field } from '@parley/ui';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useClient } from '../client/desk-context.ts';
import { tellIfRefused } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './InviteDeviceDialog.module.css';
import { numberOf } from './number.ts';
import { WayChoice } from './WayChoice.tsx';
import { waysOf } from './ways.ts';

interface InviteDeviceDialogProps {
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** Sends the customer's phone a link, or has the customer's own page show it. The call goes on behind it. */
export function InviteDeviceDialog({ engagement, onClose }: InviteDeviceDialogProps): ReactNode {
  const { secondDevice } = useClient();
  const ways = waysOf(engagement);
  const known = engagement.state.context.find(({ key }) => key === 'customer.phone')?.value ?? '';
  const [chosen, setChosen] = useState<DeviceWay>();
  const [number, setNumber] = useState(known);
  const [hasProblem, setHasProblem] = useState(false);
  const [underWay, setUnderWay] = useState(false);
  const way = ways.find((one) => one === chosen) ?? ways[0];

  const invite = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const to = numberOf(number);
    if (way === 'sms' && to === undefined) {
      setHasProblem(true);
      return;
    }
    setUnderWay(true);
    const asked = way === 'sms' && to !== undefined ? secondDevice.sendLink(to) : secondDevice.showLink();
    if (await tellIfRefused(asked)) onClose();
    else setUnderWay(false);
  };

  return (
    <Dialog
      surface="call"
      title={t('device.invite')}
      description={t('device.invite-text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('device.cancel')}</Button>
          <Button variant="accent" type="submit" form="invite-device" disabled={!way || underWay}>
            {t(way === 'sms' ? 'device.send' : 'device.show')}
          </Button>
        </>
      }
    >
      <form id="invite-device" className={styles['form']} noValidate onSubmit={(event) => void invite(event)}>
        {ways.length > 1 && way && <WayChoice way={way} onChange={setChosen} />}
        {way === 'sms' && (
          <Field
            type="tel"
            label={t('device.number')}
            value={number}
            maxLength={40}
            autoComplete="off"
            problem={hasProblem ? t('device.number-problem') : undefined}
            onChange={(event) => {
              setNumber(event.currentTarget.value);
              setHasProblem(false);
            }}
          />
        )}
      </form>
    </Dialog>
  );
}
