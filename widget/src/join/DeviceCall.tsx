import type { LiveEngagement } from '@parley/call';
import { may, soundDeviceOf } from '@parley/engagement';
import type { JSX } from 'preact';
import { Control } from '../interface/Controls.tsx';
import { DeviceHelp } from '../interface/DeviceHelp.tsx';
import { Icon } from '../interface/icons.tsx';
import { usePencil, useSubject } from '../interface/ink/hooks.ts';
import { InkTools, PencilButton } from '../interface/ink/InkTools.tsx';
import { SubjectStage } from '../interface/ink/SubjectStage.tsx';
import { NetworkNotice } from '../interface/Notices.tsx';
import { Overlay } from '../interface/Overlays.tsx';
import { peopleOf } from '../interface/people.ts';
import { Sound } from '../interface/Sound.tsx';
import { useJoin } from './join-shared.ts';
import { useAwake } from './use-awake.ts';

const ownCamera = { kind: 'own', source: 'camera' } as const;

interface DeviceCallProps {
  readonly engagement: LiveEngagement;
  readonly end: () => void;
}

/** The customer's second device in their call: what its camera sees, what is drawn on that, and little else. */
export function DeviceCall({ engagement, end }: DeviceCallProps): JSX.Element {
  const { client, t } = useJoin();
  const { state, selfId } = engagement;
  const camera = peopleOf(engagement).self?.camera ?? false;
  const subject = useSubject(engagement) ?? (camera ? ownCamera : undefined);
  const mayDraw = may(state, selfId, 'annotate') && !state.hold;
  const pencil = usePencil(engagement, mayDraw);
  useAwake();
  return (
    <>
      <h1 class="said">{t('phone.title')}</h1>
      {subject ? (
        <SubjectStage engagement={engagement} subject={subject} pencil={pencil} />
      ) : (
        <section class="stage camera-off" aria-label={t('picture.self')}>
          <p class="soft">
            <Icon name="cameraOff" size={18} /> {t('phone.camera-off')}
          </p>
        </section>
      )}
      {mayDraw && <PencilButton pencil={pencil} />}
      <div class="notices">
        <DeviceHelp wantsCamera={camera} />
        <NetworkNotice engagement={engagement} />
        <SoundPlace engagement={engagement} />
      </div>
      <Overlay engagement={engagement} />
      <InkTools pencil={pencil} />
      <div class="controls">
        <Control
          label={t('control.camera')}
          icon={camera ? 'camera' : 'cameraOff'}
          pressed={camera}
          stands={!camera}
          press={() => void (camera ? client.stopCamera() : client.startCamera())}
        />
        {camera && <Control label={t('phone.flip')} icon="flip" press={() => void client.flipCamera()} />}
        <MuteHere engagement={engagement} />
        <Control label={t('phone.done')} icon="end" kind="end" press={end} />
      </div>
    </>
  );
}

const speaksHere = ({ state, selfId }: LiveEngagement): boolean => soundDeviceOf(state)?.id === selfId;

/** Where the customer speaks and hears; the two devices side by side would howl. */
function SoundPlace({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { client, t } = useJoin();
  if (speaksHere(engagement)) return <Sound />;
  return (
    <div class="notice plain-news">
      <Icon name="sound" size={18} />
      <p class="grow">{t('phone.sound-there')}</p>
      <button type="button" class="small" onClick={() => void client.ownDevices.takeSound()}>
        {t('phone.sound-here')}
      </button>
    </div>
  );
}

function MuteHere({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element | null {
  const { client, t } = useJoin();
  const { self } = peopleOf(engagement);
  if (!self || !speaksHere(engagement)) return null;
  return (
    <Control
      label={t('control.mute')}
      icon={self.muted ? 'muted' : 'microphone'}
      pressed={self.muted}
      stands={self.muted}
      press={() => void (self.muted ? client.unmute() : client.mute())}
    />
  );
}
