import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { play, stop } from './playing.ts';

interface PictureProps {
  readonly track: MediaStreamTrack;
  /** Whole picture with bars (a screen), or filled (a person). */
  readonly fit: 'contain' | 'cover';
  /** Not to be seen yet. */
  readonly isArriving?: boolean;
  /** Stays as it is now, or as its first frame is when it has none yet. */
  readonly isHeld?: boolean;
  readonly onFirstFrame?: () => void;
  /** Told anew when the picture has another size, pixels. */
  readonly onSize?: (size: { readonly width: number; readonly height: number }) => void;
}

/** A moving picture without sound; what is to be heard has elements of its own. */
export function Picture(props: PictureProps): JSX.Element {
  const { track, fit, isArriving = false, isHeld = false, onFirstFrame, onSize } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    // A muted picture may always play; a rejection means only that another one took its place.
    play(element, track).catch(() => undefined);
    return () => stop(element);
  }, [track]);
  useEffect(() => {
    const element = video.current;
    // Without a frame there is nothing to hold yet.
    if (isHeld && element && element.readyState >= element.HAVE_CURRENT_DATA) element.pause();
  }, [isHeld]);
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
      onLoadedData={() => {
        if (isHeld) video.current?.pause();
        onFirstFrame?.();
      }}
      {...(onSize && { onLoadedMetadata: tellSize, onResize: tellSize })}
    />
  );
}
