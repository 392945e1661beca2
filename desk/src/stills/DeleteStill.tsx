import { Button, Dialog, Notice, ProblemIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';

interface DeleteStillProps {
  readonly surface?: 'call';
  /** True when it is gone. */
  readonly onDelete: () => Promise<boolean>;
  readonly onClose: () => void;
}

/** For good, so it is asked for twice. */
export function DeleteStill({ surface, onDelete, onClose }: DeleteStillProps): ReactNode {
  const [state, setState] = useState<'asking' | 'deleting' | 'failed'>('asking');
  const remove = async (): Promise<void> => {
    setState('deleting');
    if (await onDelete()) onClose();
    else setState('failed');
  };
  return (
    <Dialog
      surface={surface}
      title={t('still.delete-ask')}
      description={t('still.delete-text')}
      closeLabel={t('still.delete-no')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('still.delete-no')}</Button>
          <Button variant="exit" disabled={state === 'deleting'} onClick={() => void remove()}>
            {t('still.delete-yes')}
          </Button>
        </>
      }
    >
      {state === 'failed' && (
        <Notice icon={ProblemIcon} tone="caution">
          {t('still.delete-failed')}
        </Notice>
      )}
    </Dialog>
  );
}
