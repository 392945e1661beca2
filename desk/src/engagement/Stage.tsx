import { useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { ConsultOverlay } from '../colleagues/ConsultOverlay.tsx';
import { Picture } from '../devices/Picture.tsx';
import { InkSurface } from '../ink/InkSurface.tsx';
import { StillArea } from '../stills/StillArea.tsx';
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
  const { customer, state } = engagement;
  const { freezing, isFrozen: frozen, pencil, ink } = work;
  const source = customer.screen ? 'screen' : 'camera';
  const shows = customer.screen || customer.camera;
  const track = useDesk(
    ({ media }) =>
      media.remote.find((remote) => remote.participantId === customer.id && remote.source === source)?.track,
  );
  const [shownTrack, setShownTrack] = useState<MediaStreamTrack>();
  const picture = shows ? track : undefined;
  const waits = shows && (!picture || shownTrack !== picture);
  const live = frozen ? { role: 'region', 'aria-label': t('still.live') } : {};
  return (
    <section
      className={styles['stage']}
      aria-label={t('call.stage')}
      data-frozen={frozen || undefined}
      data-pencil={pencil.inHand || undefined}
    >
      {picture && (
        <div className={frozen ? styles['inset'] : styles['area']} {...live}>
          <Picture
            key={picture.id}
            track={picture}
            element={freezing.video}
            className={styles['picture']}
            onFirstFrame={() => setShownTrack(picture)}
          />
        </div>
      )}
      {!frozen && (!shows || waits) && (
        <StagePerson customer={customer} name={nameOf(customer)} waits={waits} />
      )}
      <StillPlace engagement={engagement} work={work} frozen={frozen}>
        <InkSurface
          engagement={engagement}
          ink={ink.ink}
          picture={work.inkPicture}
          pencil={pencil}
          onDeed={ink.onDeed}
        />
      </StillPlace>
      <AwayOverlay customer={customer} />
      <ConsultOverlay engagement={engagement} />
      <HoldOverlay engagement={engagement} hold={state.hold} resume={resume} />
    </section>
  );
}

interface StillPlaceProps extends Omit<StageProps, 'resume'> {
  readonly frozen: boolean;
  readonly children: ReactNode;
}

/** Where still and ink lie. While there is a still it can be reached by keyboard, to move over it. */
function StillPlace({ engagement, work, frozen, children }: StillPlaceProps): ReactNode {
  return (
    <div
      ref={work.area}
      className={styles['area']}
      data-through={frozen || work.pencil.inHand ? undefined : ''}
      onKeyDown={(event) => {
        if (frozen && work.look.onKey(event.nativeEvent)) event.preventDefault();
      }}
    >
      {frozen && <StillArea engagement={engagement} work={work} />}
      {children}
    </div>
  );
}
