import type { DeviceChoice, LocalDevice } from '@parley/call';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icons.tsx';
import { Level } from './Level.tsx';
import { useCall, useShared } from './shared.ts';

interface ChoiceProps {
  readonly label: string;
  readonly icon: IconName;
  readonly choices: readonly DeviceChoice[];
  readonly chosen: string | undefined;
  readonly choose: (deviceId: string) => void;
}

function Choice({ label, icon, choices, chosen, choose }: ChoiceProps): JSX.Element {
  const { t } = useShared();
  const id = useId();
  return (
    <div class="choice">
      <Icon name={icon} size={18} />
      <label for={id}>{label}</label>
      <select id={id} value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        {chosen === undefined && <option value="">{t('devices.default')}</option>}
        {choices.map(({ deviceId, label: name }, at) => (
          <option key={deviceId} value={deviceId}>
            {name || t('devices.unnamed', { number: at + 1 })}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The device that is chosen, or the one that the browser took by itself. */
const chosenOf = (device: LocalDevice, choices: readonly DeviceChoice[]): string | undefined =>
  device.deviceId ?? choices.find(({ label }) => label !== '' && label === device.label)?.deviceId;

/** Microphone, camera and speaker to choose from, before and during the call. */
export function Devices({ withCamera = true }: { readonly withCamera?: boolean }): JSX.Element {
  const { client, t } = useShared();
  const { microphone, camera, devices } = useCall((state) => state.media);
  const nothing = devices.microphones.length + devices.cameras.length + devices.speakers.length === 0;
  return (
    <div class="devices">
      {devices.microphones.length > 0 && (
        <Choice
          label={t('devices.microphone')}
          icon="microphone"
          choices={devices.microphones}
          chosen={chosenOf(microphone, devices.microphones)}
          choose={(deviceId) => void client.chooseMicrophone(deviceId)}
        />
      )}
      {microphone.track && <Level track={microphone.track} label={t('devices.level')} />}
      {withCamera && devices.cameras.length > 0 && (
        <Choice
          label={t('devices.camera')}
          icon="camera"
          choices={devices.cameras}
          chosen={chosenOf(camera, devices.cameras)}
          choose={(deviceId) => void client.chooseCamera(deviceId)}
        />
      )}
      {devices.speakers.length > 0 && (
        <Choice
          label={t('devices.speaker')}
          icon="sound"
          choices={devices.speakers}
          chosen={devices.speakerId ?? devices.speakers[0]?.deviceId}
          choose={(deviceId) => client.chooseSpeaker(deviceId)}
        />
      )}
      {nothing && <p class="soft">{t('devices.none')}</p>}
    </div>
  );
}
