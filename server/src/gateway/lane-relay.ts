import { participantOf } from '@parley/engagement';
import type { UpMessage } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import type { BoardWatch } from './board-watch.ts';
import { selfIn, type RealtimeReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** LA1: to the others who are with it; nothing is stored, nothing is answered. Supervisors only hear (SU3). */
export async function relayLane(
  engagements: Engagements,
  readers: Readers,
  sender: RealtimeReader,
  { engagementId, body }: Extract<UpMessage, { type: 'lane.send' }>,
  onQuality: BoardWatch['heardQuality'],
): Promise<void> {
  const state = await engagements.state(engagementId);
  const participantId = state && state.phase !== 'ended' ? selfIn(sender, state) : undefined;
  if (!state || !participantId) return;
  const self = participantOf(state, participantId);
  if (!self || self.state === 'left') return;
  if (body.topic === 'quality') onQuality(engagementId, participantId, body);
  for (const reader of readers.all()) {
    if (reader === sender || !reader.follows.has(engagementId) || !selfIn(reader, state)) continue;
    reader.connection.sendLossy({ type: 'lane.received', engagementId, participantId, body });
  }
}
