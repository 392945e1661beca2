import type { Participant } from '@parley/protocol';
import { Avatar, MutedIcon } from '@parley/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { Picture } from '../devices/Picture.tsx';
import { nameOf } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './PersonTile.module.css';

interface PersonTileProps {
  readonly person: Participant;
  /** On hold nobody is seen. */
  readonly held: boolean;
  /** Comes into sight when this person has the floor. */
  readonly follows?: boolean;
}

/** Somebody in the call, as a picture of any size with their name; framed while they speak. */
export function PersonTile({ person, held, follows = false }: PersonTileProps): ReactNode {
  const tile = useRef<HTMLLIElement>(null);
  const track = useDesk(
    ({ media }) =>
      media.remote.find(({ participantId, source }) => participantId === person.id && source === 'camera')
        ?.track,
  );
  const isSpeaking = useDesk(({ media }) => media.voices.speaking.includes(person.id));
  const hasFloor = useDesk(({ media }) => media.voices.speaker === person.id);
  useEffect(() => {
    if (follows && hasFloor) tile.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [follows, hasFloor]);
  const name = nameOf(person);
  const isSeen = track !== undefined && person.camera && person.state === 'present' && !held;
  return (
    <li
      ref={tile}
      className={styles['tile']}
      aria-label={person.muted ? t('gallery.muted', { name }) : name}
      data-speaking={(isSpeaking && !person.muted && !held) || undefined}
    >
      {isSeen ? <Picture track={track} className={styles['picture']} /> : <Avatar name={name} size="large" />}
      <span className={styles['caption']}>
        {person.muted && <MutedIcon aria-hidden size={13} />}
        <span>{person.state === 'away' ? t('gallery.away') : name}</span>
      </span>
    </li>
  );
}
