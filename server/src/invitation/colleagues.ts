import { pendingInvitations } from '@parley/engagement';
import type { AssociateId, Colleague, ColleagueTeam, TeamId } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Identity } from '../identity/identity.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import type { Teams } from '../team/team.ts';

interface Parts {
  readonly identity: Identity;
  readonly teams: Teams;
  readonly availabilities: Availabilities;
  readonly engagements: Engagements;
}

/** Everyone who could be asked, as the database has them; what they are doing changes by the moment. */
export interface Roster {
  readonly teams: readonly ColleagueTeam[];
  readonly associates: readonly {
    readonly associateId: AssociateId;
    readonly name: string;
    readonly teamIds: TeamId[];
  }[];
}

/** Whom an associate may ask into an engagement. */
export class Colleagues {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async roster(): Promise<Roster> {
    const { identity, teams } = this.#parts;
    const [profiles, all] = await Promise.all([identity.associates(), teams.all()]);
    return {
      teams: all.map(({ id, name }) => ({ teamId: id, name })),
      associates: profiles.map(({ id, name }) => ({
        associateId: id,
        name,
        teamIds: all.filter(({ associateIds }) => associateIds.includes(id)).map((team) => team.id),
      })),
    };
  }

  /** What each of them is doing now. */
  now({ associates }: Roster): Colleague[] {
    const desks = new Map(this.#parts.availabilities.atDesks().map((desk) => [desk.profile.id, desk]));
    const rung = this.#rung();
    return associates.map((associate) => ({
      ...associate,
      status: desks.get(associate.associateId)?.availability.status ?? 'offline',
      ringing: rung.has(associate.associateId),
    }));
  }

  /** The associate's name, when they can be asked now: at the desk, available, and not being rung. */
  askable(id: AssociateId): string | undefined {
    const desk = this.#parts.availabilities.desk(id);
    const isFree = desk?.availability.status === 'available' && !this.#rung().has(id);
    return isFree ? desk.profile.name : undefined;
  }

  /** The team's name; undefined when there is none, or nobody of it but `asker` has a desk open. */
  async reachable(id: TeamId, asker: AssociateId): Promise<string | undefined> {
    const team = (await this.#parts.teams.all()).find((known) => known.id === id);
    const isSomeoneThere = this.#parts.availabilities
      .atDesks()
      .some(({ profile, teamIds }) => profile.id !== asker && teamIds.includes(id));
    return isSomeoneThere ? team?.name : undefined;
  }

  #rung(): ReadonlySet<AssociateId> {
    const open = this.#parts.engagements.open();
    return new Set(open.flatMap(pendingInvitations).map(({ associateId }) => associateId));
  }
}
