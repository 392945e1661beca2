import type { Participant } from '@parley/protocol';
import { Avatar } from '@parley/ui';
import { useRef, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { useLevel } from '../devices/use-level.ts';
import { t } from '../words.ts';
import styles from './StagePerson.module.css';
import { isNobody } from './use-engagement.ts';

interface StagePersonProps {
  readonly customer: Participant;
  readonly name: string;
  /** A picture has been announced and its first frame is not there yet. */
  readonly waits: boolean;
}

/** The customer without a picture: who they are, and a halo that moves with their voice. */
export function StagePerson({ customer, name, waits }: StagePersonProps): ReactNode {
  const isEmpty = isNobody(customer);
  const halo = useRef<HTMLDivElement>(null);
  const voice = useDesk(
    ({ media }) =>
      media.remote.find(
        ({ participantId, source }) => participantId === customer.id && source === 'microphone',
      )?.track,
  );
  useLevel(voice, halo);
  return (
    <div className={styles['person']}>
      <div ref={halo} className={styles['halo']}>
        <Avatar name={isEmpty ? undefined : customer.name} size="stage" />
      </div>
      <p className={styles['name']}>{name}</p>
      <p role="status">
        {t(isEmpty ? 'meeting.nobody-text' : waits ? 'call.picture-coming' : 'call.camera-off')}
      </p>
    </div>
  );
}
