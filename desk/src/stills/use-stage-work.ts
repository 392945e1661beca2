import type { InkPicture, Size } from '@parley/ink';
import { useMemo, useRef, useState, type RefObject } from 'react';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { useInkWork, type InkDesk } from '../ink/use-ink-work.ts';
import { usePencil, type Pencil } from '../ink/use-pencil.ts';
import { targetKey } from '../ink/target-key.ts';
import { inkTargetOnStage } from './on-stage.ts';
import { canDraw, type PictureControls } from './picture-actions.ts';
import { bestOf } from './still-state.ts';
import { useFreezing, type Freezing } from './use-freezing.ts';
import { useStillView, type StillLook } from './use-still-view.ts';

/** Everything that happens on the stage beyond looking: the pencil, freezing, and looking closer. */
export interface StageWork {
  readonly pencil: Pencil;
  readonly ink: InkDesk;
  readonly freezing: Freezing;
  /** A still is on the stage, or about to be. */
  readonly isFrozen: boolean;
  readonly look: StillLook;
  /** Where the picture has its place; looking closer listens there. */
  readonly area: RefObject<HTMLDivElement | null>;
  readonly stillSize: Size | undefined;
  readonly setLiveSize: (size: Size) => void;
  readonly inkPicture: InkPicture | undefined;
  readonly controls: PictureControls;
}

export function useStageWork(engagement: OwnEngagement): StageWork {
  const area = useRef<HTMLDivElement>(null);
  const pencil = usePencil(canDraw(engagement));
  const target = inkTargetOnStage(engagement);
  const ink = useInkWork(engagement, target);
  const freezing = useFreezing(engagement);
  const { still, frame } = freezing;
  const [liveSize, setLiveSize] = useState<Size>();
  const stillSize = useSameSize(frame ?? (still && bestOf(still)));
  const look = useStillView(area, { stillId: still?.id, size: stillSize, drags: !pencil.inHand });
  const { view } = look;
  const key = targetKey(target);
  const isFrozen = still !== undefined || frame !== undefined;
  const size = useSameSize(isFrozen ? stillSize : liveSize);
  const inkPicture = useMemo(
    (): InkPicture | undefined =>
      target && size?.width ? { target, picture: size, fit: 'contain', ...(still && { view }) } : undefined,
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key says when the target is another one
    [key, size, still !== undefined, view],
  );
  return {
    pencil,
    ink,
    freezing,
    isFrozen,
    look,
    area,
    stillSize,
    setLiveSize,
    inkPicture,
    controls: {
      pencilInHand: pencil.inHand,
      takePencil: pencil.take,
      putPencilAway: pencil.putAway,
      freeze: freezing.freeze,
      unfreeze: freezing.unfreeze,
    },
  };
}

/** The same object for as long as width and height are the same. */
function useSameSize(size: Size | undefined): Size | undefined {
  const { width, height } = size ?? {};
  return useMemo(
    () => (width === undefined || height === undefined ? undefined : { width, height }),
    [width, height],
  );
}
