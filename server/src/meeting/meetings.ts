import { participantOfAssociate } from '@parley/engagement';
import type {
  AssociateProfile,
  EngagementId,
  EngagementState,
  InvitationId,
  MeetingChange,
  MeetingId,
  MeetingRecord,
  MeetingRequest,
  ParticipantId,
} from '@parley/protocol';
import type { Applications } from '../application/application.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Entrances } from '../entrance/entrances.ts';
import type { Passwords } from '../identity/passwords.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { toTimestamp, type Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import type { Teams } from '../team/team.ts';
import { letterTo, type Occasion } from './letters.ts';
import { factsOf, recordOf, whoIsTold } from './meeting.ts';
import { mayHold, mayManage } from './policy.ts';
import {
  changeMeeting,
  comingMeetings,
  findMeeting,
  insertMeeting,
  runsIn,
  type MeetingRow,
} from './repository.ts';

export interface MeetingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly engagements: Engagements;
  readonly entrances: Entrances;
  readonly outbound: Outbound;
  readonly passwords: Passwords;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
  readonly publicOrigin: string;
  /** For so long after its end a meeting's code is good, milliseconds. */
  readonly codeLastsMs: number;
}

const minuteMs = 60_000;
const mostListed = 100;

/** Meetings: made, changed, cancelled, opened; and whoever is asked to one is told, once for each change. */
export class Meetings {
  readonly #parts: MeetingParts;

  constructor(parts: MeetingParts) {
    this.#parts = parts;
  }

  /**
   * Refused as `open-meeting` is where it is made in an engagement; `no-scenario` for who holds none on their own, and
   * `bad-request` for one that would be over.
   */
  async create(profile: AssociateProfile, asked: MeetingRequest): Promise<Outcome<MeetingRecord>> {
    if (!mayHold(profile)) return refuse('not-allowed');
    const { clock, passwords } = this.#parts;
    if (Date.parse(this.#times(asked).endsAt) <= clock.millis())
      return refuse('bad-request', 'it would be over');
    const id = newId<MeetingId>();
    const pinHash = asked.pin === undefined ? null : await passwords.hash(asked.pin);
    const within = asked.engagementId;
    if (within === undefined && !(await this.#scenarioOf(profile))) return refuse('no-scenario');
    const store = async (tx: Tx): Promise<void> => {
      const { startsAt, endsAt } = this.#times(within ? { minutes: asked.minutes } : asked);
      const code = await this.#parts.entrances.open(tx, 'meeting', id, this.#expiryOf(endsAt));
      await insertMeeting(tx, {
        id,
        title: asked.title,
        host_id: profile.id,
        host_name: profile.name,
        host_email: profile.email,
        language: asked.language,
        time_zone: asked.timeZone,
        starts_at: startsAt,
        ends_at: endsAt,
        code,
        pin_hash: pinHash,
        lobby: asked.lobby,
        people: JSON.stringify(asked.people),
        sequence: 0,
        is_within: within !== undefined,
        cancelled: false,
        engagement_id: within ?? null,
        created_at: clock.now(),
      });
      const row = await findMeeting(tx, id);
      if (row) await this.#tell(tx, undefined, row, asked.pin);
    };
    const made =
      within === undefined ? await this.#alone(store) : await this.#inside(profile, within, id, asked, store);
    return made.ok ? this.#told(id) : made;
  }

  async #alone(store: (tx: Tx) => Promise<void>): Promise<Outcome<unknown>> {
    await this.#parts.database.transaction(store);
    return succeed(undefined);
  }

  /** Its code leads into an engagement that runs; row, letters and event are stored together. */
  async #inside(
    profile: AssociateProfile,
    engagementId: EngagementId,
    id: MeetingId,
    { title, lobby }: Pick<MeetingRequest, 'title' | 'lobby'>,
    store: (tx: Tx) => Promise<void>,
  ): Promise<Outcome<unknown>> {
    const state = await this.#parts.engagements.state(engagementId);
    const self = state && participantOfAssociate(state, profile.id);
    if (!self) return refuse('engagement-not-found');
    return this.#parts.engagements.command(
      engagementId,
      { type: 'open-meeting', meeting: { id, title, lobby } },
      { kind: 'participant', participantId: self.id },
      store,
    );
  }

  async coming(profile: AssociateProfile): Promise<MeetingRecord[]> {
    const { database, clock, codeLastsMs } = this.#parts;
    const since = toTimestamp(clock.millis() - codeLastsMs);
    const rows = await comingMeetings(database.db, profile.id, since, mostListed);
    const records = await Promise.all(rows.map((row) => this.#record(row)));
    return records.filter(({ status }) => status !== 'over');
  }

  /** `meeting-not-found` for one that is none of theirs. */
  async get(profile: AssociateProfile, id: MeetingId): Promise<Outcome<MeetingRecord>> {
    const row = await this.#managed(profile, id);
    return row.ok ? succeed(await this.#record(row.value)) : row;
  }

  /** People who were told before hear of the change, new ones are invited, and who is left out hears that it is off. */
  async change(
    profile: AssociateProfile,
    id: MeetingId,
    asked: MeetingChange,
  ): Promise<Outcome<MeetingRecord>> {
    const managed = await this.#managed(profile, id);
    if (!managed.ok) return managed;
    const before = managed.value;
    if (before.cancelled) return refuse('meeting-cancelled');
    const { passwords, entrances } = this.#parts;
    const pinHash = asked.pin ? await passwords.hash(asked.pin) : asked.pin === null ? null : before.pin_hash;
    const { startsAt, endsAt } = this.#times({ startsAt: before.starts_at.toISOString(), ...asked });
    const store = async (tx: Tx): Promise<MeetingRow> => {
      const row = await changeMeeting(tx, id, before.sequence, {
        title: asked.title,
        starts_at: startsAt,
        ends_at: endsAt,
        pin_hash: pinHash,
        lobby: asked.lobby,
        people: JSON.stringify(asked.people),
        language: asked.language,
        time_zone: asked.timeZone,
        sequence: before.sequence + 1,
      });
      if (!row) throw new LostRace();
      await entrances.keepUntil(tx, row.code, this.#expiryOf(endsAt));
      await this.#tell(tx, before, row, asked.pin ?? undefined);
      return row;
    };
    const changed = await unlessLost(() => this.#parts.database.transaction(store));
    if (!changed.ok) return changed;
    await this.#passOn(changed.value, {
      type: 'open-meeting',
      meeting: { id, title: asked.title, lobby: asked.lobby },
    });
    return this.#told(id);
  }

  /** Its code lets nobody in any more; who is in stays. Cancelling once more changes nothing. */
  async cancel(profile: AssociateProfile, id: MeetingId): Promise<Outcome<MeetingRecord>> {
    const managed = await this.#managed(profile, id);
    if (!managed.ok) return managed;
    const before = managed.value;
    if (before.cancelled) return succeed(await this.#record(before));
    const cancelled = await unlessLost(() =>
      this.#parts.database.transaction(async (tx) => {
        const row = await changeMeeting(tx, id, before.sequence, {
          cancelled: true,
          sequence: before.sequence + 1,
        });
        if (!row) throw new LostRace();
        await this.#tell(tx, before, row, undefined);
        return row;
      }),
    );
    if (!cancelled.ok) return cancelled;
    await this.#passOn(cancelled.value, { type: 'close-meeting', meetingId: id });
    return this.#told(id);
  }

  /**
   * The host begins a meeting of its own; opening one that runs already changes nothing. Refused with
   * `meeting-not-found`, `meeting-cancelled`, `code-expired`, or `conflict` where it belongs to an engagement.
   */
  async open(profile: AssociateProfile, id: MeetingId): Promise<Outcome<EngagementState>> {
    const { database, engagements, applications } = this.#parts;
    const own = this.#mayOpen(profile, await findMeeting(database.db, id));
    if (!own.ok) return own;
    const row = own.value;
    const running = await this.#running(row);
    if (running && participantOfAssociate(running, profile.id)) return succeed(running);
    if (running || row.is_within) return refuse('conflict', 'the meeting belongs to an engagement');
    const scenario = await this.#scenarioOf(profile);
    const brand = scenario && (await applications.brandOf(scenario.applicationId));
    if (!scenario || !brand) return refuse('no-scenario');
    const engagementId = newId<EngagementId>();
    const opened = await unlessLost(() =>
      engagements.openMeeting(
        {
          engagementId,
          channel: 'video',
          application: { id: scenario.applicationId, name: brand.name },
          scenario: scenario.terms,
          teamId: scenario.teamId,
          context: [],
          meeting: { id, title: row.title, lobby: row.lobby },
          host: {
            associateId: profile.id,
            associateName: profile.name,
            invitationId: newId<InvitationId>(),
            participantId: newId<ParticipantId>(),
          },
        },
        async (tx) => {
          if (!(await runsIn(tx, row, engagementId))) throw new LostRace();
        },
      ),
    );
    return opened.ok ? opened.value : opened;
  }

  #mayOpen({ id }: AssociateProfile, row: MeetingRow | undefined): Outcome<MeetingRow> {
    if (row?.host_id !== id) return refuse('meeting-not-found');
    if (row.cancelled) return refuse('meeting-cancelled');
    const isOver = Date.parse(this.#expiryOf(row.ends_at.toISOString())) <= this.#parts.clock.millis();
    return isOver ? refuse('code-expired') : succeed(row);
  }

  async #managed(profile: AssociateProfile, id: MeetingId): Promise<Outcome<MeetingRow>> {
    const row = await findMeeting(this.#parts.database.db, id);
    const state = row?.engagement_id ? await this.#parts.engagements.state(row.engagement_id) : undefined;
    return row && mayManage(profile, row, state) ? succeed(row) : refuse('meeting-not-found');
  }

  async #scenarioOf(profile: AssociateProfile) {
    return this.#parts.scenarios.forMeeting(await this.#parts.teams.teamsOf(profile.id));
  }

  async #running(row: MeetingRow): Promise<EngagementState | undefined> {
    const state = row.engagement_id ? await this.#parts.engagements.state(row.engagement_id) : undefined;
    return state?.phase === 'active' && state.meeting?.id === row.id ? state : undefined;
  }

  async #record(row: MeetingRow): Promise<MeetingRecord> {
    return recordOf(row, await this.#running(row), this.#parts.clock.millis(), this.#parts);
  }

  /** What was just stored, with its letters on their way. */
  async #told(id: MeetingId): Promise<Outcome<MeetingRecord>> {
    this.#parts.outbound.hurry();
    const row = await findMeeting(this.#parts.database.db, id);
    return row ? succeed(await this.#record(row)) : refuse('meeting-not-found');
  }

  async #tell(
    tx: Tx,
    before: MeetingRow | undefined,
    row: MeetingRow,
    pin: string | undefined,
  ): Promise<void> {
    const facts = factsOf(row, this.#parts.publicOrigin, pin);
    for (const { person, occasion } of whoIsTold(before, row))
      await this.#parts.outbound.send(
        tx,
        keyOf(row, person.email ?? person.phone ?? '', occasion),
        letterTo(person, facts, occasion),
      );
  }

  /** The running engagement follows; one that is over needs nothing. */
  async #passOn(row: MeetingRow, command: Parameters<Engagements['command']>[1]): Promise<void> {
    const state = await this.#running(row);
    const lead = state?.leadId;
    if (state && lead)
      await this.#parts.engagements.command(state.id, command, { kind: 'participant', participantId: lead });
  }

  #times({ startsAt, minutes }: { readonly startsAt?: string | undefined; readonly minutes: number }) {
    const from = startsAt === undefined ? this.#parts.clock.millis() : Date.parse(startsAt);
    return { startsAt: toTimestamp(from), endsAt: toTimestamp(from + minutes * minuteMs) };
  }

  #expiryOf(endsAt: string): string {
    return toTimestamp(Date.parse(endsAt) + this.#parts.codeLastsMs);
  }
}

const keyOf = ({ id, sequence }: MeetingRow, address: string, occasion: Occasion): string =>
  `meeting ${id} ${String(sequence)} ${occasion} ${address}`.slice(0, 200);

/** Somebody else changed it at the same moment. */
class LostRace extends Error {
  override readonly name = 'LostRace';
}

async function unlessLost<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return succeed(await work());
  } catch (error) {
    if (error instanceof LostRace) return refuse('conflict');
    throw error;
  }
}
