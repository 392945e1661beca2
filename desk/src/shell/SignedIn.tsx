import { useNavigate } from '@tanstack/react-router';
import { SkipLink } from '@parley/ui/page';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useShortcuts } from '../actions/shortcuts.ts';
import { useDesk } from '../client/desk-context.ts';
import { useColleagueNews } from '../colleagues/use-colleague-news.ts';
import { useConversationNews } from '../conversations/use-conversation-news.ts';
import { DevicesDialog } from '../devices/DevicesDialog.tsx';
import { Incoming } from '../incoming/Incoming.tsx';
import { StatusAnnouncer } from '../status/StatusAnnouncer.tsx';
import { RemoteSound } from '../sound/RemoteSound.tsx';
import { ConnectionGate } from './ConnectionGate.tsx';
import { HelpSheet } from './HelpSheet.tsx';
import { NoticeList } from './NoticeList.tsx';
import { closePanel, usePanel } from './panels.ts';
import { PasswordDialog } from './PasswordDialog.tsx';
import { shellActions } from './shell-actions.ts';

/** An engagement that begins, or is found again after a reload, brings its own page. */
function useFollowEngagement(): void {
  const navigate = useNavigate();
  const engagementId = useDesk((state) => state.engagement?.state.id);
  useEffect(() => {
    if (engagementId) void navigate({ to: '/engagements/$engagementId', params: { engagementId } });
  }, [engagementId, navigate]);
}

/** What is there on every page of somebody who is signed in. */
export function SignedIn({ children }: { readonly children: ReactNode }): ReactNode {
  useFollowEngagement();
  useColleagueNews();
  useConversationNews();
  useShortcuts(useMemo(() => shellActions(), []));
  const panel = usePanel();
  const surface = useDesk((state) => (state.engagement ? 'call' : undefined));
  return (
    <>
      <SkipLink />
      {children}
      <StatusAnnouncer />
      <RemoteSound />
      <Incoming />
      <NoticeList />
      <ConnectionGate />
      {panel === 'help' && <HelpSheet surface={surface} onClose={closePanel} />}
      {panel === 'password' && <PasswordDialog surface={surface} onClose={closePanel} />}
      {panel === 'devices' && <DevicesDialog surface={surface} onClose={closePanel} />}
    </>
  );
}
