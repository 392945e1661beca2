import { useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { FileImage } from './FileImage.tsx';
import styles from './StillSheet.module.css';

interface StillSheetProps {
  /** What the still shows, for whoever can't see it. */
  readonly label: string;
  /** The frame that was seen when freezing, before anything was sent anywhere. */
  readonly frame: HTMLCanvasElement | undefined;
  readonly preview: Blob | undefined;
  readonly picture: Blob | undefined;
  /** Where it lies within the stage. */
  readonly place: CSSProperties;
}

/**
 * The still itself: its sharper versions one over the other in the same place, each shown only when it is decoded, so
 * that nothing flickers or moves when a sharper one comes.
 */
export function StillSheet({ label, frame, preview, picture, place }: StillSheetProps): ReactNode {
  return (
    <div className={styles['sheet']} style={place} role="img" aria-label={label}>
      {frame && <Frame canvas={frame} />}
      {preview && !frame && <FileImage file={preview} data-layer="preview" />}
      {picture && <FileImage file={picture} data-layer="picture" />}
    </div>
  );
}

function Frame({ canvas }: { readonly canvas: HTMLCanvasElement }): ReactNode {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    host.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div ref={host} className={styles['frame']} />;
}
