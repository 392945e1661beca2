import type { DeviceChoice } from '@parley/call';
import { CameraIcon, Dialog, MicrophoneIcon, SpeakerIcon } from '@parley/ui';
import { useState, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { t } from '../words.ts';
import { AllowDevices } from './AllowDevices.tsx';
import { DeviceChoices } from './DeviceChoices.tsx';
import styles from './DevicesDialog.module.css';
import { LevelMeter } from './LevelMeter.tsx';
import { Picture } from './Picture.tsx';

const unnamed = (choices: readonly DeviceChoice[]): boolean => choices.some(({ label }) => label === '');

interface DevicesDialogProps {
  readonly surface: 'call' | undefined;
  readonly onClose: () => void;
}

/** Which microphone, camera and speaker; a change takes effect at once. */
export function DevicesDialog({ surface, onClose }: DevicesDialogProps): ReactNode {
  const client = useClient();
  const { microphone, camera, devices } = useDesk((state) => state.media);
  const [speakerId, setSpeakerId] = useState(devices.speakerId);
  return (
    <Dialog
      surface={surface}
      title={t('devices.title')}
      description={t('devices.text')}
      closeLabel={t('common.close')}
      onClose={onClose}
      size="wide"
    >
      {unnamed(devices.microphones) && <AllowDevices />}
      <div className={styles['columns']}>
        <DeviceChoices
          label={t('devices.microphone')}
          icon={MicrophoneIcon}
          choices={devices.microphones}
          chosen={microphone.deviceId}
          onChoose={(id) => attempt(client.chooseMicrophone(id))}
        >
          {microphone.track && <LevelMeter track={microphone.track} label={t('devices.level')} />}
        </DeviceChoices>
        <DeviceChoices
          label={t('devices.camera')}
          icon={CameraIcon}
          choices={devices.cameras}
          chosen={camera.deviceId}
          onChoose={(id) => attempt(client.chooseCamera(id))}
        >
          {camera.track && (
            <figure className={styles['preview']}>
              <Picture track={camera.track} />
              <figcaption>{t('devices.preview')}</figcaption>
            </figure>
          )}
        </DeviceChoices>
        <DeviceChoices
          label={t('devices.speaker')}
          icon={SpeakerIcon}
          choices={devices.speakers}
          chosen={speakerId}
          onChoose={(id) => {
            setSpeakerId(id);
            client.chooseSpeaker(id);
          }}
        />
      </div>
    </Dialog>
  );
}
