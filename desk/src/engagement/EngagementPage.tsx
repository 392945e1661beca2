import { engagementId as engagementIdSchema } from '@parley/protocol';
import { useParams } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { RecordPage } from '../record/RecordPage.tsx';
import { MissingPage } from '../shell/MissingPage.tsx';
import { ownEngagement } from './use-engagement.ts';
import { VideoInterface } from './VideoInterface.tsx';

/** One engagement: live while it runs and this associate is in it, its record otherwise. */
export function EngagementPage(): ReactNode {
  const params = useParams({ from: '/engagements/$engagementId' });
  const live = useDesk((state) => state.engagement);
  const engagement = useMemo(() => live && ownEngagement(live), [live]);
  const id = engagementIdSchema.safeParse(params.engagementId);
  if (!id.success) return <MissingPage />;
  if (engagement?.state.id === id.data) return <VideoInterface engagement={engagement} />;
  return <RecordPage engagementId={id.data} />;
}
