import { Button, OfflineIcon, ProblemIcon } from '@parley/ui';
import { codeOf, sentenceOfError } from '@parley/ui/http';
import { MessagePage } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { t } from '../words.ts';

interface FailedPageProps {
  readonly error: Error;
  readonly retry: () => void;
}

/** In place of a page that the server did not give: not this person's, or not to be had now. */
export function FailedPage({ error, retry }: FailedPageProps): ReactNode {
  if (codeOf(error) === 'not-allowed')
    return <MessagePage icon={ProblemIcon} title={t('forbidden.title')} text={t('forbidden.text')} />;
  return (
    <MessagePage
      icon={OfflineIcon}
      title={sentenceOfError(error)}
      action={<Button onClick={retry}>{t('page.retry')}</Button>}
    />
  );
}
