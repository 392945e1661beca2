import { useEffect, useImperativeHandle, useRef, type ReactNode, type Ref, type RefObject } from 'react';
import { Button, Notice, ProblemIcon } from '@parley/ui';
import { t } from '../words.ts';
import type { Moment, Stretch } from './moments.ts';
import { nextSpeed, playerAction, type PlayerAction } from './player-keys.ts';
import styles from './Player.module.css';
import { PlayerControls } from './PlayerControls.tsx';
import { useMedia, type MediaFigures } from './use-media.ts';

export interface PlayerHandle {
  /** Goes to this second, and plays from there. */
  seek(seconds: number): void;
}

interface PlayerProps {
  readonly src: string;
  readonly lengthSeconds: number;
  readonly moments: readonly Moment[];
  readonly holds: readonly Stretch[];
  readonly onTime?: (seconds: number) => void;
  /** Why the file can't be played, as a sentence; asked for when it fails. */
  readonly whyFailed: string | undefined;
  readonly onFailed: () => void;
  readonly handle?: Ref<PlayerHandle>;
}

function carryOut(
  action: PlayerAction,
  media: HTMLVideoElement,
  figures: MediaFigures,
  frame: HTMLElement,
): void {
  const goTo = (seconds: number) => {
    media.currentTime = Math.max(0, Math.min(figures.duration, seconds));
  };
  switch (action.type) {
    case 'toggle':
      if (media.paused) void media.play().catch(() => undefined);
      else media.pause();
      return;
    case 'skip':
      goTo(media.currentTime + action.by);
      return;
    case 'go-to':
      goTo(action.seconds);
      return;
    case 'speed':
      media.playbackRate = action.speed;
      return;
    case 'jump':
      goTo(figures.duration * action.toShare);
      return;
    case 'faster':
    case 'slower':
      media.playbackRate = nextSpeed(media.playbackRate, action.type === 'faster' ? 1 : -1);
      return;
    case 'mute':
      media.muted = !media.muted;
      return;
    case 'full-screen':
      if (document.fullscreenElement) void document.exitFullscreen();
      else void frame.requestFullscreen().catch(() => undefined);
  }
}

/** A recording to watch: the picture, and under it where one is and how fast it goes. */
export function Player(props: PlayerProps): ReactNode {
  const { src, lengthSeconds, whyFailed } = props;
  const media = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const figures = useMedia(media, lengthSeconds);
  const perform = (action: PlayerAction): void => {
    if (media.current && frame.current) carryOut(action, media.current, figures, frame.current);
  };
  useTold(figures, props.onTime, props.onFailed);
  useSeeking(props.handle, media);
  useKeys(frame, perform);
  return (
    <div
      ref={frame}
      className={styles['player']}
      data-surface="call"
      role="group"
      aria-label={t('recording.player')}
    >
      <div className={styles['picture']}>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said */}
        <video
          ref={media}
          src={src}
          preload="metadata"
          playsInline
          aria-label={t('recording.picture')}
          onClick={() => perform({ type: 'toggle' })}
        />
        {figures.waiting && <p className={styles['waiting']}>{t('recording.waiting')}</p>}
        {figures.failed && (
          <div className={styles['failed']}>
            <Notice
              icon={ProblemIcon}
              tone="caution"
              action={<Button onClick={() => media.current?.load()}>{t('page.retry')}</Button>}
            >
              {whyFailed ?? t('recording.failed')}
            </Notice>
          </div>
        )}
      </div>
      <PlayerControls figures={figures} moments={props.moments} holds={props.holds} perform={perform} />
    </div>
  );
}

/** Keys work wherever the focus is within the player, but for those that a control needs itself. */
function useKeys(frame: RefObject<HTMLDivElement | null>, perform: (action: PlayerAction) => void): void {
  const latest = useRef(perform);
  useEffect(() => {
    latest.current = perform;
  });
  useEffect(() => {
    const element = frame.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      const action = playerAction(event);
      const isPress = event.target instanceof HTMLButtonElement && event.key === ' ';
      const inMenu = event.target instanceof Element && event.target.closest('[role="menu"]') !== null;
      if (!action || isPress || inMenu || event.defaultPrevented) return;
      // The slider's own keys would move it by a tenth of a second.
      event.preventDefault();
      latest.current(action);
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [frame]);
}

function useTold(
  { time, failed }: MediaFigures,
  onTime: PlayerProps['onTime'],
  onFailed: PlayerProps['onFailed'],
): void {
  useEffect(() => {
    onTime?.(time);
  }, [time, onTime]);
  useEffect(() => {
    if (failed) onFailed();
  }, [failed, onFailed]);
}

function useSeeking(handle: PlayerProps['handle'], media: RefObject<HTMLVideoElement | null>): void {
  useImperativeHandle(
    handle,
    () => ({
      seek: (seconds) => {
        if (!media.current) return;
        media.current.currentTime = seconds;
        void media.current.play().catch(() => undefined);
      },
    }),
    [media],
  );
}
