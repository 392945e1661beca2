import { availabilityOf, missedTooMany, participantOfAssociate } from '@parley/engagement';
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

export type Availabilities = ReturnType<typeof createAvailabilities>;

/** Who could be asked: the associates whose desks are open on this node, and what they are doing. */
export function createAvailabilities({ database, clock, teams, engagements }: Parts) {
  const desks = new Map<AssociateId, Entry>();
  /** Changes of one associate are stored in the order in which they happen. */
  let writing: Promise<unknown> = Promise.resolve();

  function store(entry: Entry, change: Partial<StoredAvailability>): Promise<void> {
    const { notice: _, ...kept } = entry.stored;
    entry.stored = { ...('notice' in change || !('chosen' in change) ? entry.stored : kept), ...change };
    const { stored } = entry;
    const written = writing.then(() => saveAvailability(database.db, entry.profile.id, stored));
    writing = written.catch(() => undefined);
    return written;
  }

  function describe(
    id: AssociateId,
    stored: StoredAvailability,
    open: readonly EngagementState[],
  ): Availability {
    const wrapUpUntil = open
      .flatMap(({ wrapUps }) => wrapUps)
      .filter(({ associateId }) => associateId === id)
      .map(({ until }) => until)
      .sort()
      .at(-1);
    const engaged = open.some((state) => state.phase !== 'ended' && participantOfAssociate(state, id));
    const status = availabilityOf({
      chosen: stored.chosen,
      connected: desks.has(id),
      engaged,
      wrapUpUntil,
      at: clock.now(),
    });
    return {
      status,
      chosen: stored.chosen,
      ...(status === 'wrapping-up' && wrapUpUntil && { wrapUpUntil }),
      ...(stored.notice && { notice: stored.notice }),
    };
  }

  return {
    /** A desk was opened. */
    async arrive(profile: AssociateProfile): Promise<Availability> {
      const known = await findAvailability(database.db, profile.id);
      const stored = known ?? { chosen: 'away', idleSince: clock.now(), lastOutcome: 'other' };
      desks.set(profile.id, { profile, teamIds: await teams.teamsOf(profile.id), stored });
      return describe(profile.id, stored, engagements.open());
    },
    /** The last desk was closed. */
    depart(id: AssociateId): void {
      desks.delete(id);
    },
    async choose(id: AssociateId, chosen: 'available' | 'away'): Promise<void> {
      const entry = desks.get(id);
      if (entry) await store(entry, { chosen, idleSince: clock.now(), lastOutcome: 'other' });
    },
    /** An invitation to answer is over. The second one missed in a row sets the associate to Away. */
    async invitationOver(id: AssociateId, outcome: 'expired' | 'other'): Promise<void> {
      const entry = desks.get(id);
      if (!entry) return;
      const missed = missedTooMany([entry.stored.lastOutcome, outcome]);
      await store(
        entry,
        missed ? { chosen: 'away', notice: 'missed', lastOutcome: 'other' } : { lastOutcome: outcome },
      );
    },
    /** An engagement is over for this associate: the idle time begins anew. */
    async becameIdle(id: AssociateId): Promise<void> {
      const entry = desks.get(id);
      if (entry) await store(entry, { idleSince: clock.now() });
    },
    of(id: AssociateId): Availability | undefined {
      const entry = desks.get(id);
      return entry && describe(id, entry.stored, engagements.open());
    },
    atDesks(): DeskAssociate[] {
      const open = engagements.open();
      return [...desks.values()].map(({ profile, teamIds, stored }) => ({
        profile,
        teamIds,
        availability: describe(profile.id, stored, open),
        idleSince: stored.idleSince,
      }));
    },
  };
}
