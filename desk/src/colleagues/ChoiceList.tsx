import { Avatar, Badge, QueueIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { StatusMark } from '../status/StatusMark.tsx';
import { t } from '../words.ts';
import type { Choice } from './choices.ts';
import styles from './ChoiceList.module.css';

interface ChoiceListProps {
  readonly choices: readonly Choice[];
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

/** Colleagues, and teams below them, one of which is chosen. Whoever can't be asked is there, and says why. */
export function ChoiceList({ choices, chosen, onChoose }: ChoiceListProps): ReactNode {
  return (
    <div role="radiogroup" aria-label={t('colleague.list')} className={styles['list']}>
      {choices.length === 0 && <p className={styles['empty']}>{t('colleague.nobody')}</p>}
      {choices.map((choice) => (
        <label key={choice.id} className={styles['choice']} data-free={choice.isFree || undefined}>
          <input
            type="radio"
            name="colleague"
            checked={chosen?.id === choice.id}
            disabled={!choice.isFree}
            onChange={() => onChoose(choice)}
          />
          {choice.kind === 'team' ? <Team team={choice} /> : <Person person={choice} />}
        </label>
      ))}
    </div>
  );
}

function Person({ person }: { readonly person: Extract<Choice, { kind: 'associate' }> }): ReactNode {
  return (
    <>
      <Avatar name={person.name} />
      <span className={styles['who']}>
        <strong>{person.name}</strong>
        {person.teams.length > 0 && <span>{person.teams.join(', ')}</span>}
      </span>
      <span className={styles['state']}>
        {person.ringing ? (
          <Badge tone="accent">{t('colleague.ringing')}</Badge>
        ) : (
          <>
            <StatusMark status={person.status} />
            {t(`status.${person.status}`)}
          </>
        )}
      </span>
    </>
  );
}

function Team({ team }: { readonly team: Extract<Choice, { kind: 'team' }> }): ReactNode {
  return (
    <>
      <span className={styles['team']}>
        <QueueIcon aria-hidden size={18} />
      </span>
      <span className={styles['who']}>
        <strong>{t('colleague.team', { name: team.name })}</strong>
      </span>
      <span className={styles['state']}>
        {team.isFree
          ? t('colleague.team-free', { count: team.free, all: team.all })
          : t('colleague.team-none')}
      </span>
    </>
  );
}
