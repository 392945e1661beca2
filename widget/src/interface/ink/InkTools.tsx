import type { JSX } from 'preact';
import { Icon, type IconName } from '../icons.tsx';
import { useShared } from '../shared.ts';
import { pencilTools, type Pencil, type PencilTool } from './hooks.ts';

const icons: Readonly<Record<PencilTool, IconName>> = {
  pen: 'pencil',
  arrow: 'arrow',
  marker: 'marker',
  text: 'text',
};

interface ToolProps {
  readonly label: string;
  readonly icon: IconName;
  readonly pressed?: boolean;
  readonly press: (() => void) | undefined;
}

function Tool({ label, icon, pressed, press }: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={!press}
      onClick={press}
    >
      <Icon name={icon} size={20} />
    </button>
  );
}

/** Takes the pencil in hand, and puts it away again. */
export function PencilButton({ pencil }: { readonly pencil: Pencil }): JSX.Element {
  const { t } = useShared();
  const inHand = pencil.tool !== undefined;
  return (
    <button
      type="button"
      class="quiet pencil-button"
      aria-label={t('ink.pencil')}
      aria-pressed={inHand}
      onClick={() => pencil.setTool(inHand ? undefined : 'pen')}
    >
      <Icon name="pencil" size={18} />
    </button>
  );
}

/** While the pencil is in hand. */
export function InkTools({ pencil }: { readonly pencil: Pencil }): JSX.Element | null {
  const { t } = useShared();
  if (!pencil.tool) return null;
  return (
    <div class="ink-tools" role="toolbar" aria-label={t('ink.tools')}>
      {pencilTools.map((tool) => (
        <Tool
          key={tool}
          label={t(`ink.${tool}`)}
          icon={icons[tool]}
          pressed={pencil.tool === tool}
          press={() => pencil.setTool(tool)}
        />
      ))}
      <Tool label={t('ink.undo')} icon="undo" press={pencil.undo} />
      <Tool label={t('ink.clear')} icon="eraser" press={pencil.clear} />
      <Tool label={t('ink.done')} icon="close" press={() => pencil.setTool(undefined)} />
    </div>
  );
}
