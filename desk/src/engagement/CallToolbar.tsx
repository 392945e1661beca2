import { Menu, MenuItem } from '@parley/ui';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { t } from '../words.ts';
import type { CallActions } from './actions.ts';
import styles from './CallToolbar.module.css';
import { ToolButton } from './ToolButton.tsx';

interface CallToolbarProps {
  readonly actions: CallActions;
  readonly optionsOpen: boolean;
  readonly onOptionsOpenChange: (open: boolean) => void;
}

/** Arrow keys walk along the toolbar; Tab reaches every button too. */
function walk(event: KeyboardEvent, toolbar: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !toolbar) return;
  const buttons = [...toolbar.querySelectorAll('button')];
  const here = buttons.findIndex((button) => button === document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  buttons.at((here + step) % buttons.length)?.focus();
}

export function CallToolbar({ actions, optionsOpen, onOptionsOpenChange }: CallToolbarProps): ReactNode {
  const toolbar = useRef<HTMLDivElement>(null);
  const button = (action: Action): ReactNode =>
    action.id === 'options' ? (
      <Menu
        key={action.id}
        surface="call"
        side="top"
        open={optionsOpen}
        onOpenChange={onOptionsOpenChange}
        trigger={<ToolButton action={action} isTrigger />}
      >
        {actions.options.map(({ id, icon, label, shortcut, perform }) => (
          <MenuItem key={id} icon={icon} label={label} shortcut={shortcut} onSelect={() => perform?.()} />
        ))}
      </Menu>
    ) : (
      <ToolButton key={action.id} action={action} />
    );
  return (
    <div
      ref={toolbar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('call.controls')}
      className={styles['toolbar']}
      onKeyDown={(event) => walk(event, toolbar.current)}
    >
      {actions.toolbar.map(button)}
    </div>
  );
}
