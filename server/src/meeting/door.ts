import type { EngagementState } from '@parley/protocol';
import type { Applications } from '../application/application.ts';
import type { Engagements } from '../engagement/engagements.ts';
import type { Door } from '../entrance/entrances.ts';
import type { Passwords } from '../identity/passwords.ts';
import type { Database } from '../platform/database.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { Scenarios } from '../scenario/scenario.ts';
import type { Teams } from '../team/team.ts';
import { findMeeting, type MeetingRow } from './repository.ts';

interface Parts {
  readonly database: Database;
  readonly engagements: Engagements;
  readonly passwords: Passwords;
  readonly applications: Applications;
  readonly scenarios: Scenarios;
  readonly teams: Teams;
}

/** For those who come with a meeting's code. */
export function meetingDoor(parts: Parts): Door {
  return {
    async look(subjectId, { pin }) {
      const found = await knock(parts, subjectId, pin);
      if (!found.ok) return found;
      const { row, state } = found.value;
      const brand = await brandOf(parts, row, state);
      return succeed({
        kind: 'meeting',
        title: row.title,
        hostName: row.host_name,
        startsAt: row.starts_at.toISOString(),
        endsAt: row.ends_at.toISOString(),
        isHostThere: isHeld(row, state),
        companyName: brand?.name ?? '',
        brandColor: brand?.brandColor ?? '',
      });
    },
    async enter(subjectId, { pin, name, camera }) {
      const found = await knock(parts, subjectId, pin);
      if (!found.ok) return found;
      const { row, state } = found.value;
      if (!state) return refuse('host-not-there');
      return parts.engagements.addGuest(state.id, { meetingId: row.id, name, camera });
    },
  };
}

const isHeld = ({ id }: MeetingRow, state: EngagementState | undefined): boolean =>
  state?.phase === 'active' && state.meeting?.id === id;

interface Found {
  readonly row: MeetingRow;
  readonly state: EngagementState | undefined;
}

/** The PIN comes first: without it nothing is told, not even that it is cancelled. */
async function knock(
  { database, engagements, passwords }: Parts,
  subjectId: string,
  pin: string | undefined,
): Promise<Outcome<Found>> {
  const row = await findMeeting(database.db, subjectId);
  if (!row) return refuse('code-unknown');
  if (row.pin_hash !== null) {
    if (pin === undefined) return refuse('pin-needed');
    if (!(await passwords.verify(pin, row.pin_hash))) return refuse('pin-wrong');
  }
  if (row.cancelled) return refuse('meeting-cancelled');
  const state = row.engagement_id ? await engagements.state(row.engagement_id) : undefined;
  const isOver = state?.phase === 'ended';
  // A host may open a meeting of its own again; what was made in an engagement ends with it.
  if (isOver && row.is_within) return refuse('engagement-ended');
  return succeed({ row, state: isOver ? undefined : state });
}

async function brandOf(
  { applications, scenarios, teams }: Parts,
  row: MeetingRow,
  state: EngagementState | undefined,
): Promise<{ readonly name: string; readonly brandColor: string } | undefined> {
  const id =
    state?.application.id ?? (await scenarios.forMeeting(await teams.teamsOf(row.host_id)))?.applicationId;
  return id && applications.brandOf(id);
}
