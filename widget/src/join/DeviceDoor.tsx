import type { EntranceView } from '@parley/protocol';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { DeviceHelp } from '../interface/DeviceHelp.tsx';
import { Icon } from '../interface/icons.tsx';
import { Picture } from '../interface/Picture.tsx';
import { useCall } from '../interface/shared.ts';
import { useJoin } from './join-shared.ts';

type DeviceView = Extract<EntranceView, { kind: 'device' }>;

/** Whether this device's camera may be used in a call that was begun elsewhere; and what that camera sees. */
export function DeviceDoor({ view }: { readonly view: DeviceView }): JSX.Element {
  const { client, t } = useJoin();
  const camera = useCall((state) => state.media.camera);
  useEffect(() => void client.preview(true), [client]);
  return (
    <div class="door device-door">
      <section class="door-picture" aria-label={t('picture.self')}>
        {camera.state === 'on' && camera.track ? (
          <div class="device-picture">
            <Picture track={camera.track} fit="contain" />
          </div>
        ) : (
          <div class="no-picture">
            <Icon name="cameraOff" size={30} />
            <p>{t(camera.state === 'starting' ? 'phone.allow' : 'phone.no-picture')}</p>
          </div>
        )}
      </section>
      <div class="door-words">
        <div class="about">
          <h1 class="title">{t('phone.ask', { name: view.associateName ?? t('call.associate') })}</h1>
          <p class="soft">{t('phone.ask-text', { company: view.companyName })}</p>
        </div>
        <DeviceHelp wantsCamera />
        <div class="device-answers">
          <button
            type="button"
            class="primary"
            disabled={camera.state !== 'on'}
            onClick={() => void client.request('video')}
          >
            {t('phone.use')}
          </button>
          <button
            type="button"
            class="plain"
            disabled={camera.state !== 'on'}
            onClick={() => void client.flipCamera()}
          >
            <Icon name="flip" size={18} /> {t('phone.flip')}
          </button>
        </div>
      </div>
    </div>
  );
}
