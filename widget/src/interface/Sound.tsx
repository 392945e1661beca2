import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { play, stop } from './playing.ts';
import { useCall, useShared } from './shared.ts';

/** Everything to be heard. Where the browser holds sound back until a touch, one large button asks for it. */
export function Sound(): JSX.Element {
  const { t } = useShared();
  const remote = useCall((state) => state.media.remote);
  const speakerId = useCall((state) => state.media.devices.speakerId);
  const [held, setHeld] = useState<readonly HTMLAudioElement[]>([]);
  const hold = useCallback(
    (element: HTMLAudioElement) => setHeld((others) => [...others.filter((one) => one !== element), element]),
    [],
  );
  const release = useCallback(
    (element: HTMLAudioElement) => setHeld((others) => others.filter((one) => one !== element)),
    [],
  );
  const audible = remote.filter(({ track }) => track.kind === 'audio');
  return (
    <>
      {audible.map(({ track }) => (
        <TrackSound key={track.id} {...{ track, speakerId, hold, release }} />
      ))}
      {held.length > 0 && (
        <button
          type="button"
          class="primary tap-to-hear"
          onClick={() => {
            for (const element of held)
              element.play().then(
                () => release(element),
                () => undefined,
              );
          }}
        >
          <Icon name="sound" /> {t('sound.tap')}
        </button>
      )}
    </>
  );
}

interface TrackSoundProps {
  readonly track: MediaStreamTrack;
  readonly speakerId: string | undefined;
  readonly hold: (element: HTMLAudioElement) => void;
  readonly release: (element: HTMLAudioElement) => void;
}

function TrackSound({ track, speakerId, hold, release }: TrackSoundProps): JSX.Element {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return undefined;
    play(element, track).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') hold(element);
    });
    return () => {
      release(element);
      stop(element);
    };
  }, [track, hold, release]);
  useEffect(() => {
    // A speaker that was unplugged meanwhile: the browser stays with the one it has. Safari has no choice to give.
    const element = audio.current;
    if (element && 'setSinkId' in element) element.setSinkId(speakerId ?? '').catch(() => undefined);
  }, [speakerId]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- live speech has no captions to show
  return <audio ref={audio} autoplay />;
}
