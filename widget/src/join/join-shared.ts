import { lookAtEntrance, type GuestClient } from '@parley/call';
import type { EntranceView, ProblemBody } from '@parley/protocol';
import type { Translator } from '@parley/ui/messages';
import type { joinMessages } from '@parley/ui/messages/join';
import type { ComponentChildren, JSX } from 'preact';
import { createContext, createElement } from 'preact';
import { useContext } from 'preact/hooks';
import { SharedProvider, type Shared } from '../interface/shared.ts';

/** What is given at the door. */
export interface Entry {
  code: string;
  pin: string | undefined;
  name: string;
}

/** What every part of the join page stands on, beside what the call interface does. */
export interface JoinShared extends Shared {
  readonly client: GuestClient;
  readonly t: Translator<(typeof joinMessages)['en']>;
  readonly entry: () => Readonly<Entry>;
  readonly keepPin: (pin: string) => void;
  /** Kept for a reload, and for the next try. */
  readonly keepName: (name: string) => void;
  /** What the code opens is known: title and colours follow it. */
  readonly seen: (view: EntranceView) => void;
  /** The code, as far as it is known, brings a second device; also after a reload. */
  readonly isDevice: () => boolean;
}

/** What a page of this kind is called. */
export const titleOf = (view: EntranceView, t: JoinShared['t']): string =>
  view.kind === 'device' ? t('phone.title') : view.title;

const JoinContext = createContext<JoinShared | undefined>(undefined);

export const JoinProvider = ({
  value,
  children,
}: {
  readonly value: JoinShared;
  readonly children: ComponentChildren;
}): JSX.Element =>
  createElement(JoinContext.Provider, { value }, createElement(SharedProvider, { value }, children));

export function useJoin(): JoinShared {
  const shared = useContext(JoinContext);
  if (!shared) throw new Error('outside of the join page');
  return shared;
}

/** What stands behind the code, as far as it is told with what was given. */
export const lookWith = ({ code, pin }: Readonly<Entry>): Promise<EntranceView | { problem: ProblemBody }> =>
  lookAtEntrance(location.origin, { code, ...(pin !== undefined && { pin }) });
