import { stillOf } from '@parley/engagement';
import type { InkTarget, LivePicture, Still } from '@parley/protocol';
import type { OwnEngagement } from '../engagement/use-engagement.ts';

/** The customer's live picture, their screen before their cameras; nothing while they show none. */
export function liveOnStage({ customer, picture }: OwnEngagement): LivePicture | undefined {
  if (customer.state !== 'left' && customer.screen) return { participantId: customer.id, source: 'screen' };
  return picture.state !== 'left' && picture.camera
    ? { participantId: picture.id, source: 'camera' }
    : undefined;
}

/** The still that everybody looks at, while the picture is frozen. */
export const stillOnStage = ({ state }: OwnEngagement): Still | undefined =>
  state.frozen && stillOf(state, state.frozen.stillId);

/** What ink on the stage lies on: the still while there is one, else the live picture. */
export function inkTargetOnStage(engagement: OwnEngagement): InkTarget | undefined {
  const still = stillOnStage(engagement);
  if (still) return { kind: 'still', stillId: still.id };
  const live = liveOnStage(engagement);
  return live && { kind: 'live', ...live };
}
