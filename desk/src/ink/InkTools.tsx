import { palette as paints } from '@parley/ink';
import { Tooltip } from '@parley/ui';
import { useRef, type ButtonHTMLAttributes, type KeyboardEvent, type ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useShortcuts } from '../actions/shortcuts.ts';
import { t } from '../words.ts';
import { inkActions, type InkWork } from './ink-actions.ts';
import styles from './InkTools.module.css';
import { colors, colorShortcut, widths, widthShortcut } from './tools.ts';
import type { Pencil } from './use-pencil.ts';

interface InkToolsProps {
  readonly pencil: Pencil;
  readonly work: InkWork;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Arrow keys walk through the palette; Tab reaches every button too. */
function walk(event: KeyboardEvent, palette: HTMLElement | null): void {
  const step = steps[event.key];
  if (!step || !palette) return;
  const buttons = [...palette.querySelectorAll('button')];
  const here = buttons.findIndex((button) => button === document.activeElement);
  if (here < 0) return;
  event.preventDefault();
  buttons.at((here + step) % buttons.length)?.focus();
}

/** The palette of the pencil, at the stage's start edge while the pencil is in the hand. */
export function InkTools({ pencil, work }: InkToolsProps): ReactNode {
  const palette = useRef<HTMLDivElement>(null);
  const actions = inkActions(pencil, work);
  useShortcuts(actions.all);
  return (
    <div
      ref={palette}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('ink.tools')}
      aria-orientation="vertical"
      className={styles['palette']}
      onKeyDown={(event) => walk(event, palette.current)}
    >
      <div className={styles['tools']}>{actions.tools.map(toolButton)}</div>
      <div className={styles['colors']} role="group" aria-label={t('ink.color')}>
        {colors.map((color) => (
          <PaletteButton
            key={color}
            label={t(`ink.${color}`)}
            shortcut={colorShortcut}
            aria-pressed={pencil.color === color}
            data-color={color}
            onClick={() => pencil.chooseColor(color)}
          >
            <span className={styles['swatch']} style={{ background: paints[color].fill }} />
          </PaletteButton>
        ))}
      </div>
      <div className={styles['widths']} role="group" aria-label={t('ink.width')}>
        {widths.map((width) => (
          <PaletteButton
            key={width}
            label={t(`ink.${width}`)}
            shortcut={widthShortcut}
            aria-pressed={pencil.width === width}
            data-width={width}
            onClick={() => pencil.chooseWidth(width)}
          >
            <span className={styles['dot']} />
          </PaletteButton>
        ))}
      </div>
      <div className={styles['work']}>{actions.work.map(toolButton)}</div>
    </div>
  );
}

const toolButton = ({ id, label, icon: Shape, shortcut, pressed, perform }: Action): ReactNode => (
  <PaletteButton
    key={id}
    label={label}
    shortcut={shortcut}
    aria-pressed={pressed}
    aria-disabled={perform ? undefined : true}
    data-tool={id}
    onClick={perform}
  >
    <Shape aria-hidden size={19} />
  </PaletteButton>
);

interface PaletteButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  readonly shortcut: string | undefined;
}

function PaletteButton({ label, shortcut, children, ...rest }: PaletteButtonProps): ReactNode {
  return (
    <Tooltip text={label} shortcut={shortcut} side="right">
      <button
        type="button"
        {...rest}
        className={styles['button']}
        aria-label={label}
        aria-keyshortcuts={shortcut}
      >
        {children}
      </button>
    </Tooltip>
  );
}
