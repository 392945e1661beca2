import { useQueryClient } from '@tanstack/react-query';
import type { ConnectionState } from '@parley/call';
import { Button, Dialog } from '@parley/ui';
import type { ReactNode } from 'react';
import { forgetSignIn } from '../api/queries.ts';
import { useClient, useDesk } from '../client/desk-context.ts';
import { sentenceFor } from '../client/notices.ts';
import { t } from '../words.ts';

/** States in which this window can't go on by itself. */
export function ConnectionGate(): ReactNode {
  const connection = useDesk((state) => state.connection);
  if (connection.phase === 'replaced') return <Replaced />;
  if (connection.phase === 'refused') return <Refused connection={connection} />;
  return undefined;
}

function Replaced(): ReactNode {
  const client = useClient();
  return (
    <Dialog
      title={t('connection.replaced.title')}
      description={t('connection.replaced.text')}
      actions={
        <Button variant="accent" onClick={() => client.reconnect()}>
          {t('connection.replaced.use-here')}
        </Button>
      }
    />
  );
}

/** Signed out elsewhere: back to the door. Anything else is an old page, which a reload makes new. */
function Refused({
  connection,
}: {
  readonly connection: Extract<ConnectionState, { phase: 'refused' }>;
}): ReactNode {
  const queries = useQueryClient();
  const signedOut = ['not-signed-in', 'token-invalid'].includes(connection.problem.code);
  return (
    <Dialog
      title={t('connection.refused.title')}
      description={sentenceFor(connection.problem)}
      actions={
        <Button variant="accent" onClick={() => (signedOut ? forgetSignIn(queries) : location.reload())}>
          {signedOut ? t('connection.refused.sign-in') : t('page.reload')}
        </Button>
      }
    />
  );
}
