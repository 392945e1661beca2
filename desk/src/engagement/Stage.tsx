import { useState, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { ConsultOverlay } from '../colleagues/ConsultOverlay.tsx';
import { Picture } from '../devices/Picture.tsx';
import { t } from '../words.ts';
import { AwayOverlay } from './AwayOverlay.tsx';
import { HoldOverlay } from './HoldOverlay.tsx';
import { nameOf, type OwnEngagement } from './use-engagement.ts';
import { StagePerson } from './StagePerson.tsx';
import styles from './Stage.module.css';

interface StageProps {
  readonly engagement: OwnEngagement;
  readonly resume: (() => void) | undefined;
}

/** What the customer shows, their screen or their camera, as large as it fits; or who they are, while they show nothing. */
export function Stage({ engagement, resume }: StageProps): ReactNode {
  const { customer, state } = engagement;
  const source = customer.screen ? 'screen' : 'camera';
  const shows = customer.screen || customer.camera;
  const track = useDesk(
    ({ media }) =>
      media.remote.find((remote) => remote.participantId === customer.id && remote.source === source)?.track,
  );
  const [shownTrack, setShownTrack] = useState<MediaStreamTrack>();
  const picture = shows ? track : undefined;
  const waits = shows && (!picture || shownTrack !== picture);
  return (
    <section className={styles['stage']} aria-label={t('call.stage')}>
      {picture && (
        <Picture
          key={picture.id}
          track={picture}
          className={styles['picture']}
          onFirstFrame={() => setShownTrack(picture)}
        />
      )}
      {(!shows || waits) && <StagePerson customer={customer} name={nameOf(customer)} waits={waits} />}
      <AwayOverlay customer={customer} />
      <ConsultOverlay engagement={engagement} />
      <HoldOverlay engagement={engagement} hold={state.hold} resume={resume} />
    </section>
  );
}
