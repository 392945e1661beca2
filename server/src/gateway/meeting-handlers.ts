import type { EngagementState, UpRequest } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { Meetings } from '../meeting/meetings.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { Availabilities } from '../routing/availabilities.ts';
import type { Turns } from '../platform/turns.ts';
import type { RealtimeReader } from './reader.ts';

interface Parts {
  readonly engagements: Engagements;
  readonly availabilities: Availabilities;
  readonly meetings: Pick<Meetings, 'open'>;
  readonly entered: (reader: RealtimeReader, state: EngagementState) => Promise<void>;
  readonly entrances: Turns<string>;
}

/** The host begins a meeting of their own; like any associate they are in one engagement at a time. */
export async function openMeeting(
  parts: Parts,
  reader: RealtimeReader,
  { meetingId }: Extract<UpRequest, { type: 'meeting.open' }>,
): Promise<Outcome<object>> {
  if (reader.role !== 'associate') return refuse('not-allowed');
  const { profile } = reader;
  return parts.entrances.take(profile.id, async () => {
    const current = parts.engagements
      .open()
      .find((state) => state.phase !== 'ended' && isInside(state, profile.id));
    if (current && current.meeting?.id !== meetingId) return refuse('already-engaged');
    const opened = await parts.meetings.open(profile, meetingId);
    if (!opened.ok) return opened;
    await parts.entered(reader, opened.value);
    return succeed({});
  });
}

const isInside = ({ participants }: EngagementState, associateId: string): boolean =>
  participants.some((one) => one.associateId === associateId && one.state !== 'left');

/** A guest goes, from inside or from the door, where they are no participant yet. */
export async function leave(
  { engagements }: Pick<Parts, 'engagements'>,
  reader: RealtimeReader,
  engagementId: EngagementState['id'],
  act: () => Promise<Outcome<object>>,
): Promise<Outcome<object>> {
  if (reader.role !== 'customer' || reader.engagementId !== engagementId) return act();
  const actor = { kind: 'participant', participantId: reader.participantId } as const;
  const outcome = await engagements.command(engagementId, { type: 'leave' }, actor);
  return outcome.ok ? succeed({}) : outcome;
}
