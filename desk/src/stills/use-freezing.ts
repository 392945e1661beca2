import type { LivePicture, Still, StillId } from '@parley/protocol';
import { frameOf } from '@parley/ui/picture';
import { useRef, useState, type RefObject } from 'react';
import { useClient } from '../client/desk-context.ts';
import { attempt, tellIfRefused } from '../client/notices.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { jpegOf } from './jpeg.ts';
import { stillOnStage } from './on-stage.ts';

/** The frame that was on the stage at the moment of freezing, and the still that it became. */
interface Taken {
  readonly frame: HTMLCanvasElement;
  readonly before: ReadonlySet<StillId>;
  readonly stillId?: StillId;
}

export interface Freezing {
  /** The stage's video element, of which freezing takes the frame. */
  readonly video: RefObject<HTMLVideoElement | null>;
  /** What everybody looks at instead of the live picture. */
  readonly still: Still | undefined;
  /** There at once, also before the server has heard of it. */
  readonly frame: HTMLCanvasElement | undefined;
  readonly freeze: (of: LivePicture) => void;
  readonly unfreeze: () => void;
}

/** Freezing and unfreezing, with the associate's own frame in the meantime. */
export function useFreezing(engagement: OwnEngagement): Freezing {
  const client = useClient();
  const video = useRef<HTMLVideoElement>(null);
  const [taken, setTaken] = useState<Taken>();
  const still = stillOnStage(engagement);
  const { stills } = engagement.state;
  if (taken && !taken.stillId && still && !taken.before.has(still.id))
    setTaken({ ...taken, stillId: still.id });
  const belongs = taken && (still ? taken.stillId === still.id : taken.stillId === undefined);
  return {
    video,
    still,
    frame: belongs ? taken.frame : undefined,
    freeze: (of) => {
      const frame = frameOf(video.current);
      if (frame) setTaken({ frame, before: new Set(stills.map(({ id }) => id)) });
      void tellIfRefused(client.annotation.freeze(of, frame && jpegOf(frame))).then((frozen) => {
        if (!frozen) setTaken(undefined);
      });
    },
    unfreeze: () => {
      setTaken(undefined);
      attempt(client.annotation.unfreeze());
    },
  };
}
