import { deviceIn } from '@parley/engagement';
import { engagementId as engagementIdSchema, type ParticipantId } from '@parley/protocol';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { RecordPage } from '../record/RecordPage.tsx';
import { MissingPage } from '../shell/MissingPage.tsx';
import { ownEngagement } from './use-engagement.ts';
import { VideoInterface } from './VideoInterface.tsx';

/** One engagement: live while it runs and this associate is in it, its record otherwise. */
export function EngagementPage(): ReactNode {
  const params = useParams({ from: '/engagements/$engagementId' });
  const live = useDesk((state) => state.engagement);
  const [swappedWith, setSwappedWith] = useState<ParticipantId>();
  const deviceId = live && deviceIn(live.state)?.id;
  const swapped = deviceId !== undefined && swappedWith === deviceId;
  const engagement = useMemo(() => live && ownEngagement(live, swapped), [live, swapped]);
  const id = engagementIdSchema.safeParse(params.engagementId);
  if (!id.success) return <MissingPage />;
  if (engagement?.state.id === id.data)
    return (
      <VideoInterface engagement={engagement} swap={() => setSwappedWith(swapped ? undefined : deviceId)} />
    );
  return <RecordPage engagementId={id.data} />;
}
