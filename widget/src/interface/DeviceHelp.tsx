import type { JSX } from 'preact';
import { Icon } from './icons.tsx';
import { useCall, useShared } from './shared.ts';
import { browserFamily, deviceTrouble } from './trouble.ts';

/** Says in plain words why the customer can't be seen or heard, and what to do. The call goes on meanwhile. */
export function DeviceHelp({ wantsCamera }: { readonly wantsCamera: boolean }): JSX.Element | null {
  const { client, t } = useShared();
  const media = useCall((state) => state.media);
  const trouble = deviceTrouble(media, wantsCamera);
  if (!trouble) return null;
  const { medium, problem } = trouble;
  const tryAgain = async (): Promise<void> => {
    if (medium !== 'camera') await client.chooseMicrophone(media.microphone.deviceId ?? '');
    if (medium !== 'microphone') await client.startCamera();
  };
  return (
    <div class="notice help" role="status">
      <Icon name={medium === 'microphone' ? 'muted' : 'cameraOff'} size={20} />
      <div>
        <p class="strong">{t(`trouble.${problem}.${medium}`)}</p>
        <p class="soft">
          {problem === 'blocked'
            ? t(`unblock.${browserFamily(navigator.userAgent)}`)
            : t(`remedy.${problem}.${medium === 'camera' ? 'camera' : 'microphone'}`)}
        </p>
        <button type="button" class="small" onClick={() => void tryAgain()}>
          <Icon name="retry" size={16} /> {t('common.try-again')}
        </button>
      </div>
    </div>
  );
}
