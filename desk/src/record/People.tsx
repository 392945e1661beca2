import type { EngagementState } from '@parley/protocol';
import { Avatar, Plate } from '@parley/ui';
import type { ReactNode } from 'react';
import { useProfile } from '../client/desk-context.ts';
import { nameOf } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './People.module.css';

/** Everyone who was in it. */
export function People({ engagement }: { readonly engagement: EngagementState }): ReactNode {
  const { id: ownId } = useProfile();
  return (
    <Plate as="section" aria-labelledby="people-title">
      <div className={styles['people']}>
        <h2 id="people-title">{t('record.people')}</h2>
        <ul>
          {engagement.participants.map((participant) => (
            <li key={participant.id}>
              <Avatar name={participant.name} />
              <div>
                <p>{nameOf(participant)}</p>
                <p>
                  {participant.device ?? t(`record.role.${participant.role}`)}
                  {participant.associateId === ownId && ` · ${t('record.you')}`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Plate>
  );
}
