import { attachTrack, chooseSpeaker } from '@parley/call';
import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { forgetSound, startSound } from './held-sound.ts';

/** Everything to be heard from the others, wherever in the desk the associate is. */
export function RemoteSound(): ReactNode {
  const remote = useDesk((state) => state.media.remote);
  const speakerId = useDesk((state) => state.media.devices.speakerId);
  return remote
    .filter(({ track }) => track.kind === 'audio')
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
    attachTrack(element, track);
    void startSound(element);
    return () => {
      forgetSound(element);
      attachTrack(element, undefined);
    };
  }, [track]);
  useEffect(() => {
    if (audio.current) void chooseSpeaker(audio.current, speakerId);
  }, [speakerId]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- live speech has no captions to offer
  return <audio ref={audio} />;
}
