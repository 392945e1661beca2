import { useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { ConsultOverlay } from '../colleagues/ConsultOverlay.tsx';
import { Picture } from '../devices/Picture.tsx';
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
}

/**
 * What the customer shows, their screen or their camera, as large as it fits; or who they are, while they show nothing.
 * While the picture is frozen the still, with the live picture small beside it; and the ink over either.
 */
export function Stage({ engagement, work, resume }: StageProps): ReactNode {
  return (
    <section
      className={styles['stage']}
      aria-label={t(engagement.isMeeting ? 'meeting.stage' : 'call.stage')}
      data-frozen={work.isFrozen || undefined}
      data-pencil={work.pencil.inHand || undefined}
    >
      <LivePicture engagement={engagement} work={work} />
      <CameraBeside engagement={engagement} isFrozen={work.isFrozen} />
      <StillPlace engagement={engagement} work={work} />
      <AwayOverlay customer={engagement.customer} />
      <HoldOverlay engagement={engagement} hold={engagement.state.hold} resume={resume} />
      <ConsultOverlay engagement={engagement} />
    </section>
  );
}

/** The camera that goes on while the customer shows their screen. */
function CameraBeside({
  engagement: { customer, state },
  isFrozen,
}: {
  readonly engagement: OwnEngagement;
  readonly isFrozen: boolean;
}): ReactNode {
  const track = useDesk(
    ({ media }) =>
      media.remote.find(({ participantId, source }) => participantId === customer.id && source === 'camera')
        ?.track,
  );
  if (!customer.screen || !customer.camera || !track || isFrozen || state.hold) return undefined;
  return (
    <section className={styles['inset']} aria-label={t('asking.customer-camera')}>
      <Picture key={track.id} track={track} className={styles['picture']} />
    </section>
  );
}

/** One and the same player on the whole stage and in the inset, so that it never begins anew. */
function LivePicture({ engagement, work }: Omit<StageProps, 'resume'>): ReactNode {
  const { customer } = engagement;
  const { isFrozen, freezing, setLiveSize } = work;
  const source = customer.screen ? 'screen' : 'camera';
  const shows = customer.screen || customer.camera;
  const track = useDesk(
    ({ media }) =>
      media.remote.find((remote) => remote.participantId === customer.id && remote.source === source)?.track,
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
