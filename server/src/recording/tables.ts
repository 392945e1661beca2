import type {
  EngagementId,
  ParticipantId,
  RecordingRecord,
  RecordingStatus,
  TrackSource,
} from '@parley/protocol';
import type { ColumnType, JSONColumnType } from 'kysely';

export interface RecordingTables {
  recording: RecordingTable;
  recording_take: RecordingTakeTable;
}

/** An engagement has at most one recording. */
interface RecordingTable {
  engagement_id: EngagementId;
  status: RecordingStatus;
  /** Which of the operator's keys wraps this recording's own. */
  master_key_id: string;
  /** Null once deleted: without it the files, wherever copies of them are, can't be read. */
  wrapped_key: string | null;
  created_at: ColumnType<Date, string, never>;
  /** Null while the engagement goes on. */
  kept_until: ColumnType<Date | null, string | null, string | null>;
  /** Of the first take. */
  started_at: ColumnType<Date | null, string | null, string | null>;
  duration_ms: number | null;
  progress: number | null;
  problem: NonNullable<RecordingRecord['problem']> | null;
  content_type: string | null;
  bytes: ColumnType<string | null, number | null, number | null>;
  deleted_at: ColumnType<Date | null, string | null, string | null>;
}

interface RecordingTakeTable {
  engagement_id: EngagementId;
  id: string;
  participant_id: ParticipantId;
  source: TrackSource;
  codec: 'opus' | 'vp8' | 'h264';
  started_at: ColumnType<Date, string, never>;
  duration_ms: number;
  bytes: ColumnType<string, number, never>;
  pictures: JSONColumnType<readonly PictureSize[]>;
}

/** From when on a take's pictures have this size, milliseconds from its start; each begins with a key frame. */
export interface PictureSize {
  readonly atMs: number;
  readonly width: number;
  readonly height: number;
}
