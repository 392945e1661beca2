import { play } from '@parley/call';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** What the browser holds back until somebody clicks (autoplay policy, after a reload). */
const held = createStore<{ readonly elements: readonly HTMLAudioElement[] }>(() => ({ elements: [] }));

export const useSoundHeld = (): boolean => useStore(held, (state) => state.elements.length > 0);

/** Starts an element, or remembers it until it may be heard. */
export async function startSound(element: HTMLAudioElement): Promise<void> {
  if (await play(element)) return;
  held.setState(({ elements }) => ({ elements: [...elements, element] }));
}

/** Called from a click, which is what the browser waited for. */
export function turnSoundOn(): void {
  const { elements } = held.getState();
  held.setState({ elements: [] });
  for (const element of elements) void startSound(element);
}

export function forgetSound(element: HTMLAudioElement): void {
  held.setState(({ elements }) => ({ elements: elements.filter((other) => other !== element) }));
}
