import { Dialog, Keys, Switch } from '@parley/ui';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action.ts';
import { useShortcutsEnabled } from '../actions/shortcuts.ts';
import { callShortcuts } from '../engagement/actions.ts';
import { incomingShortcuts } from '../incoming/actions.ts';
import { t } from '../words.ts';
import styles from './HelpSheet.module.css';
import { shellActions } from './shell-actions.ts';

type Entry = Pick<Action, 'id' | 'label' | 'shortcut'>;

function Shortcuts({
  title,
  entries,
}: {
  readonly title: string;
  readonly entries: readonly Entry[];
}): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {entries.map(({ id, label, shortcut }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{shortcut && <Keys keys={shortcut} />}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface HelpSheetProps {
  readonly surface: 'call' | undefined;
  readonly onClose: () => void;
}

/** Every shortcut, from the same lists that bind them. */
export function HelpSheet({ surface, onClose }: HelpSheetProps): ReactNode {
  const [enabled, setEnabled] = useShortcutsEnabled();
  return (
    <Dialog
      surface={surface}
      title={t('shortcuts.title')}
      description={t('shortcuts.text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
    >
      <div className={styles['columns']}>
        <Shortcuts title={t('shortcuts.call')} entries={callShortcuts()} />
        <div>
          <Shortcuts title={t('shortcuts.ringing')} entries={incomingShortcuts()} />
          <Shortcuts title={t('shortcuts.everywhere')} entries={shellActions()} />
        </div>
      </div>
      <Switch label={t('shortcuts.on')} checked={enabled} onChange={setEnabled} />
    </Dialog>
  );
}
