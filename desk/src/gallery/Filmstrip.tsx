import type { ReactNode } from 'react';
import { corners, type Corner } from '../engagement/self-view-corner.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { usePreference } from '../settings/preference.ts';
import { t } from '../words.ts';
import styles from './Filmstrip.module.css';
import { PersonTile } from './PersonTile.tsx';
import { Gallery } from './Gallery.tsx';
import { isCrowded, useShownHeight } from './use-gallery.ts';

/** The largest that the style sheet makes a tile. */
const tileHeight = 138;

/** The others as they are chosen to be seen. */
export function Others({
  engagement,
  alike,
}: {
  readonly engagement: OwnEngagement;
  readonly alike: boolean;
}): ReactNode {
  return alike ? <Gallery engagement={engagement} /> : <Filmstrip engagement={engagement} />;
}

/**
 * Everybody who is not on the stage, small: a few at the edge, where the own picture is not; many in a row above the
 * picture.
 */
function Filmstrip({ engagement }: { readonly engagement: OwnEngagement }): ReactNode {
  const [corner] = usePreference<Corner>('self-view-corner', corners, 'bottom-end');
  const { others, colleagues, state } = engagement;
  useShownHeight(
    others.map(({ id }) => id),
    tileHeight,
  );
  if (others.length === 0) return undefined;
  const many = isCrowded(engagement);
  return (
    <ul
      aria-label={others.length === colleagues.length ? t('colleague.tiles') : t('gallery.others')}
      className={[styles['tiles'], many && styles['row']].filter(Boolean).join(' ')}
      data-side={corner === 'bottom-start' ? 'end' : 'start'}
    >
      {others.map((person) => (
        <PersonTile key={person.id} person={person} held={state.hold !== undefined} follows={many} />
      ))}
    </ul>
  );
}
