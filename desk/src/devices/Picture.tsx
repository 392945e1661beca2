import { attachTrack, play } from '@parley/call';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

interface PictureProps {
  readonly track: MediaStreamTrack;
  readonly className?: string | undefined;
  /** The first frame is there. */
  readonly onFirstFrame?: () => void;
  /** For whoever takes frames of it. */
  readonly element?: RefObject<HTMLVideoElement | null>;
}

/** A video track, silent: sound is played elsewhere. */
export function Picture({ track, className, onFirstFrame, element }: PictureProps): ReactNode {
  const own = useRef<HTMLVideoElement>(null);
  const video = element ?? own;
  useEffect(() => {
    const shown = video.current;
    if (!shown) return;
    attachTrack(shown, track);
    void play(shown);
    return () => attachTrack(shown, undefined);
  }, [video, track]);
  return <video ref={video} className={className} muted playsInline onLoadedData={onFirstFrame} />;
}
