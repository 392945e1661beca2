import { useEffect, useState, type RefObject } from 'react';

/** Width and height in pixels of a picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The size of what a video shows, as it changes; nothing before its first frame. `track` says when it is another video. */
export function useVideoSize(
  video: RefObject<HTMLVideoElement | null>,
  track: MediaStreamTrack | undefined,
): PictureSize | undefined {
  const [size, setSize] = useState<PictureSize>();
  useEffect(() => {
    const element = video.current;
    if (!element) {
      setSize(undefined);
      return;
    }
    const measure = (): void => {
      const { videoWidth: width, videoHeight: height } = element;
      setSize(width > 0 && height > 0 ? { width, height } : undefined);
    };
    measure();
    element.addEventListener('loadedmetadata', measure);
    element.addEventListener('resize', measure);
    return () => {
      element.removeEventListener('loadedmetadata', measure);
      element.removeEventListener('resize', measure);
    };
  }, [video, track]);
  return size;
}

/** The size of a box on the page, in CSS pixels, as it changes. */
export function useBoxSize(box: RefObject<HTMLElement | null>): PictureSize | undefined {
  const [size, setSize] = useState<PictureSize>();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
