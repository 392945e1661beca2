import type { CustomerState } from '@parley/call';
import type { EntranceView, ProblemBody } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CallHeader } from '../interface/App.tsx';
import { Call } from '../interface/Call.tsx';
import { Elsewhere } from '../interface/Ended.tsx';
import { peopleOf } from '../interface/people.ts';
import { useCall } from '../interface/shared.ts';
import { Sound } from '../interface/Sound.tsx';
import { Cannot, Left } from './After.tsx';
import { Door } from './Door.tsx';
import { DeviceCall } from './DeviceCall.tsx';
import { DeviceGone } from './DeviceGone.tsx';
import { titleOf, useJoin } from './join-shared.ts';
import { Lobby } from './Lobby.tsx';

type Scene = 'door' | 'lobby' | 'call' | 'left' | 'elsewhere';

function sceneOf({ phase, connection, engagement }: CustomerState): Scene {
  if (phase === 'idle' || phase === 'failed') return 'door';
  if (phase === 'ended') return 'left';
  if (connection.phase === 'replaced') return 'elsewhere';
  return phase === 'active' && engagement ? 'call' : 'lobby';
}

/** From the code to the call and out again, one scene at a time. */
export function JoinApp(): JSX.Element {
  const { client, t, companyName } = useJoin();
  const engagement = useCall((state) => state.engagement);
  const [view, setView] = useState<EntranceView>();
  // A reload in the middle goes on where it was.
  useEffect(() => void client.restore(), [client]);
  const inCall = useCall(sceneOf) === 'call' && engagement;
  return (
    <main class="frame full" data-surface="call" aria-label={view ? titleOf(view, t) : t('join.title')}>
      <div class="header">
        <div class="header-words">
          {inCall ? <CallHeader engagement={inCall} /> : <strong>{companyName() || t('join.title')}</strong>}
        </div>
      </div>
      <Content view={view} setView={setView} />
    </main>
  );
}

/** On the way in with nothing to wait for. */
function Connecting(): JSX.Element {
  const { t } = useJoin();
  return (
    <div class="middle">
      <p class="title" role="status">
        {t('join.looking')}
      </p>
    </div>
  );
}

interface ContentProps {
  readonly view: EntranceView | undefined;
  readonly setView: (view: EntranceView) => void;
}

function Content({ view, setView }: ContentProps): JSX.Element | null {
  const { client } = useJoin();
  const scene = useCall(sceneOf);
  const engagement = useCall((state) => state.engagement);
  const problem = useCall((state) => state.problem);
  const self = engagement && peopleOf(engagement).self;
  const isDevice = view?.kind === 'device' || self?.deviceOf !== undefined;
  const end = (): void => void client.exit();
  switch (scene) {
    case 'door':
      return <AtDoor view={view} setView={setView} problem={problem} />;
    case 'lobby':
      return isDevice ? <Connecting /> : <Lobby end={end} />;
    case 'call':
      if (engagement && isDevice) return <DeviceCall engagement={engagement} end={end} />;
      return engagement ? (
        <>
          <Call engagement={engagement} end={end} />
          <Sound />
        </>
      ) : null;
    case 'left':
      return isDevice ? <DeviceGone /> : <Left />;
    case 'elsewhere':
      return <Elsewhere />;
  }
}

interface AtDoorProps extends ContentProps {
  readonly problem: ProblemBody | undefined;
}

/** Not in yet; what was refused on the way in is told here, and tried again from here. */
function AtDoor({ view, setView, problem }: AtDoorProps): JSX.Element {
  const { client } = useJoin();
  if (problem) return <Cannot problem={problem} again={() => client.reset()} />;
  return <Door view={view} setView={setView} />;
}
