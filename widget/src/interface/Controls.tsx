import { may } from '@parley/engagement';
import type { JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';
import { useCall, useShared } from './shared.ts';

interface ControlProps {
  readonly label: string;
  readonly icon: IconName;
  readonly press: () => void;
  readonly pressed?: boolean;
  /** Drawn filled: something that is usually on is off. */
  readonly stands?: boolean;
  readonly kind?: 'end';
}

function Control({ label, icon, press, pressed, stands, kind }: ControlProps): JSX.Element {
  return (
    <button
      type="button"
      class={`control ${kind ?? ''} ${stands ? 'stands' : ''}`}
      aria-pressed={pressed}
      onClick={press}
    >
      <span class="disc">
        <Icon name={icon} />
      </span>
      {label}
    </button>
  );
}

/** The row at the bottom. What the scenario or the moment does not let the customer do is not there. */
export function Controls({ end }: { readonly end: () => void }): JSX.Element {
  const { client, t } = useShared();
  const engagement = useCall((state) => state.engagement);
  const { state, selfId } = engagement ?? {};
  const self = state?.participants.find(({ id }) => id === selfId);
  const can = (action: Parameters<typeof may>[2]): boolean =>
    state !== undefined && selfId !== undefined && may(state, selfId, action);
  const isHeld = state?.hold !== undefined;
  return (
    <div class="controls">
      {self && (
        <Control
          label={t('control.mute')}
          icon={self.muted ? 'muted' : 'microphone'}
          pressed={self.muted}
          stands={self.muted}
          press={() => void (self.muted ? client.unmute() : client.mute())}
        />
      )}
      {self && (self.camera || can('start-camera')) && (
        <Control
          label={t('control.camera')}
          icon={self.camera ? 'camera' : 'cameraOff'}
          pressed={self.camera}
          stands={!self.camera}
          press={() => void (self.camera ? client.stopCamera() : client.startCamera())}
        />
      )}
      {can(isHeld ? 'resume' : 'pause') && (
        <Control
          label={t('control.pause')}
          icon={isHeld ? 'resume' : 'pause'}
          pressed={isHeld}
          stands={isHeld}
          press={() => void (isHeld ? client.resume() : client.pause())}
        />
      )}
      <Control label={t('control.end')} icon="end" kind="end" press={end} />
    </div>
  );
}
