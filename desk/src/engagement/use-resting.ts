import { useEffect, useState } from 'react';

const restAfterMs = 3_000;

/** Something is focused by keyboard, or a menu, a panel or a dialog is open: not the moment to step back. */
const isInUse = (): boolean =>
  document.querySelector('dialog:modal, [role="menu"], [role="dialog"]') !== null ||
  (document.activeElement?.matches('button:focus-visible, input:focus-visible, a:focus-visible') ?? false);

/**
 * True after three seconds without movement; the controls then step back from the picture. `held` keeps them: while
 * there is no picture to step back from, or something waits for an answer.
 */
export function useResting(held: boolean): boolean {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      if (isInUse()) timer = setTimeout(rest, restAfterMs);
      else setResting(true);
    };
    const wake = (): void => {
      setResting(false);
      clearTimeout(timer);
      if (!held) timer = setTimeout(rest, restAfterMs);
    };
    wake();
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;
    for (const event of events) addEventListener(event, wake, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const event of events) removeEventListener(event, wake);
    };
  }, [held]);
  return resting;
}
