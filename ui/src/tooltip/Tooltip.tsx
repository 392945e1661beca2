import { Tooltip as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import styles from './Tooltip.module.css';

interface TooltipProps {
  readonly text: string;
  /** A key such as `M`, shown beside the text. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement;
}

/** Once around the page, so that a second tooltip opens at once. */
export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={250}>
      {children}
    </Radix.Provider>
  );
}

/**
 * What a control does and the key for it, on hover and on focus. It repeats the name; it never is the name. Not moved
 * to the end of the document, so that it is within the same landmark, and above the same dialog.
 */
export function Tooltip({ text, shortcut, side = 'top', children }: TooltipProps): ReactNode {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Content className={styles['tooltip']} side={side} sideOffset={8} collisionPadding={8}>
        {text}
        {shortcut && <Keys keys={shortcut} />}
      </Radix.Content>
    </Radix.Root>
  );
}
