import type { EngagementState, MeetingId } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { Button, Dialog } from '@parley/ui';
import { sentenceOfError } from '@parley/ui/http';
import { useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import { CallOff } from './CallOff.tsx';
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
  const { data, error } = useQuery(meetingQuery(id));
  const [asks, setAsks] = useState<'change' | 'call-off'>();
  if (!data)
    return error ? (
      <Dialog
        surface="call"
        title={t('meeting.one')}
        description={sentenceOfError(error)}
        closeLabel={t('common.close')}
        onClose={onClose}
      />
    ) : undefined;
  if (asks === 'change') return <MeetingDialog meeting={data} onClose={onClose} />;
  if (asks === 'call-off') return <CallOff meeting={data} surface="call" onClose={onClose} />;
  return (
    <MeetingReady
      meeting={data}
      surface="call"
      onClose={onClose}
      more={
        <>
          <Button onClick={() => setAsks('call-off')}>{t('meeting.call-off')}</Button>
          <Button onClick={() => setAsks('change')}>{t('meeting.change')}</Button>
        </>
      }
    />
  );
}
