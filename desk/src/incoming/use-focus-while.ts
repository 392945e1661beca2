import { useEffect, type RefObject } from 'react';

/**
 * Brings the keyboard to something that has come up, and back to where it was when that goes. The thing itself is
 * focused, not a button in it: a key already on its way must not answer a call. Whoever is typing is left alone.
 */
export function useFocusWhile(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = target.current;
    const before = document.activeElement;
    if (!element || before?.matches('input, textarea, [contenteditable="true"]')) return;
    element.focus({ preventScroll: true });
    return () => {
      const within = element.contains(document.activeElement) || document.activeElement === document.body;
      if (within && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, [target]);
}
