import { may } from '@parley/engagement';
import { Button, Dialog } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { t } from '../words.ts';
import { nameOf, type OwnEngagement } from './use-engagement.ts';

interface ExitQuestionProps {
  readonly engagement: OwnEngagement;
  readonly onClose: () => void;
}

/** Asked only while a colleague could go on with the customer. */
export function ExitQuestion({ engagement, onClose }: ExitQuestionProps): ReactNode {
  const client = useClient();
  const { state, self, colleagues } = engagement;
  return (
    <Dialog
      surface="call"
      title={t('call.exit-ask')}
      description={t('call.exit-ask-text', { name: nameOf(colleagues[0]) })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <>
          <Button variant="exit" onClick={() => attempt(client.exit())}>
            {t('call.exit-everyone')}
          </Button>
          {may(state, self.id, 'leave') && (
            <Button variant="accent" onClick={() => attempt(client.leave())}>
              {t('call.leave')}
            </Button>
          )}
        </>
      }
    />
  );
}
