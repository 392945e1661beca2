import type { LiveEngagement } from '@parley/call';
import type { Participant } from '@parley/protocol';

/** Oneself, here or on another device. */
export function isOwnDevice({ state, selfId }: LiveEngagement, { id, role }: Participant): boolean {
  return (
    id === selfId ||
    (role === 'customer' && state.participants.some((self) => self.id === selfId && self.role === 'customer'))
  );
}
