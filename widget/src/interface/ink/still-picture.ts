import type { StillImage } from '@parley/call';
import type { Size } from '@parley/ink';
import { useEffect, useState } from 'preact/hooks';

export interface ShownStill extends Size {
  readonly url: string;
  readonly isSharp: boolean;
}

/** The best picture of a still that is decoded already: another takes its place only when it can be seen at once. */
export function useStillPicture(image: StillImage | undefined): ShownStill | undefined {
  const blob = image?.picture ?? image?.preview;
  const isSharp = image?.picture !== undefined;
  const [shown, setShown] = useState<ShownStill>();
  useEffect(() => {
    if (!blob) {
      setShown(undefined);
      return undefined;
    }
    const url = URL.createObjectURL(blob);
    const probe = new Image();
    let isOver = false;
    probe.src = url;
    probe.decode().then(
      () => {
        if (!isOver) setShown({ url, isSharp, width: probe.naturalWidth, height: probe.naturalHeight });
      },
      // What can't be decoded is not shown; the one before stays.
      () => undefined,
    );
    return () => {
      isOver = true;
      // The next picture may still be on its way to the screen.
      setTimeout(() => URL.revokeObjectURL(url), 5_000);
    };
  }, [blob, isSharp]);
  return shown;
}
