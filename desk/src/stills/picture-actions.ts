import { refusal } from '@parley/engagement';
import type { LivePicture } from '@parley/protocol';
import type { Action } from '../actions/action.ts';
import type { OwnEngagement } from '../engagement/use-engagement.ts';
import { t } from '../words.ts';
import { inkTargetOnStage, liveOnStage, stillOnStage } from './on-stage.ts';

/** The pencil and the camera, as far as the actions need them. */
export interface PictureControls {
  readonly pencilInHand: boolean;
  readonly takePencil: () => void;
  readonly putPencilAway: () => void;
  readonly freeze: (of: LivePicture) => void;
  readonly unfreeze: () => void;
}

type Now = Partial<Action> & Pick<Action, 'perform'>;

const kept = (reason: string): Now => ({ pressed: false, perform: undefined, reason });

/** Why nothing can be drawn now, as far as there is a pencil at all: a sentence; `undefined` when it can. */
function inkObstacle(engagement: OwnEngagement): string | undefined {
  const { state, self } = engagement;
  if (refusal(state, self.id, 'annotate') === 'ink-refused') return t('problem.ink-refused');
  if (state.hold) return t('ink.on-hold');
  return inkTargetOnStage(engagement) ? undefined : t('ink.no-picture');
}

const hasNoPlace = ({ state, self }: OwnEngagement, action: 'annotate' | 'freeze'): boolean => {
  const code = refusal(state, self.id, action);
  return code !== undefined && code !== 'ink-refused' && code !== 'freeze-refused';
};

export const canDraw = (engagement: OwnEngagement): boolean =>
  !hasNoPlace(engagement, 'annotate') && inkObstacle(engagement) === undefined;

/** The pencil: absent where the scenario has none, kept with its reason while it can't be used. */
export function annotateNow(engagement: OwnEngagement, controls: PictureControls): Now {
  if (hasNoPlace(engagement, 'annotate')) return { perform: undefined };
  const reason = inkObstacle(engagement);
  if (reason) return kept(reason);
  const { pencilInHand: pressed, takePencil, putPencilAway } = controls;
  return {
    pressed,
    hint: pressed ? t('ink.close-hint') : t('ink.open-hint'),
    perform: pressed ? putPencilAway : takePencil,
  };
}

/** The camera: freezes what is on the stage, and goes back to the live picture. */
export function freezeNow(engagement: OwnEngagement, { freeze, unfreeze }: PictureControls): Now {
  if (hasNoPlace(engagement, 'freeze')) return { perform: undefined };
  if (stillOnStage(engagement)) return { pressed: true, hint: t('still.unfreeze-hint'), perform: unfreeze };
  const { state, self } = engagement;
  if (refusal(state, self.id, 'freeze') === 'freeze-refused') return kept(t('problem.freeze-refused'));
  if (state.hold) return kept(t('ink.on-hold'));
  const of = liveOnStage(engagement);
  if (!of) return kept(t('still.no-picture'));
  return { pressed: false, hint: t('still.freeze-hint'), perform: () => freeze(of) };
}
