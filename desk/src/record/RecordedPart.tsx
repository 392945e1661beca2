import type { EngagementRecord, RecordingRecord } from '@parley/protocol';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { currentMoment, holdsOf, momentsOf } from '../recording/moments.ts';
import type { PlayerHandle } from '../recording/Player.tsx';
import { Recording, RecordingUnknown } from '../recording/Recording.tsx';
import { useRecording } from '../recording/use-recording.ts';
import styles from './RecordView.module.css';
import { Timeline } from './Timeline.tsx';

/** What happened, and beside it how it looked and sounded where that was recorded. */
export function RecordedPart({ record }: { readonly record: EngagementRecord }): ReactNode {
  const { engagement, events } = record;
  const recording = useRecording(engagement.id, engagement.phase === 'ended');
  if (recording.isError) return <RecordingUnknown retry={() => void recording.refetch()} />;
  if (recording.data) return <Watched record={record} recording={recording.data} />;
  return events.length > 0 && <Timeline engagement={engagement} events={events} />;
}

interface WatchedProps {
  readonly record: EngagementRecord;
  readonly recording: RecordingRecord;
}

function Watched({ record: { engagement, events }, recording }: WatchedProps): ReactNode {
  const player = useRef<PlayerHandle>(null);
  const [currentSeq, setCurrentSeq] = useState<number>();
  const { status, startedAt, durationMs } = recording;
  const { moments, holds } = useMemo(() => {
    const extent = status === 'ready' && startedAt !== undefined && durationMs !== undefined;
    if (!extent) return { moments: [], holds: [] };
    const covered = { startedAt, durationMs };
    return { moments: momentsOf(engagement, events, covered), holds: holdsOf(events, covered) };
  }, [engagement, events, status, startedAt, durationMs]);
  const onTime = useMemo(
    () => (seconds: number) => setCurrentSeq(currentMoment(moments, seconds)?.seq),
    [moments],
  );
  return (
    <div className={styles['columns']}>
      <Recording
        engagement={engagement}
        recording={recording}
        moments={moments}
        holds={holds}
        onTime={onTime}
        player={player}
      />
      {events.length > 0 && (
        <Timeline
          engagement={engagement}
          events={events}
          recorded={
            status === 'ready'
              ? { moments, currentSeq, onJump: ({ at }) => player.current?.seek(at) }
              : undefined
          }
        />
      )}
    </div>
  );
}
