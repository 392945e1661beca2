import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { forget, isAudible, play } from './remote-sound.ts';

/** Everything to be heard from the others, wherever in the desk the associate is. */
export function RemoteSound(): ReactNode {
  const remote = useDesk((state) => state.media.remote);
  const speakerId = useDesk((state) => state.media.devices.speakerId);
  return remote
    .filter(isAudible)
    .map(({ track }) => <TrackSound key={track.id} track={track} speakerId={speakerId} />);
}

interface TrackSoundProps {
  readonly track: MediaStreamTrack;
  readonly speakerId: string | undefined;
}

function TrackSound({ track, speakerId }: TrackSoundProps): ReactNode {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = new MediaStream([track]);
    play(element);
    return () => {
      forget(element);
      element.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    // A speaker that was unplugged meanwhile: the browser stays with the one it has.
    audio.current?.setSinkId?.(speakerId ?? '').catch(() => undefined);
  }, [speakerId]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- live speech has no captions to offer
  return <audio ref={audio} />;
}
