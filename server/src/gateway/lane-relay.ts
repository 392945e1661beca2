import type { UpMessage } from '@parley/protocol';
import type { Engagements } from '../engagement/engagements.ts';
import { selfIn, type RealtimeReader } from './reader.ts';
import type { Readers } from './readers.ts';

/** LA1: to the other participants who are present; nothing is stored, nothing is answered. */
export async function relayLane(
  engagements: Engagements,
  readers: Readers,
  sender: RealtimeReader,
  { engagementId, body }: Extract<UpMessage, { type: 'lane.send' }>,
): Promise<void> {
  const state = await engagements.state(engagementId);
  const participantId = state && state.phase !== 'ended' ? selfIn(sender, state) : undefined;
  if (!state || !participantId) return;
  for (const reader of readers.all()) {
    if (reader === sender || !reader.follows.has(engagementId) || !selfIn(reader, state)) continue;
    reader.connection.sendLossy({ type: 'lane.received', engagementId, participantId, body });
  }
}
