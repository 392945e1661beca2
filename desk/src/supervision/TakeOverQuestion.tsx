import { Button, Dialog } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

interface TakeOverQuestionProps {
  readonly surface?: 'call';
  /** Who leads the call. */
  readonly from: string | undefined;
  readonly takeOver: () => void;
  readonly onClose: () => void;
}

/** It sends somebody away from their customer, so that it is asked for once more. */
export function TakeOverQuestion({ surface, from, takeOver, onClose }: TakeOverQuestionProps): ReactNode {
  return (
    <Dialog
      {...(surface && { surface })}
      title={t('supervision.ask')}
      description={t('supervision.ask-text', { name: from ?? t('common.unknown-customer') })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <Button
          variant="accent"
          onClick={() => {
            takeOver();
            onClose();
          }}
        >
          {t('supervision.take-over')}
        </Button>
      }
    />
  );
}
