import type { CustomerState, LiveEngagement } from '@parley/call';
import type { Channel } from '@parley/protocol';
import type { JSX } from 'preact';
import { Call, CallClock } from './Call.tsx';
import { Elsewhere, Ended, Failed } from './Ended.tsx';
import { Frame } from './Frame.tsx';
import { peopleOf } from './people.ts';
import { RecordingDot } from './Recording.tsx';
import { useCall, useShared } from './shared.ts';
import { Sound } from './Sound.tsx';
import { Preparing, Waiting } from './Waiting.tsx';

type Scene = 'preparing' | 'waiting' | 'call' | 'ended' | 'failed' | 'elsewhere';

function sceneOf({ phase, connection, engagement }: CustomerState): Scene | undefined {
  if (phase === 'idle') return undefined;
  if (phase === 'ended' || phase === 'failed') return phase;
  if (connection.phase === 'replaced') return 'elsewhere';
  if (phase === 'waiting') return 'waiting';
  // A new page of the site knows that there is a call before it knows the call.
  return engagement ? 'call' : 'preparing';
}

/** With whom, and for how long. */
export function CallHeader({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { answeredAt, application } = engagement.state;
  return (
    <>
      <strong>{peopleOf(engagement).associate?.name ?? application.name}</strong>
      {answeredAt !== undefined && <CallClock since={answeredAt} />}
      <RecordingDot engagement={engagement} />
    </>
  );
}

interface ContentProps {
  readonly scene: Scene;
  readonly lastChannel: () => Channel;
}

function Content({ scene, lastChannel }: ContentProps): JSX.Element | null {
  const { client } = useShared();
  const engagement = useCall((state) => state.engagement);
  const end = (): void => void client.exit();
  const back = (): void => client.reset();
  const again = (): void => {
    const channel = engagement?.state.channel ?? lastChannel();
    client.reset();
    void client.request(channel);
  };
  switch (scene) {
    case 'preparing':
      return <Preparing end={end} />;
    case 'waiting':
      return <Waiting end={end} />;
    case 'call':
      return engagement ? <Call engagement={engagement} end={end} /> : null;
    case 'ended':
      return <Ended again={again} back={back} />;
    case 'failed':
      return <Failed again={again} back={back} />;
    case 'elsewhere':
      return <Elsewhere />;
  }
}

/** The customer's call interface: one scene at a time in one frame. `lastChannel`: what was asked for last. */
export function App({ lastChannel }: { readonly lastChannel: () => Channel }): JSX.Element | null {
  const { t, companyName } = useShared();
  const scene = useCall(sceneOf);
  const engagement = useCall((state) => state.engagement);
  if (!scene) return null;
  const company = engagement?.state.application.name ?? companyName();
  const inCall = scene === 'call';
  return (
    <Frame
      title={t('frame.title', { company })}
      scene={scene}
      canExpand={inCall}
      header={inCall && engagement ? <CallHeader engagement={engagement} /> : <strong>{company}</strong>}
    >
      <Content scene={scene} lastChannel={lastChannel} />
      {inCall && <Sound />}
    </Frame>
  );
}
