import { Button, Dialog } from '@parley/ui';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import type { InkDesk } from './use-ink-work.ts';

/** Asked only when ink of others goes too. */
export function ClearAllQuestion({ confirm, cancel }: NonNullable<InkDesk['clearing']>): ReactNode {
  return (
    <Dialog
      surface="call"
      title={t('ink.clear-ask')}
      description={t('ink.clear-text')}
      closeLabel={t('ink.clear-no')}
      onClose={cancel}
      actions={
        <>
          <Button onClick={cancel}>{t('ink.clear-no')}</Button>
          <Button variant="exit" onClick={confirm}>
            {t('ink.clear-yes')}
          </Button>
        </>
      }
    />
  );
}
