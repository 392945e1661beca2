import type { Roster } from '@parley/call';
import type { AssociateId, AvailabilityStatus, Colleague, TeamId } from '@parley/protocol';

/** Somebody, or some team, to be chosen. */
export type Choice =
  | {
      readonly kind: 'associate';
      readonly id: AssociateId;
      readonly name: string;
      /** Names of their teams. */
      readonly teams: readonly string[];
      readonly status: AvailabilityStatus;
      readonly ringing: boolean;
      readonly isFree: boolean;
    }
  | {
      readonly kind: 'team';
      readonly id: TeamId;
      readonly name: string;
      readonly free: number;
      readonly all: number;
      /** Somebody has a desk open, and may become free. */
      readonly isFree: boolean;
    };

const order: readonly AvailabilityStatus[] = ['available', 'wrapping-up', 'on-a-call', 'away', 'offline'];

const isAvailable = ({ status, ringing }: Colleague): boolean => status === 'available' && !ringing;

/**
 * Who can be chosen, those who are free first. `search` is looked for in names and in names of teams; whoever is in
 * the engagement already is left out.
 */
export function choicesOf(
  { teams, colleagues }: Roster,
  { search, present, withTeams }: { search: string; present: ReadonlySet<string>; withTeams: boolean },
): Choice[] {
  const nameOf = new Map(teams.map(({ teamId, name }) => [teamId, name]));
  const wanted = search.trim().toLocaleLowerCase();
  const isWanted = (...words: readonly string[]): boolean =>
    words.some((word) => word.toLocaleLowerCase().includes(wanted));
  const others = colleagues.filter(({ associateId }) => !present.has(associateId));
  const people = others
    .map((colleague) => ({
      kind: 'associate' as const,
      id: colleague.associateId,
      name: colleague.name,
      teams: colleague.teamIds.flatMap((id) => nameOf.get(id) ?? []),
      status: colleague.status,
      ringing: colleague.ringing,
      isFree: isAvailable(colleague),
    }))
    .filter(({ name, teams: theirs }) => isWanted(name, ...theirs))
    .sort(
      (a, b) =>
        Number(b.isFree) - Number(a.isFree) ||
        order.indexOf(a.status) - order.indexOf(b.status) ||
        a.name.localeCompare(b.name),
    );
  if (!withTeams) return people;
  const asTeams = teams
    .filter(({ name }) => isWanted(name))
    .map(({ teamId, name }) => {
      const all = others.filter(({ teamIds }) => teamIds.includes(teamId));
      const isFree = all.some(({ status }) => status !== 'offline');
      return {
        kind: 'team' as const,
        id: teamId,
        name,
        free: all.filter(isAvailable).length,
        all: all.length,
        isFree,
      };
    });
  return [...people, ...asTeams];
}
