import type {
  Channel,
  EndReason,
  EngagementEvent,
  EngagementId,
  EngagementState,
  ParticipantId,
  TeamId,
} from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface EngagementTables {
  engagement: EngagementTable;
  engagement_event: EngagementEventTable;
  participant_token: ParticipantTokenTable;
}

/** What lists and a starting server need to know of an engagement without reading its log; written with each append. */
interface EngagementTable {
  id: EngagementId;
  team_id: TeamId;
  phase: EngagementState['phase'];
  /** Not ended, or somebody still wraps up. */
  open: boolean;
  channel: Channel;
  scenario_name: string;
  customer_name: string | null;
  /** Whom the site says that they are, see `customerKey`. */
  customer_key: ColumnType<string | null, string | null | undefined, string | null>;
  associate_names: ColumnType<string[], string, string>;
  /** What a search looks in, see `foldNames`. */
  names_folded: ColumnType<string, string | undefined, string>;
  requested_at: ColumnType<Date, string, never>;
  answered_at: ColumnType<Date | null, string | null, string | null>;
  ended_at: ColumnType<Date | null, string | null, string | null>;
  end_reason: EndReason | null;
  /** Something of it was recorded, and is kept still. */
  recorded: ColumnType<boolean, boolean | undefined, boolean>;
}

/** The log. Its key is what makes two commands at once safe: only one can append number n. */
interface EngagementEventTable {
  engagement_id: EngagementId;
  seq: number;
  at: ColumnType<Date, string, never>;
  event: ColumnType<EngagementEvent, string, never>;
}

interface ParticipantTokenTable {
  /** SHA-256 of the token, hex. */
  token_hash: string;
  engagement_id: EngagementId;
  participant_id: ParticipantId;
  created_at: ColumnType<Date, string, never>;
}
