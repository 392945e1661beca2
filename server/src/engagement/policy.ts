import type { AssociateProfile, EngagementState, TeamId } from '@parley/protocol';
import type { Teams } from '../team/team.ts';

/** The teams whose engagements this person may look at; undefined is all of them. */
export async function visibleTeams(
  profile: AssociateProfile,
  teams: Teams,
): Promise<readonly TeamId[] | undefined> {
  const seesAll = profile.roles.includes('supervisor') || profile.roles.includes('administrator');
  return seesAll ? undefined : teams.teamsOf(profile.id);
}

/** Those of the team, and whoever took part. */
export async function mayLookAt(
  profile: AssociateProfile,
  state: EngagementState,
  teams: Teams,
): Promise<boolean> {
  if (state.participants.some(({ associateId }) => associateId === profile.id)) return true;
  const visible = await visibleTeams(profile, teams);
  return visible === undefined || visible.includes(state.teamId);
}
