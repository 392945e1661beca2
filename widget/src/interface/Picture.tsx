import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { play, stop } from './playing.ts';

interface PictureProps {
  readonly track: MediaStreamTrack;
  /** Whole picture with bars (a screen), or filled (a person). */
  readonly fit: 'contain' | 'cover';
  /** Not to be seen yet. */
  readonly isArriving?: boolean;
  readonly onFirstFrame?: () => void;
  /** Told anew when the picture has another size, pixels. */
  readonly onSize?: (size: { readonly width: number; readonly height: number }) => void;
}

/** A moving picture without sound; what is to be heard has elements of its own. */
export function Picture(props: PictureProps): JSX.Element {
  const { track, fit, isArriving = false, onFirstFrame, onSize } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    // A muted picture may always play; a rejection means only that another one took its place.
    play(element, track).catch(() => undefined);
    return () => stop(element);
  }, [track]);
  const tellSize = (): void => {
    const { videoWidth: width = 0, videoHeight: height = 0 } = video.current ?? {};
    if (width > 0) onSize?.({ width, height });
  };
  return (
    <video
      ref={video}
      class={`picture ${fit} ${isArriving ? 'arriving' : ''}`}
      autoplay
      muted
      playsInline
      disablePictureInPicture
      onLoadedData={() => onFirstFrame?.()}
      {...(onSize && { onLoadedMetadata: tellSize, onResize: tellSize })}
    />
  );
}
