import type { Command } from '@parley/engagement';
import type { EngagementId, ParticipantId, UpRequest } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { newId } from '../platform/ids.ts';
import { refuse, succeed, type Outcome } from '../platform/outcome.ts';
import { mayOversee, maySupervise } from '../supervision/policy.ts';
import type { BoardWatch } from './board-watch.ts';
import { associateActor, type AssociateReader, type RealtimeReader } from './reader.ts';

type Request<T extends UpRequest['type']> = Extract<UpRequest, { type: T }>;
type Nothing = Outcome<object>;
/** Brings an associate into an engagement; they are in one at a time. */
type Enter = (reader: AssociateReader, engagementId: EngagementId, command: Command) => Promise<Nothing>;

export async function startSupervising(
  reader: RealtimeReader,
  { engagementId, how }: Request<'supervision.start'>,
  enter: Enter,
): Promise<Nothing> {
  if (reader.role !== 'associate' || !maySupervise(reader.profile)) return refuse('not-allowed');
  return enter(reader, engagementId, { type: 'supervise', how, participantId: newId<ParticipantId>() });
}

export async function stopSupervising(
  { engagements }: { readonly engagements: Engagements },
  reader: RealtimeReader,
  { engagementId }: Request<'supervision.stop'>,
): Promise<Nothing> {
  if (reader.role !== 'associate' || !maySupervise(reader.profile)) return refuse('not-allowed');
  return engagements.command(engagementId, { type: 'stop-supervising' }, associateActor(reader));
}

export async function watchBoard(
  { boardWatch }: { readonly boardWatch: BoardWatch },
  reader: RealtimeReader,
  { watch }: Request<'board.watch'>,
): Promise<Nothing> {
  if (reader.role !== 'associate' || !mayOversee(reader.profile)) return refuse('not-allowed');
  if (watch) await boardWatch.begin(reader);
  else boardWatch.end(reader);
  return succeed({});
}
