import type { DeviceChoice } from '@parley/call';
import type { Icon } from '@parley/ui';
import { useId, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './DevicesDialog.module.css';

interface DeviceChoicesProps {
  readonly label: string;
  readonly icon: Icon;
  readonly choices: readonly DeviceChoice[];
  /** Undefined while the browser's own choice holds. */
  readonly chosen: string | undefined;
  readonly onChoose: (deviceId: string) => void;
  readonly children?: ReactNode;
}

/** One kind of device as a list to choose from. */
export function DeviceChoices(props: DeviceChoicesProps): ReactNode {
  const { label, icon: Shape, choices, chosen, onChoose, children } = props;
  const name = useId();
  return (
    <fieldset className={styles['kind']}>
      <legend>
        <Shape aria-hidden size={16} />
        {label}
      </legend>
      {choices.length === 0 && <p className={styles['none']}>{t('devices.none')}</p>}
      {choices.map(({ deviceId, label: own }, index) => (
        <label key={deviceId} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            checked={chosen ? chosen === deviceId : index === 0}
            onChange={() => onChoose(deviceId)}
          />
          <span>{own || t('devices.unnamed', { number: index + 1 })}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
