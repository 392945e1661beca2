import { attachTrack, play } from '@parley/call';
import { useEffect, useRef, type ReactNode, type RefObject, type SyntheticEvent } from 'react';

interface PictureProps {
  readonly track: MediaStreamTrack;
  readonly className?: string | undefined;
  /** The first frame is there. */
  readonly onFirstFrame?: () => void;
  /** Its size in pixels is known, or another one. */
  readonly onSize?: (size: { readonly width: number; readonly height: number }) => void;
  /** For whoever takes frames of it. */
  readonly element?: RefObject<HTMLVideoElement | null>;
}

/** A video track, silent: sound is played elsewhere. */
export function Picture({ track, className, onFirstFrame, onSize, element }: PictureProps): ReactNode {
  const own = useRef<HTMLVideoElement>(null);
  const video = element ?? own;
  useEffect(() => {
    const shown = video.current;
    if (!shown) return;
    attachTrack(shown, track);
    void play(shown);
    return () => attachTrack(shown, undefined);
  }, [video, track]);
  const tellSize = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>): void =>
    onSize?.({ width: currentTarget.videoWidth, height: currentTarget.videoHeight });
  return (
    <video
      ref={video}
      className={className}
      muted
      playsInline
      onLoadedData={onFirstFrame}
      onLoadedMetadata={tellSize}
      onResize={tellSize}
    />
  );
}
