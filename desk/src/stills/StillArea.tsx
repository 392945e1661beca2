import { pictureRect, type Size } from '@parley/ink';
import { useEffect, type ReactNode } from 'react';
import { useClient, useDesk } from '../client/desk-context.ts';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { StillSheet } from './StillSheet.tsx';
import { stillTime } from './still-time.ts';
import type { Freezing } from './use-freezing.ts';
import type { StillLook } from './use-still-view.ts';

interface StillAreaProps {
  readonly engagement: OwnEngagement;
  readonly freezing: Freezing;
  readonly look: StillLook;
  /** Of the place that it has. */
  readonly box: Size;
  /** Of the still itself. */
  readonly size: Size;
}

/** The still in its place on the stage, as large as it is looked at. */
export function StillArea({ engagement, freezing, look, box, size }: StillAreaProps): ReactNode {
  const { annotation } = useClient();
  const { still, frame } = freezing;
  const id = still?.id;
  const images = useDesk((desk) => (id ? desk.annotation.stillImages[id] : undefined));
  useEffect(() => {
    if (id) annotation.wantStill(id);
  }, [annotation, id]);
  const rect = pictureRect(box, { picture: size, fit: 'contain', view: look.view });
  const owner = engagement.state.participants.find((one) => one.id === still?.of.participantId);
  return (
    <StillSheet
      label={
        still ? t('still.picture', { name: nameOf(owner), time: stillTime(still.at) }) : t('still.frozen')
      }
      frame={frame}
      preview={images?.preview}
      picture={images?.picture}
      place={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    />
  );
}
