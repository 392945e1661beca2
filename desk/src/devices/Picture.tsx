import { attachTrack, play } from '@parley/call';
import { useEffect, useRef, type ReactNode } from 'react';

interface PictureProps {
  readonly track: MediaStreamTrack;
  readonly className?: string | undefined;
  /** The first frame is there. */
  readonly onFirstFrame?: () => void;
}

/** A video track, silent: sound is played elsewhere. */
export function Picture({ track, className, onFirstFrame }: PictureProps): ReactNode {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    attachTrack(element, track);
    void play(element);
    return () => attachTrack(element, undefined);
  }, [track]);
  return <video ref={video} className={className} muted playsInline onLoadedData={onFirstFrame} />;
}
