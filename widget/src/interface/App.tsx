import type { CustomerState } from '@parley/call';
import type { Channel } from '@parley/protocol';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Call, CallClock } from './Call.tsx';
import { Elsewhere, Ended, Failed } from './Ended.tsx';
import { Frame } from './Frame.tsx';
import { peopleOf } from './people.ts';
import { useCall, useShared } from './shared.ts';
import { Sound } from './Sound.tsx';
import { Preparing, Waiting } from './Waiting.tsx';

type Scene = 'preparing' | 'waiting' | 'call' | 'ended' | 'failed' | 'elsewhere';

function sceneOf({ phase, connection, engagement }: CustomerState): Scene | undefined {
  if (phase === 'idle') return undefined;
  if (phase === 'ended' || phase === 'failed') return phase;
  if (connection.phase === 'replaced') return 'elsewhere';
  if (!engagement) return 'preparing';
  return phase === 'active' ? 'call' : 'waiting';
}

/** The customer's call interface: one scene at a time in one frame. */
export function App(): JSX.Element | null {
  const { client, t, companyName } = useShared();
  const scene = useCall(sceneOf);
  const engagement = useCall((state) => state.engagement);
  const lastChannel = useRef<Channel>('video');
  if (!scene) return null;
  if (engagement) lastChannel.current = engagement.state.channel;
  const end = (): void => void client.exit();
  const back = (): void => client.reset();
  const again = (): void => {
    client.reset();
    void client.request(lastChannel.current);
  };
  const associate = engagement && peopleOf(engagement).associate;
  const company = engagement?.state.application.name || companyName();
  const answeredAt = engagement?.state.answeredAt;
  const inCall = scene === 'call';
  return (
    <Frame
      title={t('frame.title', { company })}
      scene={scene}
      canExpand={inCall}
      header={
        inCall ? (
          <>
            <strong>{associate?.name ?? company}</strong>
            {answeredAt !== undefined && <CallClock since={answeredAt} />}
          </>
        ) : (
          <strong>{company}</strong>
        )
      }
    >
      {scene === 'preparing' && <Preparing end={end} />}
      {scene === 'waiting' && <Waiting end={end} />}
      {inCall && engagement && <Call engagement={engagement} end={end} />}
      {scene === 'ended' && <Ended again={again} back={back} />}
      {scene === 'failed' && <Failed again={again} back={back} />}
      {scene === 'elsewhere' && <Elsewhere />}
      {inCall && <Sound />}
    </Frame>
  );
}
