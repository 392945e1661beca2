import type { InkDeed, InkInstrument, InkPicture, InkSaying } from '@parley/ink';
import type { DrawnStroke } from '@parley/protocol';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import styles from './InkSurface.module.css';
import { useInkLayer } from './use-ink-layer.ts';
import type { Pencil } from './use-pencil.ts';

interface InkSurfaceProps {
  readonly engagement: OwnEngagement;
  readonly ink: readonly DrawnStroke[];
  /** What the ink lies on, and how that is shown; keep the same object while it is the same. */
  readonly picture: InkPicture | undefined;
  readonly pencil: Pencil;
  readonly onDeed: (deed: InkDeed) => void;
}

function instrumentOf({
  inHand,
  tool,
  color,
  width,
}: Pick<Pencil, 'inHand' | 'tool' | 'color' | 'width'>): InkInstrument | undefined {
  if (!inHand) return undefined;
  if (tool === 'select') return { tool };
  if (tool === 'pointer') return { tool, color };
  return { tool, color, width };
}

/** Ink over what is on the stage. It takes presses only while the pencil is in the hand. */
export function InkSurface({ engagement, ink, picture, pencil, onDeed }: InkSurfaceProps): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<InkSaying>();
  const layer = useInkLayer(host, { engagement, onDeed, onSay: setSaid });
  const { inHand, tool, color, width } = pencil;
  useEffect(() => layer?.setSelf(engagement.self.id), [layer, engagement.self.id]);
  useEffect(() => layer?.setPicture(picture), [layer, picture]);
  useEffect(() => layer?.setStrokes(ink), [layer, ink]);
  useEffect(
    () => layer?.setInstrument(instrumentOf({ inHand, tool, color, width })),
    [layer, inHand, tool, color, width],
  );
  return (
    <>
      <div ref={host} className={styles['surface']} data-ink />
      <p role="status" className={styles['said']}>
        {said && inHand ? t(`ink.said.${said}`) : ''}
      </p>
    </>
  );
}
