import type { AssociateId, TeamId, Timestamp } from '@parley/protocol';
import type { Db } from '../platform/database.ts';

export async function findTeamsOf(db: Db, associateId: AssociateId): Promise<TeamId[]> {
  const rows = await db
    .selectFrom('team_member')
    .select('team_id')
    .where('account_id', '=', associateId)
    .orderBy('team_id')
    .execute();
  return rows.map((row) => row.team_id);
}

/** Every team by name, with the associates in it. */
export async function findTeams(
  db: Db,
): Promise<{ id: TeamId; name: string; associateIds: AssociateId[] }[]> {
  const rows = await db
    .selectFrom('team')
    .leftJoin('team_member', 'team_member.team_id', 'team.id')
    .select(['team.id', 'team.name', 'team_member.account_id'])
    .orderBy('team.name')
    .execute();
  const teams = new Map<TeamId, { id: TeamId; name: string; associateIds: AssociateId[] }>();
  for (const { id, name, account_id: accountId } of rows) {
    const team = teams.get(id) ?? { id, name, associateIds: [] };
    if (accountId) team.associateIds.push(accountId);
    teams.set(id, team);
  }
  return [...teams.values()];
}

/** Leaves a team of that name as it is. */
export async function insertTeam(
  db: Db,
  team: { readonly id: TeamId; readonly name: string; readonly createdAt: Timestamp },
): Promise<TeamId> {
  await db
    .insertInto('team')
    .values({ id: team.id, name: team.name, created_at: team.createdAt })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { id } = await db
    .selectFrom('team')
    .select('id')
    .where('name', '=', team.name)
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertMembers(
  db: Db,
  teamId: TeamId,
  associateIds: readonly AssociateId[],
): Promise<void> {
  if (associateIds.length === 0) return;
  await db
    .insertInto('team_member')
    .values(associateIds.map((associateId) => ({ team_id: teamId, account_id: associateId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
