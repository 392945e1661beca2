import type { LiveEngagement } from '@parley/call';
import { may } from '@parley/engagement';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { AskedToShare, Sharing } from './Asking.tsx';
import { clockText } from './clock.ts';
import { PeopleNews } from './Colleagues.tsx';
import { Controls } from './Controls.tsx';
import { DeviceHelp } from './DeviceHelp.tsx';
import { Devices } from './Devices.tsx';
import { Icon } from './icons.tsx';
import { usePencil, useSubject } from './ink/hooks.ts';
import { InkNotice } from './ink/InkNotice.tsx';
import { InkTools, PencilButton } from './ink/InkTools.tsx';
import { MessagesSheet, NewMessage, useMessages } from './messages/hooks.tsx';
import { NetworkNotice, SpeakingWhileMuted, SupervisorNotice } from './Notices.tsx';
import { Overlay } from './Overlays.tsx';
import { peopleOf } from './people.ts';
import { RecordingQuestion, RecordingTold } from './Recording.tsx';
import { SecondDevice } from './second-device/SecondDevice.tsx';
import { mayUsePhone } from './second-device/use-phone.ts';
import { useServerNow, useShared } from './shared.ts';
import { Stage } from './Stage.tsx';

/** How long the call has lasted, by the server's clock. */
export function CallClock({ since }: { readonly since: string }): JSX.Element {
  const { t } = useShared();
  return (
    <span class="clock" role="timer" aria-label={t('call.duration')}>
      {clockText(useServerNow() - Date.parse(since))}
    </span>
  );
}

/** The way to a camera that this computer hasn't got. */
function UsePhone({ done }: { readonly done: () => void }): JSX.Element {
  const { client, t } = useShared();
  const use = (): void => {
    done();
    void client.ownDevices.showLink();
  };
  return (
    <button type="button" class="small use-phone" onClick={use}>
      <Icon name="phone" size={18} /> {t('device.use')}
    </button>
  );
}

/** While an associate is there. */
export function Call({
  engagement,
  end,
}: {
  readonly engagement: LiveEngagement;
  readonly end: () => void;
}): JSX.Element {
  const { t } = useShared();
  const [showsDevices, setShowsDevices] = useState(false);
  const { self } = peopleOf(engagement);
  const subject = useSubject(engagement);
  const mayDraw = may(engagement.state, engagement.selfId, 'annotate') && !engagement.state.hold;
  const pencil = usePencil(engagement, mayDraw);
  const messages = useMessages(engagement);
  return (
    <>
      <Stage engagement={engagement} subject={subject} pencil={pencil} />
      {mayDraw && <PencilButton pencil={pencil} />}
      <button
        type="button"
        class="quiet devices-button"
        aria-label={t('devices.title')}
        aria-expanded={showsDevices}
        onClick={() => setShowsDevices(!showsDevices)}
      >
        <Icon name="devices" size={18} />
      </button>
      <div class="notices">
        {showsDevices && (
          <div class="panel">
            <Devices />
            {mayUsePhone(engagement) && <UsePhone done={() => setShowsDevices(false)} />}
          </div>
        )}
        <NewMessage engagement={engagement} messages={messages} />
        <PeopleNews engagement={engagement} />
        <SecondDevice engagement={engagement} />
        <AskedToShare />
        <Sharing />
        <RecordingQuestion />
        <RecordingTold engagement={engagement} />
        <InkNotice engagement={engagement} subject={subject} />
        <DeviceHelp wantsCamera={engagement.state.channel === 'video' || self?.camera === true} />
        <NetworkNotice engagement={engagement} />
        <SupervisorNotice engagement={engagement} />
        <SpeakingWhileMuted />
      </div>
      <Overlay engagement={engagement} />
      <InkTools pencil={pencil} />
      <Controls end={end} messages={messages} />
      <MessagesSheet engagement={engagement} messages={messages} />
    </>
  );
}
