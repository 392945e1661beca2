import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { Icon } from '../icons.ts';
import { Tooltip } from '../tooltip/Tooltip.tsx';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** The accessible name. */
  readonly label: string;
  readonly icon: Icon;
  readonly shortcut?: string | undefined;
  /** Says more than the label, in the tooltip: what pressing does now, or why it can't be pressed. */
  readonly hint?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A square button of 44 px that shows its picture alone; the tooltip has the words. */
export function IconButton({
  label,
  icon: Shape,
  shortcut,
  hint,
  side = 'top',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip text={hint ?? label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-keyshortcuts={shortcut}
        {...rest}
        aria-label={label}
        className={styles['button']}
      >
        <Shape aria-hidden size={20} />
      </button>
    </Tooltip>
  );
}
