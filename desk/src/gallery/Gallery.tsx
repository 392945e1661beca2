import { useRef, type CSSProperties, type ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { useBoxSize } from '../stills/use-box-size.ts';
import { t } from '../words.ts';
import styles from './Gallery.module.css';
import { bestGrid } from './grid.ts';
import { PersonTile } from './PersonTile.tsx';
import { useShownHeight } from './use-gallery.ts';

const gap = 10;

/** Everybody equally large. */
export function Gallery({
  engagement: { picture, others },
}: {
  readonly engagement: OwnEngagement;
}): ReactNode {
  const room = useRef<HTMLDivElement>(null);
  const size = useBoxSize(room);
  const people = [picture, ...others].filter(({ state }) => state !== 'left');
  const { columns, tile } = bestGrid(people.length, size ?? { width: 0, height: 0 }, gap);
  useShownHeight(
    people.map(({ id }) => id),
    tile.height,
  );
  const place: CSSProperties = {
    gap,
    gridTemplateColumns: `repeat(${String(columns)}, ${String(tile.width)}px)`,
  };
  return (
    <section className={styles['gallery']} aria-label={t('gallery.title')}>
      <div ref={room} className={styles['room']}>
        <ul className={styles['grid']} style={place}>
          {people.map((person) => (
            <PersonTile key={person.id} person={person} held={false} />
          ))}
        </ul>
      </div>
    </section>
  );
}
