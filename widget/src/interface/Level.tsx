import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Redrawn this often: enough to see one's own voice, cheap enough for an old phone. */
const everyMs = 80;

/** How loud a microphone is, as a bar that moves with the voice. */
export function Level({
  track,
  label,
}: {
  readonly track: MediaStreamTrack;
  readonly label: string;
}): JSX.Element {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (track.readyState !== 'live') return undefined;
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // −50 dB is silence in a room, −10 dB a raised voice.
      const share = Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 50) / 40));
      bar.current?.style.setProperty('transform', `scaleX(${share.toFixed(2)})`);
    }, everyMs);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [track]);
  return (
    <div class="level" role="img" aria-label={label}>
      <span ref={bar} />
    </div>
  );
}
