import { useEffect, type RefObject } from 'react';

let shared: AudioContext | undefined;

/** Browsers allow few audio contexts; one serves every meter. */
function audioContext(): AudioContext {
  shared ??= new AudioContext();
  if (shared.state === 'suspended') shared.resume().catch(() => undefined);
  return shared;
}

const frameMs = 50;

/**
 * Writes the loudness of a track into the element's `--level` (0 to 1), twenty times a second, without drawing
 * anything anew.
 */
export function useLevel(track: MediaStreamTrack | undefined, target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = target.current;
    if (!track || !element) return;
    const context = audioContext();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = new AnalyserNode(context, { fftSize: 512 });
    const samples = new Float32Array(analyser.fftSize);
    source.connect(analyser);
    let level = 0;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // Quiet speech lies near -50 dB, loud speech near -10 dB.
      const decibels = 10 * Math.log10(power + 1e-10);
      const loudness = Math.min(1, Math.max(0, (decibels + 55) / 45));
      level = Math.max(loudness, level * 0.8);
      element.style.setProperty('--level', level.toFixed(2));
    }, frameMs);
    return () => {
      clearInterval(timer);
      source.disconnect();
      element.style.removeProperty('--level');
    };
  }, [track, target]);
}
