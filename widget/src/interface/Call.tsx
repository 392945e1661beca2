import type { LiveEngagement } from '@parley/call';
import type { Participant } from '@parley/protocol';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { clockText } from './clock.ts';
import { Controls } from './Controls.tsx';
import { DeviceHelp } from './DeviceHelp.tsx';
import { Devices } from './Devices.tsx';
import { Icon } from './icons.tsx';
import { NetworkNotice, SpeakingWhileMuted } from './Notices.tsx';
import { Overlay } from './Overlays.tsx';
import { peopleOf, stageTrack } from './people.ts';
import { Person } from './Person.tsx';
import { Picture } from './Picture.tsx';
import { RecordingQuestion, RecordingTold } from './Recording.tsx';
import { SelfView } from './SelfView.tsx';
import { useCall, useServerNow, useShared } from './shared.ts';

/** How long the call has lasted, by the server's clock. */
export function CallClock({ since }: { readonly since: string }): JSX.Element {
  const { t } = useShared();
  return (
    <span class="clock" role="timer" aria-label={t('call.duration')}>
      {clockText(useServerNow() - Date.parse(since))}
    </span>
  );
}

/** An associate without a picture, and why there is none. */
function Unseen({
  associate,
  isHeld,
}: {
  readonly associate: Participant | undefined;
  readonly isHeld: boolean;
}) {
  const { t } = useShared();
  const reason =
    associate?.camera && !isHeld ? 'picture-coming' : associate?.muted ? 'muted-them' : 'sound-only';
  return <Person name={associate?.name ?? t('call.associate')} note={t(`call.${reason}`)} />;
}

function Stage({ engagement }: { readonly engagement: LiveEngagement }): JSX.Element {
  const { t } = useShared();
  const media = useCall((state) => state.media);
  const { associate } = peopleOf(engagement);
  const shown = stageTrack(engagement, media);
  return (
    <section class="stage" aria-label={t('picture.associate')}>
      {shown ? (
        <Picture track={shown.track} fit={shown.source === 'screen' ? 'contain' : 'cover'} />
      ) : (
        <Unseen associate={associate} isHeld={engagement.state.hold !== undefined} />
      )}
      {shown && associate?.muted && (
        <p class="badge">
          <Icon name="muted" size={14} /> {t('call.muted-them')}
        </p>
      )}
    </section>
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
  return (
    <>
      <Stage engagement={engagement} />
      {engagement.state.hold === undefined && <SelfView large={false} />}
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
          </div>
        )}
        <RecordingQuestion />
        <RecordingTold engagement={engagement} />
        <DeviceHelp wantsCamera={engagement.state.channel === 'video' || self?.camera === true} />
        <NetworkNotice engagement={engagement} />
        <SpeakingWhileMuted />
      </div>
      <Overlay engagement={engagement} />
      <Controls end={end} />
    </>
  );
}
