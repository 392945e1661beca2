import { useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { ConsultOverlay } from '../colleagues/ConsultOverlay.tsx';
import { Picture } from '../devices/Picture.tsx';
import { CamerasBeside } from '../second-device/CamerasBeside.tsx';
import { liveOnStage } from '../stills/on-stage.ts';
import { StillPlace } from '../stills/StillPlace.tsx';
import type { StageWork } from '../stills/use-stage-work.ts';
import { t } from '../words.ts';
import { AwayOverlay } from './AwayOverlay.tsx';
import { HoldOverlay } from './HoldOverlay.tsx';
import { nameOf, type OwnEngagement } from './use-engagement.ts';
import { StagePerson } from './StagePerson.tsx';
import styles from './Stage.module.css';

interface StageProps {
  readonly engagement: OwnEngagement;
  readonly work: StageWork;
  readonly resume: (() => void) | undefined;
  /** Of two cameras of the customer puts the other one on the stage. */
  readonly swap: () => void;
}

/**
 * What the customer shows, their screen or their camera, as large as it fits; or who they are, while they show nothing.
 * While the picture is frozen the still, with the live picture small beside it; and the ink over either.
 */
export function Stage({ engagement, work, resume, swap }: StageProps): ReactNode {
  return (
    <section
      className={styles['stage']}
      aria-label={t(engagement.isMeeting ? 'meeting.stage' : 'call.stage')}
      data-frozen={work.isFrozen || undefined}
      data-pencil={work.pencil.inHand || undefined}
    >
      <LivePicture engagement={engagement} work={work} />
      {!work.isFrozen && !engagement.state.hold && <CamerasBeside engagement={engagement} swap={swap} />}
      <StillPlace engagement={engagement} work={work} />
      <AwayOverlay customer={engagement.customer} />
      <HoldOverlay engagement={engagement} hold={engagement.state.hold} resume={resume} />
      <ConsultOverlay engagement={engagement} />
    </section>
  );
}

/** One and the same player on the whole stage and in the inset, so that it never begins anew. */
function LivePicture({ engagement, work }: Pick<StageProps, 'engagement' | 'work'>): ReactNode {
  const { customer } = engagement;
  const { isFrozen, freezing, setLiveSize } = work;
  const live = liveOnStage(engagement);
  const shows = live !== undefined;
  const track = useDesk(
    ({ media }) =>
      media.remote.find(
        (remote) => remote.participantId === live?.participantId && remote.source === live.source,
      )?.track,
  );
  const [shownTrack, setShownTrack] = useState<MediaStreamTrack>();
  const picture = shows ? track : undefined;
  const waits = shows && (!picture || shownTrack !== picture);
  const inset = isFrozen ? { role: 'region', 'aria-label': t('still.live') } : {};
  return (
    <>
      {picture && (
        <div className={isFrozen ? styles['inset'] : styles['live']} {...inset}>
          <Picture
            key={picture.id}
            track={picture}
            element={freezing.video}
            className={styles['picture']}
            onFirstFrame={() => setShownTrack(picture)}
            onSize={setLiveSize}
          />
        </div>
      )}
      {!isFrozen && (!shows || waits) && (
        <StagePerson customer={customer} name={nameOf(customer)} waits={waits} />
      )}
    </>
  );
}
