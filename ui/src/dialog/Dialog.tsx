import { useEffect, useId, useRef, type ReactNode } from 'react';
import { CloseIcon } from '../icons.ts';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Name of the button in the corner. Without it the dialog has none, and Escape does nothing. */
  readonly closeLabel?: string;
  readonly onClose?: () => void;
  readonly surface?: 'call' | undefined;
  readonly size?: 'normal' | 'wide' | 'full';
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/**
 * A modal dialog on the browser's own `<dialog>`: focus is kept and given back, the page behind is inert, and no style
 * element is added. It is open as long as it is rendered.
 */
export function Dialog({
  title,
  description,
  closeLabel,
  onClose,
  surface,
  size = 'normal',
  children,
  actions,
}: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const descriptionId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The dialog itself, so that a key already on its way presses nothing in it.
    element?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      tabIndex={-1}
      data-surface={surface}
      data-size={size}
      aria-labelledby={titleId}
      aria-describedby={description ? descriptionId : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header className={styles['header']}>
        <h2 id={titleId}>{title}</h2>
        {closeLabel && (
          <button type="button" className={styles['close']} aria-label={closeLabel} onClick={onClose}>
            <CloseIcon aria-hidden size={18} />
          </button>
        )}
      </header>
      {description && (
        <p id={descriptionId} className={styles['description']}>
          {description}
        </p>
      )}
      {children}
      {actions && <footer className={styles['actions']}>{actions}</footer>}
    </dialog>
  );
}
