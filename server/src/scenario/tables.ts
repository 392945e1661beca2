import type {
  ApplicationId,
  Channel,
  InkTerms,
  MessageTerms,
  Permission,
  RecordingTerms,
  ScenarioId,
  SupervisionTerms,
  SmsTerms,
  TeamId,
} from '@parley/protocol';
import type { ColumnType, JSONColumnType } from 'kysely';

export interface ScenarioTables {
  scenario: ScenarioTable;
}

/** The rules of an application's engagements; the first one in `position` order that matches is chosen. */
interface ScenarioTable {
  id: ScenarioId;
  application_id: ApplicationId;
  team_id: TeamId;
  position: number;
  name: string;
  /** Shown beside the widget's button. */
  message: string;
  channels: JSONColumnType<Channel[]>;
  allows: JSONColumnType<Permission[]>;
  conditions: JSONColumnType<ScenarioCondition[]>;
  ring_seconds: number;
  grace_seconds: number;
  wrap_up_seconds: number;
  /** Null records nothing. */
  recording: JSONColumnType<RecordingTerms> | null;
  /** Null: ink stays until it is cleared, and the customer has no say. */
  ink: JSONColumnType<InkTerms> | null;
  /** Null: associates have no replies at hand. */
  messages: JSONColumnType<MessageTerms> | null;
  /** Null: associates are told when a supervisor listens, and customers are not. */
  supervision: JSONColumnType<SupervisionTerms> | null;
  /** Null: associates have no texts for SMS at hand. */
  sms: JSONColumnType<SmsTerms> | null;
  created_at: ColumnType<Date, string, never>;
}

/** Holds when the customer's attribute begins with, or equals, the value. All of a scenario's conditions must hold. */
export interface ScenarioCondition {
  readonly key: string;
  readonly match: 'equals' | 'starts-with';
  readonly value: string;
}
