import { useNavigate } from '@tanstack/react-router';
import { Button, VisitIcon } from '@parley/ui';
import { MessagePage } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

export function MissingPage(): ReactNode {
  const navigate = useNavigate();
  return (
    <MessagePage
      icon={VisitIcon}
      title={t('page.missing.title')}
      action={
        <Button variant="accent" onClick={() => void navigate({ to: '/' })}>
          {t('page.home')}
        </Button>
      }
    />
  );
}
