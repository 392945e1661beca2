import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouteContext } from '@tanstack/react-router';
import { Button, OfflineIcon } from '@parley/ui';
import { MessagePage, SignInPage } from '@parley/ui/page';
import type { ReactNode } from 'react';
import { meQuery } from '../api/queries.ts';
import { DeskProvider } from '../client/DeskProvider.tsx';
import { t } from '../words.ts';
import { SignedIn } from './SignedIn.tsx';

/** Whoever is signed in sees the desk; whoever is not, the door. The address stays the same meanwhile. */
export function Root(): ReactNode {
  const { createClient } = useRouteContext({ from: '__root__' });
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
    <DeskProvider key={me.data.id} createClient={createClient} profile={me.data}>
      <SignedIn>
        <Outlet />
      </SignedIn>
    </DeskProvider>
  );
}
