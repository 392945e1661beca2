import { useCallback, useEffect, useState, type RefObject } from 'react';

/** What a media element does now. Times in seconds. */
export interface MediaFigures {
  readonly time: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly waiting: boolean;
  readonly speed: number;
  readonly muted: boolean;
  readonly volume: number;
  /** How far it has been fetched from where it is. */
  readonly buffered: number;
  readonly failed: boolean;
}

const none: MediaFigures = {
  time: 0,
  duration: 0,
  playing: false,
  waiting: false,
  speed: 1,
  muted: false,
  volume: 1,
  buffered: 0,
  failed: false,
};

const heard = [
  'timeupdate',
  'seeking',
  'seeked',
  'durationchange',
  'play',
  'pause',
  'ended',
  'waiting',
  'playing',
  'ratechange',
  'volumechange',
  'progress',
  'loadeddata',
  'error',
] as const;

function figuresOf(media: HTMLMediaElement, fallbackDuration: number): MediaFigures {
  const { buffered, currentTime: time } = media;
  let until = time;
  for (let index = 0; index < buffered.length; index++)
    if (buffered.start(index) <= time + 0.1 && buffered.end(index) > until) until = buffered.end(index);
  return {
    time,
    duration: Number.isFinite(media.duration) && media.duration > 0 ? media.duration : fallbackDuration,
    playing: !media.paused && !media.ended,
    waiting: !media.paused && media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
    speed: media.playbackRate,
    muted: media.muted,
    volume: media.volume,
    buffered: until,
    failed: media.error !== null,
  };
}

/** @param fallbackDuration seconds, for files that don't say how long they are */
export function useMedia(
  element: RefObject<HTMLMediaElement | null>,
  fallbackDuration: number,
): MediaFigures {
  const [figures, setFigures] = useState<MediaFigures>({ ...none, duration: fallbackDuration });
  const read = useCallback(() => {
    if (element.current) setFigures(figuresOf(element.current, fallbackDuration));
  }, [element, fallbackDuration]);
  useEffect(() => {
    const media = element.current;
    if (!media) return undefined;
    for (const event of heard) media.addEventListener(event, read);
    return () => {
      for (const event of heard) media.removeEventListener(event, read);
    };
  }, [element, read]);
  // `timeupdate` comes four times a second: enough for figures, not for a line that moves.
  useEffect(() => {
    if (!figures.playing) return undefined;
    let frame = requestAnimationFrame(function tick() {
      read();
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [figures.playing, read]);
  return figures;
}
