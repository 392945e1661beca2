import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { IncomingCard } from './IncomingCard.tsx';
import { useWithdrawnNotice } from './use-withdrawn-notice.ts';

/** The invitation that rings, if one does; the oldest first. */
export function Incoming(): ReactNode {
  const invitation = useDesk((state) => state.invitations[0]);
  useWithdrawnNotice();
  const busy = useDesk((state) => state.engagement !== undefined);
  if (!invitation || busy) return undefined;
  return <IncomingCard key={invitation.invitationId} invitation={invitation} />;
}
