import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { Icon } from '../icons.ts';
import styles from './Button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `accent`: the one next action of a screen. `exit`: ends something for everyone. */
  readonly variant?: 'accent' | 'plain' | 'quiet' | 'exit';
  readonly size?: 'normal' | 'large';
  readonly icon?: Icon;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button({
  variant = 'plain',
  size = 'normal',
  icon: IconShape,
  children,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button type="button" {...rest} className={styles['button']} data-variant={variant} data-size={size}>
      {IconShape && <IconShape aria-hidden size={size === 'large' ? 20 : 17} />}
      <span>{children}</span>
    </button>
  );
}
