import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import styles from './StillSheet.module.css';
import { useObjectUrl } from './use-object-url.ts';

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
      <Layer file={preview} kind="preview" />
      <Layer file={picture} kind="picture" />
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

interface LayerProps {
  readonly file: Blob | undefined;
  readonly kind: 'preview' | 'picture';
}

function Layer({ file, kind }: LayerProps): ReactNode {
  const url = useObjectUrl(file);
  const [decoded, setDecoded] = useState<string>();
  if (!url) return undefined;
  return (
    <img
      src={url}
      alt=""
      data-layer={kind}
      data-shown={decoded === url || undefined}
      draggable={false}
      onLoad={({ currentTarget }) => {
        // Decoding a large picture takes a moment; what is under it stays until then.
        currentTarget.decode().then(
          () => setDecoded(url),
          () => undefined,
        );
      }}
    />
  );
}
