import { Switch as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Switch.module.css';

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, onChange }: SwitchProps): ReactNode {
  return (
    <label className={styles['row']}>
      <span>{label}</span>
      <Radix.Root className={styles['switch']} checked={checked} onCheckedChange={onChange}>
        <Radix.Thumb className={styles['thumb']} />
      </Radix.Root>
    </label>
  );
}
