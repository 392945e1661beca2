import type { Participant } from '@parley/protocol';
import { Avatar, MutedIcon } from '@parley/ui';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { Picture } from '../devices/Picture.tsx';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { corners, type Corner } from '../engagement/self-view-corner.ts';
import { usePreference } from '../settings/preference.ts';
import { t } from '../words.ts';
import styles from './ColleagueTiles.module.css';

/** The other associates in the engagement, small and at the edge, where the own picture is not. */
export function ColleagueTiles({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const [corner] = usePreference<Corner>('self-view-corner', corners, 'bottom-end');
  if (engagement.colleagues.length === 0) return undefined;
  return (
    <ul
      aria-label={t('colleague.tiles')}
      className={styles['tiles']}
      data-side={corner === 'bottom-start' ? 'end' : 'start'}
    >
      {engagement.colleagues.map((colleague) => (
        <Tile key={colleague.id} colleague={colleague} held={engagement.state.hold !== undefined} />
      ))}
    </ul>
  );
}

function Tile({ colleague, held }: { readonly colleague: Participant; readonly held: boolean }): ReactNode {
  const track = useDesk(
    ({ media }) =>
      media.remote.find(({ participantId, source }) => participantId === colleague.id && source === 'camera')
        ?.track,
  );
  const name = nameOf(colleague);
  const isSeen = track !== undefined && colleague.camera && colleague.state === 'present' && !held;
  return (
    <li className={styles['tile']} aria-label={colleague.muted ? t('colleague.tile-muted', { name }) : name}>
      {isSeen ? <Picture track={track} className={styles['picture']} /> : <Avatar name={name} size="large" />}
      <span className={styles['caption']}>
        {colleague.muted && <MutedIcon aria-hidden size={13} />}
        <span>{colleague.state === 'away' ? t('colleague.away') : name}</span>
      </span>
    </li>
  );
}
