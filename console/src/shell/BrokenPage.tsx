import { Button, ProblemIcon } from '@parley/ui';
import { MessagePage } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

/** A fault of ours while drawing. */
export const BrokenPage = (): ReactNode => (
  <MessagePage
    icon={ProblemIcon}
    title={t('page.broken.title')}
    action={
      <Button variant="accent" onClick={() => location.reload()}>
        {t('page.reload')}
      </Button>
    }
  />
);
