import { may } from '@parley/engagement';
import type { DeviceWay } from '@parley/protocol';
import type { OwnEngagement } from '../engagement/use-engagement.ts';

/** The ways in which this associate may bring the customer's phone in. */
export const waysOf = ({ state, self }: Pick<OwnEngagement, 'state' | 'self'>): readonly DeviceWay[] =>
  (['sms', 'screen'] as const).filter((way) => may(state, self.id, `invite-device-by-${way}`));
