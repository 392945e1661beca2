import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Button, OfflineIcon } from '@parley/ui';
import { MessagePage, SignInPage, SkipLink } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { meQuery } from '../api/queries.ts';
import { t } from '../words.ts';
import { TopBar } from './TopBar.tsx';

/** Whoever is signed in sees administration; whoever is not, the door. The address stays the same meanwhile. */
export function Root(): ReactNode {
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  if (me.isPending) return <MessagePage quiet title={t('page.loading')} />;
  if (me.isError)
    return (
      <MessagePage
        icon={OfflineIcon}
        title={t('page.unreachable')}
        action={
          <Button variant="accent" onClick={() => void me.refetch()}>
            {t('page.retry')}
          </Button>
        }
      />
    );
  if (!me.data)
    return (
      <SignInPage
        lead={t('sign-in.lead')}
        onSignedIn={(profile) => queries.setQueryData(meQuery.queryKey, profile)}
      />
    );
  return (
    <>
      <SkipLink />
      <TopBar profile={me.data} />
      <Outlet />
    </>
  );
}
