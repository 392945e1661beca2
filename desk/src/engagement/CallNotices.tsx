import type { LocalDevice } from '@parley/call';
import { Button, MutedIcon, Notice, ReconnectIcon, SilentIcon, VideoOffIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { attempt } from '../client/notices.ts';
import { ColleagueNotices } from '../colleagues/ColleagueNotices.tsx';
import { LobbyNotices } from '../meetings/LobbyNotices.tsx';
import { NewMessage } from '../messages/NewMessage.tsx';
import type { MessagesPanelState } from '../messages/use-messages.ts';
import { DeviceLinkNotice } from '../second-device/DeviceLinkNotice.tsx';
import { ConnectionNotice } from '../shell/ConnectionNotice.tsx';
import { openPanel } from '../shell/panels.ts';
import { turnSoundOn, useSoundHeld } from '../sound/held-sound.ts';
import { SupervisionNotices } from '../supervision/SupervisionNotices.tsx';
import { ForbiddenNotice } from '../stills/ForbiddenNotice.tsx';
import { t } from '../words.ts';
import { AskingNotice } from './AskingNotice.tsx';
import styles from './CallNotices.module.css';
import { NetworkNotice } from './NetworkNotice.tsx';
import { RecordingNotice } from './RecordingNotice.tsx';
import { SharedScreen } from './SharedScreen.tsx';
import type { OwnEngagement } from './use-engagement.ts';

/** What is not as it should be, under the header, each with the way out of it. */
export function CallNotices({
  engagement,
  messages,
  inviteDevice,
}: {
  readonly engagement: OwnEngagement;
  readonly messages: MessagesPanelState;
  readonly inviteDevice: () => void;
}): ReactNode {
  const online = useDesk((state) => state.connection.phase === 'online');
  const path = useDesk((state) => state.media.path);
  const held = engagement.state.hold !== undefined;
  return (
    <div className={styles['notices']} aria-live="polite">
      <ConnectionNotice />
      {online && path === 'reconnecting' && (
        <Notice icon={ReconnectIcon} tone="caution">
          {t('call.media-reconnecting')}
        </Notice>
      )}
      {engagement.self.screen && <SharedScreen />}
      <NewMessage engagement={engagement} panel={messages} />
      <LobbyNotices engagement={engagement} />
      <AskingNotice engagement={engagement} />
      <DeviceLinkNotice engagement={engagement} inviteAgain={inviteDevice} />
      <ColleagueNotices engagement={engagement} />
      <SupervisionNotices engagement={engagement} />
      <RecordingNotice engagement={engagement} />
      <ForbiddenNotice engagement={engagement} />
      <SoundNotice />
      <DeviceNotice kind="microphone" wanted />
      <DeviceNotice kind="camera" wanted={engagement.self.camera} />
      {!held && <SpeakingNotice />}
      {!held && online && <NetworkNotice engagement={engagement} />}
    </div>
  );
}

function SoundNotice(): ReactNode {
  const isHeld = useSoundHeld();
  return (
    isHeld && (
      <Notice
        icon={SilentIcon}
        tone="caution"
        action={
          <Button variant="accent" onClick={turnSoundOn}>
            {t('call.sound-on')}
          </Button>
        }
      >
        {t('call.sound-blocked')}
      </Notice>
    )
  );
}

/** Somebody speaks into a microphone that is muted. */
function SpeakingNotice(): ReactNode {
  const client = useClient();
  const speaking = useDesk((state) => state.media.speakingWhileMuted);
  return (
    speaking && (
      <Notice
        icon={MutedIcon}
        action={<Button onClick={() => attempt(client.unmute())}>{t('call.unmute')}</Button>}
      >
        {t('call.speaking-muted')}
      </Notice>
    )
  );
}

interface DeviceNoticeProps {
  readonly kind: 'microphone' | 'camera';
  readonly wanted: boolean;
}

const problemOf = (device: LocalDevice): LocalDevice['problem'] =>
  device.state === 'failed' ? (device.problem ?? 'failed') : undefined;

/** An own device that should run and doesn't. */
function DeviceNotice({ kind, wanted }: DeviceNoticeProps): ReactNode {
  const problem = useDesk((state) => problemOf(state.media[kind]));
  if (!problem || !wanted) return undefined;
  return (
    <Notice
      icon={kind === 'microphone' ? MutedIcon : VideoOffIcon}
      tone="caution"
      action={<Button onClick={() => openPanel('devices')}>{t('call.choose-device')}</Button>}
    >
      {t(`call.${kind}-${problem}`)}
    </Notice>
  );
}
