import type { Asked, Command } from '@parley/engagement';
import type { AssociateId, EngagementId, InvitationId, ParticipantId, UpRequest } from '@parley/protocol';
import type { Colleagues } from '../invitation/colleagues.ts';
import { newId } from '../platform/ids.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import type { ColleagueWatch } from './colleague-watch.ts';
import type { RealtimeReader } from './reader.ts';

export interface ColleagueParts {
  readonly colleagues: Colleagues;
  readonly colleagueWatch: ColleagueWatch;
}

type Request<T extends UpRequest['type']> = Extract<UpRequest, { type: T }>;
type Nothing = Outcome<object>;
/** Gives a command about the reader's own part in an engagement. */
type Act = (engagementId: EngagementId, command: Command) => Promise<Nothing>;

const asked = (associateId: AssociateId, associateName: string): Asked => ({
  associateId,
  associateName,
  invitationId: newId<InvitationId>(),
  participantId: newId<ParticipantId>(),
});

export function addColleague(
  { colleagues }: ColleagueParts,
  reader: RealtimeReader,
  { engagementId, associateId, note }: Request<'associate.add'>,
  act: Act,
): Promise<Nothing> {
  const name = reader.role === 'associate' ? colleagues.askable(associateId) : undefined;
  const ids = asked(associateId, name ?? '');
  return act(engagementId, { type: 'add', ...ids, isFree: name !== undefined, note });
}

export async function transferTo(
  { colleagues }: ColleagueParts,
  reader: RealtimeReader,
  { engagementId, to, warm, note }: Request<'transfer.start'>,
  act: Act,
): Promise<Nothing> {
  if ('associateId' in to) {
    const name = reader.role === 'associate' ? colleagues.askable(to.associateId) : undefined;
    const ids = asked(to.associateId, name ?? '');
    return act(engagementId, { type: 'transfer', to: ids, isFree: name !== undefined, warm, note });
  }
  const name =
    reader.role === 'associate' ? await colleagues.reachable(to.teamId, reader.profile.id) : undefined;
  const team = { teamId: to.teamId, name: name ?? '' };
  return act(engagementId, { type: 'transfer', to: team, isFree: name !== undefined, warm, note });
}

export async function watchColleagues(
  { colleagueWatch }: ColleagueParts,
  reader: RealtimeReader,
  { watch }: Request<'colleagues.watch'>,
): Promise<Nothing> {
  if (reader.role !== 'associate') return refuse('not-allowed');
  if (watch) await colleagueWatch.begin(reader);
  else colleagueWatch.end(reader);
  return succeed({});
}
