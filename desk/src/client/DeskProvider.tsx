import type { DeskClient, DeskOptions } from '@parley/call';
import type { AssociateProfile } from '@parley/protocol';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { DeskContext } from './desk-context.ts';

export type CreateClient = (options: DeskOptions) => DeskClient;

interface DeskProviderProps {
  readonly createClient: CreateClient;
  readonly profile: AssociateProfile;
  readonly children: ReactNode;
}

const realtimeUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/realtime`;

/** Keeps one realtime client open for as long as somebody is signed in; `key` it by the associate. */
export function DeskProvider({ createClient, profile, children }: DeskProviderProps): ReactNode {
  const [client] = useState(() => createClient({ url: realtimeUrl(), storage: localStorage }));
  useEffect(() => () => client.close(), [client]);
  const value = useMemo(() => ({ client, profile }), [client, profile]);
  return <DeskContext value={value}>{children}</DeskContext>;
}
