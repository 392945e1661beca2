import { pictureRect } from '@parley/ink';
import type { ReactNode } from 'react';
import { useDesk } from '../client/desk-context.ts';
import { nameOf, type OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { StillSheet } from './StillSheet.tsx';
import { stillTime } from './still-time.ts';
import { useBoxSize } from './use-picture-size.ts';
import type { StageWork } from './use-stage-work.ts';

interface StillAreaProps {
  readonly engagement: OwnEngagement;
  readonly work: StageWork;
}

/** The still in its place on the stage, as large as it is looked at. */
export function StillArea({ engagement, work }: StillAreaProps): ReactNode {
  const { freezing, look, stillSize, area } = work;
  const { still, frame } = freezing;
  const box = useBoxSize(area);
  const images = useDesk((desk) => (still ? desk.annotation.stillImages[still.id] : undefined));
  if (!box || !stillSize) return undefined;
  const rect = pictureRect(box, { picture: stillSize, fit: 'contain', view: look.view });
  const owner = engagement.state.participants.find(({ id }) => id === still?.of.participantId);
  return (
    <StillSheet
      key={still?.id}
      label={t('still.picture', {
        name: nameOf(owner ?? engagement.customer),
        time: stillTime(still?.at ?? new Date().toISOString()),
      })}
      frame={frame}
      preview={images?.preview}
      picture={images?.picture}
      place={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
    />
  );
}
