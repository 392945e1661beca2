import type { ApplicationTables } from '../application/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { ConversationTables } from '../conversation/tables.ts';
import type { EntranceTables } from '../entrance/tables.ts';
import type { EngagementTables } from '../engagement/tables.ts';
import type { IdentityTables } from '../identity/tables.ts';
import type { MeetingTables } from '../meeting/tables.ts';
import type { MessagingTables } from '../messaging/tables.ts';
import type { OutboundTables } from '../outbound/tables.ts';
import type { RecordingTables } from '../recording/tables.ts';
import type { AvailabilityTables } from '../routing/tables.ts';
import type { ScenarioTables } from '../scenario/tables.ts';
import type { StillTables } from '../stills/tables.ts';
import type { TeamTables } from '../team/tables.ts';
import type { PlatformTables } from './tables.ts';

/** Every table, from the capability that owns it. Only that capability's repository names it in a query. */
export interface DatabaseSchema
  extends
    IdentityTables,
    ApplicationTables,
    TeamTables,
    ScenarioTables,
    EngagementTables,
    EntranceTables,
    RecordingTables,
    StillTables,
    MeetingTables,
    MessagingTables,
    OutboundTables,
    ConversationTables,
    AuditTables,
    AvailabilityTables,
    PlatformTables {}
