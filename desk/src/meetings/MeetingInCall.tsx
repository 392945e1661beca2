import type { EngagementState, MeetingId } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import { MeetingDialog } from './MeetingDialog.tsx';
import { MeetingReady } from './MeetingReady.tsx';
import { meetingQuery } from './queries.ts';

interface MeetingInCallProps {
  readonly engagement: EngagementState;
  readonly onClose: () => void;
}

/** A call has one meeting: it is made, or, once there, its link is given on. */
export function MeetingInCall({ engagement, onClose }: MeetingInCallProps): ReactNode {
  // What was so when the dialog was opened: the one just made is shown by the dialog that made it.
  const [before] = useState(engagement.meeting?.id);
  return before ? (
    <Known id={before} onClose={onClose} />
  ) : (
    <MeetingDialog engagementId={engagement.id} onClose={onClose} />
  );
}

function Known({ id, onClose }: { readonly id: MeetingId; readonly onClose: () => void }): ReactNode {
  const { data } = useQuery(meetingQuery(id));
  const [changes, setChanges] = useState(false);
  if (!data) return undefined;
  if (changes) return <MeetingDialog meeting={data} onClose={onClose} />;
  return (
    <MeetingReady
      meeting={data}
      surface="call"
      onClose={onClose}
      more={<Button onClick={() => setChanges(true)}>{t('meeting.change')}</Button>}
    />
  );
}
