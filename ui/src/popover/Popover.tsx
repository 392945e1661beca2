import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './Popover.module.css';

interface PopoverProps {
  readonly trigger: ReactElement;
  /** Names the panel. */
  readonly label: string;
  readonly surface?: 'call' | undefined;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A panel that hangs from a button and takes nothing away from the page under it. */
export function Popover({ trigger, label, surface, open, onOpenChange, children }: PopoverProps): ReactNode {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles['popover']}
          aria-label={label}
          data-surface={surface}
          align="end"
          sideOffset={10}
          collisionPadding={12}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
