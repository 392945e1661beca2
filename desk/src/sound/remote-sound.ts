import type { RemoteTrack } from '@parley/call';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What the browser holds back until somebody clicks (autoplay policy, after a reload). */
const held = createStore<{ readonly elements: readonly HTMLAudioElement[] }>(() => ({ elements: [] }));

export const useSoundBlocked = (): boolean => useStore(held, (state) => state.elements.length > 0);

/** Called from a click, which is what the browser waited for. */
export function turnSoundOn(): void {
  const { elements } = held.getState();
  held.setState({ elements: [] });
  for (const element of elements) play(element);
}

export function play(element: HTMLAudioElement): void {
  element.play().catch((error: unknown) => {
    // An element that was taken away while it started is no failure; only the policy's refusal is.
    if (error instanceof DOMException && error.name === 'NotAllowedError')
      held.setState(({ elements }) => ({ elements: [...elements, element] }));
  });
}

export function forget(element: HTMLAudioElement): void {
  held.setState(({ elements }) => ({ elements: elements.filter((other) => other !== element) }));
}

export const isAudible = (remote: RemoteTrack): boolean => remote.track.kind === 'audio';
