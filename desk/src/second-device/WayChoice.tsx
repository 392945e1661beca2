import type { DeviceWay } from '@parley/protocol';
import type { ReactNode } from 'react';
import styles from '../colleagues/ColleagueDialog.module.css';
import { t } from '../words.ts';

interface WayChoiceProps {
  readonly way: DeviceWay;
  readonly onChange: (way: DeviceWay) => void;
}

/** By SMS, or by way of the screen that the customer looks at. */
export function WayChoice({ way, onChange }: WayChoiceProps): ReactNode {
  return (
    <fieldset className={styles['manner']}>
      <legend>{t('device.how')}</legend>
      {(['sms', 'screen'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name="way" checked={way === one} onChange={() => onChange(one)} />
          <strong>{t(`device.${one}`)}</strong>
          <span>{t(`device.${one}-text`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
