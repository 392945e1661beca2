import type { JSX } from 'preact';
import { Controls } from './Controls.tsx';
import { DeviceHelp } from './DeviceHelp.tsx';
import { Devices } from './Devices.tsx';
import { Icon } from './icons.tsx';
import { Interrupted } from './Notices.tsx';
import { SelfView } from './SelfView.tsx';
import { useCall, useShared } from './shared.ts';

/** The browser asks for devices, or the server is asked for an engagement. */
export function Preparing({ end }: { readonly end: () => void }): JSX.Element {
  const { t } = useShared();
  const isAsking = useCall((state) => state.phase === 'preparing');
  const asksForCamera = useCall((state) => state.media.camera.state === 'starting');
  const question = asksForCamera ? t('preparing.title') : t('preparing.title-audio');
  return (
    <>
      <div class="middle">
        <div class="pulse" aria-hidden="true">
          <Icon name={isAsking ? (asksForCamera ? 'camera' : 'microphone') : 'audio'} size={30} />
        </div>
        <div role="status">
          <p class="title">{isAsking ? question : t('requesting.title')}</p>
          <p class="soft">{isAsking ? t('preparing.hint') : t('requesting.hint')}</p>
        </div>
        <Interrupted />
      </div>
      <Controls end={end} />
    </>
  );
}

/** In the queue: one's place in it, oneself as the associate will see it, and the devices to choose. */
export function Waiting({ end }: { readonly end: () => void }): JSX.Element {
  const { t } = useShared();
  const place = useCall((state) => state.place);
  const channel = useCall((state) => state.engagement?.state.channel);
  const hasDevices = useCall(
    ({ media: { devices } }) => devices.microphones.length + devices.cameras.length > 0,
  );
  return (
    <>
      <div class="waiting">
        <SelfView large />
        <div class="waiting-words" role="status">
          <p class="title">{t('waiting.title')}</p>
          <p class="soft">
            {place === undefined
              ? t('waiting.soon')
              : place === 1
                ? t('waiting.next')
                : t('waiting.place', { place })}
          </p>
        </div>
        <Interrupted />
        <DeviceHelp wantsCamera={channel === 'video'} />
        {hasDevices && <Devices withCamera={channel === 'video'} />}
      </div>
      <Controls end={end} />
    </>
  );
}
