import type { AssociateId, TeamId } from '@parley/protocol';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { findTeams, findTeamsOf, insertMembers, insertTeam } from './repository.ts';

/** Who answers for which engagements. */
export interface Teams {
  teamsOf(associateId: AssociateId): Promise<TeamId[]>;
  /** Every team, by name. */
  all(): Promise<
    readonly { readonly id: TeamId; readonly name: string; readonly associateIds: readonly AssociateId[] }[]
  >;
  /** Creates the team unless one has that name, and adds the members it lacks. @returns its id either way. */
  ensureTeam(name: string, members: readonly AssociateId[]): Promise<TeamId>;
}

export function createTeams(database: Database, clock: Clock): Teams {
  const { db } = database;
  return {
    teamsOf: (associateId) => findTeamsOf(db, associateId),
    all: () => findTeams(db),
    ensureTeam: (name, members) =>
      database.transaction(async (tx) => {
        const id = await insertTeam(tx, { id: newId<TeamId>(), name, createdAt: clock.now() });
        await insertMembers(tx, id, members);
        return id;
      }),
  };
}
