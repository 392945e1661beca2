import type { Participant } from '@parley/protocol';
import { EnlargeIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { Picture } from '../devices/Picture.tsx';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './CamerasBeside.module.css';

interface CamerasBesideProps {
  readonly engagement: OwnEngagement;
  /** Puts the other one of two cameras on the stage. */
  readonly swap: () => void;
}

/** The customer's cameras that are not on the stage: beside their screen, and beside the camera of their other device. */
export function CamerasBeside({ engagement, swap }: CamerasBesideProps): ReactNode {
  const { camerasBeside: people, customer, device } = engagement;
  if (people.length === 0) return undefined;
  return (
    <div className={styles['beside']}>
      {people.map((person) => (
        <CameraBeside
          key={person.id}
          person={person}
          label={labelOf(person, device !== undefined)}
          {...(!customer.screen && { enlarge: swap })}
        />
      ))}
    </div>
  );
}

function labelOf({ deviceOf }: Participant, isOneOfTwo: boolean): string {
  if (!isOneOfTwo) return t('asking.customer-camera');
  return t(deviceOf ? 'device.phone-camera' : 'device.first-camera');
}

interface CameraBesideProps {
  readonly person: Participant;
  readonly label: string;
  readonly enlarge?: () => void;
}

function CameraBeside({ person, label, enlarge }: CameraBesideProps): ReactNode {
  const track = useDesk(
    ({ media }) =>
      media.remote.find(({ participantId, source }) => participantId === person.id && source === 'camera')
        ?.track,
  );
  if (!track) return undefined;
  return (
    <section className={styles['inset']} aria-label={label}>
      <Picture key={track.id} track={track} className={styles['picture']} />
      {enlarge && (
        <button
          type="button"
          className={styles['enlarge']}
          aria-label={t('device.enlarge')}
          title={t('device.enlarge')}
          onClick={enlarge}
        >
          <EnlargeIcon aria-hidden size={16} />
        </button>
      )}
    </section>
  );
}
