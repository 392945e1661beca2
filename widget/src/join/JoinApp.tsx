import type { CustomerState } from '@parley/call';
import type { EntranceView } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CallHeader } from '../interface/App.tsx';
import { Call } from '../interface/Call.tsx';
import { Elsewhere } from '../interface/Ended.tsx';
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
  readonly setView: (view: EntranceView | undefined) => void;
}

function Content({ view, setView }: ContentProps): JSX.Element | null {
  const { client, isDevice: isOfDevice } = useJoin();
  const scene = useCall(sceneOf);
  const engagement = useCall((state) => state.engagement);
  const problem = useCall((state) => state.problem);
  const [goes, setGoes] = useState(false);
  const isDevice = isOfDevice();
  const end = (): void => {
    setGoes(true);
    void client.exit();
  };
  const again = (): void => {
    setGoes(false);
    setView(undefined);
    client.reset();
  };
  switch (scene) {
    case 'door':
      if (problem) return <Cannot problem={problem} again={again} />;
      return <Door view={view} setView={setView} />;
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
      return isDevice ? <DeviceGone /> : <Left byOneself={goes} again={again} />;
    case 'elsewhere':
      return <Elsewhere />;
  }
}
