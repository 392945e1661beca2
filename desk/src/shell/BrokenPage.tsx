import { Button, ProblemIcon } from '@parley/ui';
import { MessagePage } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

/** A fault of ours while drawing. The call itself lives on the server and is there again after a reload. */
export function BrokenPage(): ReactNode {
  return (
    <MessagePage
      icon={ProblemIcon}
      title={t('page.broken.title')}
      text={t('page.broken.text')}
      action={
        <Button variant="accent" onClick={() => location.reload()}>
          {t('page.reload')}
        </Button>
      }
    />
  );
}
