import type { DrawnStroke } from '@parley/protocol';
import { useRef, useState, type ReactNode } from 'react';
import { t } from '../words.ts';
import styles from './InkedPicture.module.css';

interface InkedPictureProps {
  readonly src: string;
  readonly alt: string;
  readonly ink: readonly DrawnStroke[];
  readonly lazy?: boolean;
}

/** Ink over more pixels than this is as sharp as anybody can see. */
const maxInkWidth = 2_560;

async function draw(canvas: HTMLCanvasElement, image: HTMLImageElement, ink: readonly DrawnStroke[]) {
  const { renderInk } = await import('@parley/ink');
  const width = Math.min(maxInkWidth, image.naturalWidth);
  const height = Math.round((width / image.naturalWidth) * image.naturalHeight);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context) renderInk(context, ink, { width, height });
}

/** A still with the ink that lies on it. */
export function InkedPicture({ src, alt, ink, lazy = false }: InkedPictureProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failed, setFailed] = useState(false);
  if (failed) return <p className={styles['failed']}>{t('still.not-loaded')}</p>;
  return (
    <span className={styles['inked']}>
      <img
        src={src}
        alt={alt}
        loading={lazy ? 'lazy' : 'eager'}
        onLoad={({ currentTarget }) => {
          if (canvas.current && ink.length > 0) void draw(canvas.current, currentTarget, ink);
        }}
        onError={() => setFailed(true)}
      />
      {ink.length > 0 && <canvas ref={canvas} aria-hidden />}
    </span>
  );
}
