import { permission, type TeamId } from '@parley/protocol';
import type { NewScenario } from './scenario.ts';

/** What an application begins with: everybody may call, and everything that Parley can do is allowed. */
export const firstScenario = (teamId: TeamId): NewScenario => ({
  terms: {
    name: 'Talk to us',
    allows: permission.options,
    ringSeconds: 20,
    graceSeconds: 30,
    wrapUpSeconds: 30,
  },
  message: 'Questions? Talk to one of us, face to face.',
  channels: ['video', 'audio'],
  teamId,
});
