import { Tooltip } from '@parley/ui';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import type { Action } from '../actions/action.ts';
import styles from './CallToolbar.module.css';

interface ToolButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly action: Action;
  /** A menu hangs from it, which opens it by itself. */
  readonly isTrigger?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/**
 * A control of the toolbar: picture and word. One that keeps its place without being possible now can be focused, so
 * that its reason can be read.
 */
export function ToolButton({ action, isTrigger = false, ...rest }: ToolButtonProps): ReactNode {
  const { id, label, icon: Shape, shortcut, hint, pressed, perform, reason } = action;
  return (
    <Tooltip text={reason ?? hint ?? label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        {...(isTrigger ? {} : { onClick: perform })}
        className={styles['button']}
        data-action={id}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={perform ? undefined : true}
        aria-description={reason}
        aria-keyshortcuts={shortcut}
      >
        <Shape aria-hidden size={22} />
        <span className={styles['word']}>{label}</span>
      </button>
    </Tooltip>
  );
}
