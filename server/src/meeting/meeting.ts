import type { EngagementState, MeetingPerson, MeetingRecord } from '@parley/protocol';
import type { MeetingFacts, Occasion } from './letters.ts';
import type { Outbound } from '../outbound/outbound.ts';
import type { MeetingRow } from './repository.ts';

interface Settings {
  readonly outbound: Pick<Outbound, 'carries'>;
  readonly publicOrigin: string;
  readonly codeLastsMs: number;
}

const linkOf = (origin: string, code: string): string => `${origin}/join/${code}`;

/** A meeting as its host sees it. */
export function recordOf(
  row: MeetingRow,
  running: EngagementState | undefined,
  nowMs: number,
  { publicOrigin, codeLastsMs, outbound }: Settings,
): MeetingRecord {
  return {
    id: row.id,
    title: row.title,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    status: statusOf(row, running, nowMs - codeLastsMs),
    code: row.code,
    link: linkOf(publicOrigin, row.code),
    hasPin: row.pin_hash !== null,
    lobby: row.lobby,
    people: row.people,
    isWithin: row.is_within,
    untold: untoldBy(row.people, outbound),
    ...(row.engagement_id && { engagementId: row.engagement_id }),
  };
}

function untoldBy(people: readonly MeetingPerson[], outbound: Settings['outbound']): MeetingRecord['untold'] {
  const ways = new Set(
    people.map(({ email }) => (email === undefined ? ('sms' as const) : ('email' as const))),
  );
  return [...ways].filter((way) => !outbound.carries(way));
}

function statusOf(
  row: MeetingRow,
  running: EngagementState | undefined,
  overBeforeMs: number,
): MeetingRecord['status'] {
  if (row.cancelled) return 'cancelled';
  if (running) return 'running';
  return row.is_within || row.ends_at.getTime() < overBeforeMs ? 'over' : 'planned';
}

export const factsOf = (row: MeetingRow, origin: string, pin: string | undefined): MeetingFacts => ({
  id: row.id,
  title: row.title,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  createdAt: row.created_at,
  sequence: row.sequence,
  code: row.code,
  link: linkOf(origin, row.code),
  hasPin: row.pin_hash !== null,
  pin,
  host: { name: row.host_name, email: row.host_email },
  timeZone: row.time_zone,
  language: row.language,
});

const addressOf = ({ email, phone }: MeetingPerson): string => (email ?? phone ?? '').toLowerCase();

/** Each address once, with what it is to be told. */
export function whoIsTold(
  before: Pick<MeetingRow, 'people'> | undefined,
  after: Pick<MeetingRow, 'people' | 'cancelled'>,
): { readonly person: MeetingPerson; readonly occasion: Occasion }[] {
  const known = new Map((before?.people ?? []).map((person) => [addressOf(person), person]));
  const now = new Map((after.cancelled ? [] : after.people).map((person) => [addressOf(person), person]));
  return [
    ...[...now].map(([address, person]) => ({
      person,
      occasion: known.has(address) ? ('changed' as const) : ('invited' as const),
    })),
    ...[...known]
      .filter(([address]) => !now.has(address))
      .map(([, person]) => ({ person, occasion: 'cancelled' as const })),
  ];
}
