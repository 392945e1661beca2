import { availabilityOf, isWithIt, missedTooMany } from '@parley/engagement';
import type {
  AssociateId,
  AssociateProfile,
  Availability,
  EngagementState,
  TeamId,
  Timestamp,
} from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Teams } from '../team/team.ts';
import { findAvailability, saveAvailability, type StoredAvailability } from './repository.ts';

/** An associate with an open desk. */
export interface DeskAssociate {
  readonly profile: AssociateProfile;
  readonly teamIds: readonly TeamId[];
  readonly availability: Availability;
  readonly idleSince: Timestamp;
}

interface Entry {
  readonly profile: AssociateProfile;
  readonly teamIds: readonly TeamId[];
  stored: StoredAvailability;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly teams: Teams;
  readonly engagements: Engagements;
}

/** Who could be asked: the associates whose desks are open on this node, and what they are doing. */
export class Availabilities {
  readonly #parts: Parts;
  readonly #desks = new Map<AssociateId, Entry>();
  /** Changes are stored in the order in which they happen. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A desk was opened. */
  async arrive(profile: AssociateProfile): Promise<Availability> {
    const { database, clock, teams, engagements } = this.#parts;
    const known = await findAvailability(database.db, profile.id);
    const stored = known ?? { chosen: 'away', idleSince: clock.now(), lastOutcome: 'other' };
    const entry: Entry = { profile, teamIds: await teams.teamsOf(profile.id), stored };
    this.#desks.set(profile.id, entry);
    return this.#describe(entry, engagements.open());
  }

  /** The last desk was closed. */
  depart(id: AssociateId): void {
    this.#desks.delete(id);
  }

  async choose(id: AssociateId, chosen: 'available' | 'away'): Promise<void> {
    const entry = this.#desks.get(id);
    if (entry) await this.#store(entry, { chosen, idleSince: this.#parts.clock.now(), lastOutcome: 'other' });
  }

  /** An invitation to answer is over. The second one missed in a row sets the associate to Away. */
  async invitationOver(id: AssociateId, outcome: 'expired' | 'other'): Promise<void> {
    const entry = this.#desks.get(id);
    if (!entry) return;
    const { stored } = entry;
    const missed = missedTooMany([stored.lastOutcome, outcome]);
    await this.#store(
      entry,
      missed
        ? { ...stored, chosen: 'away', notice: 'missed', lastOutcome: 'other' }
        : { ...stored, lastOutcome: outcome },
    );
  }

  /** An engagement is over for this associate: the idle time begins anew. */
  async becameIdle(id: AssociateId): Promise<void> {
    const entry = this.#desks.get(id);
    if (entry) await this.#store(entry, { ...entry.stored, idleSince: this.#parts.clock.now() });
  }

  desk(id: AssociateId): DeskAssociate | undefined {
    const entry = this.#desks.get(id);
    return entry && this.#atDesk(entry, this.#parts.engagements.open());
  }

  atDesks(): DeskAssociate[] {
    const open = this.#parts.engagements.open();
    return [...this.#desks.values()].map((entry) => this.#atDesk(entry, open));
  }

  #atDesk(entry: Entry, open: readonly EngagementState[]): DeskAssociate {
    const { profile, teamIds, stored } = entry;
    return { profile, teamIds, availability: this.#describe(entry, open), idleSince: stored.idleSince };
  }

  #describe({ profile: { id }, stored }: Entry, open: readonly EngagementState[]): Availability {
    const wrapUpUntil = open
      .flatMap(({ wrapUps }) => wrapUps)
      .filter(({ associateId }) => associateId === id)
      .map(({ until }) => until)
      .sort()
      .at(-1);
    const status = availabilityOf({
      chosen: stored.chosen,
      connected: this.#desks.has(id),
      engaged: open.some((state) => state.phase !== 'ended' && isWithIt(state, id)),
      wrapUpUntil,
      at: this.#parts.clock.now(),
    });
    return {
      status,
      chosen: stored.chosen,
      ...(status === 'wrapping-up' && wrapUpUntil && { wrapUpUntil }),
      ...(stored.notice && { notice: stored.notice }),
    };
  }

  async #store(entry: Entry, stored: StoredAvailability): Promise<void> {
    entry.stored = stored;
    const written = this.#writing.then(() =>
      saveAvailability(this.#parts.database.db, entry.profile.id, stored),
    );
    this.#writing = written.catch(() => undefined);
    await written;
  }
}

export const createAvailabilities = (parts: Parts): Availabilities => new Availabilities(parts);
