import type { EngagementId } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, DeleteIcon, Dialog, Notice, ProblemIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { deleteRecording, recordingQuery } from '../api/queries.ts';
import { t } from '../words.ts';

/** For good, so it is asked for twice. */
export function DeleteRecording({ engagementId }: { readonly engagementId: EngagementId }): ReactNode {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteRecording(engagementId),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: recordingQuery(engagementId).queryKey });
    },
  });
  const close = () => {
    deletion.reset();
    setAsking(false);
  };
  return (
    <>
      <Button icon={DeleteIcon} onClick={() => setAsking(true)}>
        {t('recording.delete')}
      </Button>
      {asking && (
        <Dialog
          title={t('recording.delete-ask')}
          description={t('recording.delete-text')}
          closeLabel={t('recording.delete-no')}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t('recording.delete-no')}</Button>
              <Button variant="exit" disabled={deletion.isPending} onClick={() => deletion.mutate()}>
                {t('recording.delete-yes')}
              </Button>
            </>
          }
        >
          {deletion.isError && (
            <Notice icon={ProblemIcon} tone="caution">
              {t('recording.delete-failed')}
            </Notice>
          )}
        </Dialog>
      )}
    </>
  );
}
