import type { AssociateId, TeamId } from '@parley/protocol';
import type { ColumnType } from 'kysely';

export interface TeamTables {
  team: TeamTable;
  team_member: TeamMemberTable;
}

interface TeamTable {
  id: TeamId;
  name: string;
  created_at: ColumnType<Date, string, never>;
}

interface TeamMemberTable {
  team_id: TeamId;
  account_id: AssociateId;
}
