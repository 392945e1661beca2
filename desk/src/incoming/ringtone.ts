const intervalMs = 3_000;
/** A falling third, E5 and C#5, Hz. */
const tones = [659.26, 554.37];
const toneSeconds = 0.55;
const loudness = 0.07;

function strike(context: AudioContext, frequency: number, at: number): void {
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.0005, at + toneSeconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + toneSeconds + 0.05);
}

/**
 * A soft two-tone every three seconds until the returned function is called. A browser that allows no sound before
 * the first click keeps silent; card, title and notification still tell.
 */
export function startRinging(): () => void {
  const context = new AudioContext({ latencyHint: 'balanced' });
  const ring = (): void => {
    if (context.state !== 'running') {
      context.resume().catch(() => undefined);
      return;
    }
    for (const [index, tone] of tones.entries()) strike(context, tone, context.currentTime + index * 0.32);
  };
  ring();
  const timer = setInterval(ring, intervalMs);
  return () => {
    clearInterval(timer);
    // Closing an already closed context is refused, which is fine.
    context.close().catch(() => undefined);
  };
}
