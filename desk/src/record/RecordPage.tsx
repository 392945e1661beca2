import type { EngagementId, EngagementRecord, EngagementState } from '@parley/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, ProblemIcon } from '@parley/ui';
import { remainingAssociates } from '@parley/engagement';
import { MessagePage } from '@parley/ui/page';
import { useEffect, type ReactNode } from 'react';
import { ApiError } from '@parley/ui/http';
import { recordQuery } from '../api/queries.ts';
import { useDesk, useProfile } from '../client/desk-context.ts';
import { sentenceFor } from '../client/notices.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { t } from '../words.ts';
import { RecordView } from './RecordView.tsx';

/** The record is read anew when the engagement ends or its wrap-up does, for then it has grown. */
function useRecord(engagementId: EngagementId) {
  const queries = useQueryClient();
  const status = useDesk((state) => state.availability?.status);
  const ended = useDesk((state) => state.ended?.seq);
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: recordQuery(engagementId).queryKey });
  }, [queries, engagementId, status, ended]);
  return useQuery(recordQuery(engagementId));
}

/** What was, of one engagement; directly after it also what is still to be done. */
export function RecordPage({ engagementId }: { readonly engagementId: EngagementId }): ReactNode {
  const { id: ownId } = useProfile();
  const record = useRecord(engagementId);
  const ended = useDesk((state) => (state.ended?.id === engagementId ? state.ended : undefined));
  const runsWithMe = (state: EngagementState): boolean =>
    state.phase === 'active' && remainingAssociates(state).some(({ associateId }) => associateId === ownId);
  // Directly after the end the record is on its way; what the window saw itself is enough until then.
  const shown: EngagementRecord | undefined =
    record.data && (!ended || record.data.engagement.seq >= ended.seq)
      ? record.data
      : ended && { engagement: ended, events: record.data?.events ?? [] };
  if (shown && runsWithMe(shown.engagement)) return <MessagePage quiet title={t('call.connecting')} />;
  if (!shown)
    return record.isError ? <Failed error={record.error} retry={() => void record.refetch()} /> : <Loading />;
  return (
    <>
      <TopBar />
      <RecordView record={shown} />
    </>
  );
}

const Loading = (): ReactNode => <MessagePage quiet title={t('record.loading')} />;

function Failed({ error, retry }: { readonly error: Error; readonly retry: () => void }): ReactNode {
  const known = error instanceof ApiError && error.problem !== 'unreachable' ? error.problem : undefined;
  return (
    <>
      <TopBar />
      <MessagePage
        icon={ProblemIcon}
        title={known ? sentenceFor(known) : t('page.unreachable')}
        action={<Button onClick={retry}>{t('page.retry')}</Button>}
      />
    </>
  );
}
