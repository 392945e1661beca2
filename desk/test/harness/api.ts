import type {
  AssociateId,
  AssociateProfile,
  EngagementId,
  EngagementRecord,
  EngagementSummary,
} from '@parley/protocol';
import { record } from './record.ts';
import type { Scene } from './scenes.ts';

const ownId = '01900000-0000-7000-8000-0000000000a1' as AssociateId;

export const profile: AssociateProfile = {
  id: ownId,
  name: 'Ada Lovelace',
  email: 'ada@demo.test',
  roles: ['associate'],
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

const names = [
  'Bo Lindqvist',
  undefined,
  'Chiara Fontana',
  'Daniel Okafor',
  'Eun-ji Park',
  undefined,
  'Farid Haddad',
];
const summaries: readonly EngagementSummary[] = names.map((customerName, index) => ({
  id: `01900000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}` as EngagementId,
  ...(customerName ? { customerName } : {}),
  scenarioName: index % 3 === 1 ? 'Personal Shopper' : 'Remote Support',
  channel: index % 3 === 2 ? 'audio' : 'video',
  phase: index === 0 ? 'active' : 'ended',
  requestedAt: ago(6 + index * index * 87),
  ...(index === 5 ? {} : { answeredAt: ago(5.5 + index * index * 87) }),
  ...(index === 0 ? {} : { endedAt: ago(index * index * 87 - index * 1.31) }),
  ...(index === 0
    ? {}
    : {
        endReason: (['associate-exited', 'customer-ended', 'customer-lost', 'customer-cancelled'] as const)[
          (index * 3) % 4
        ]!,
      }),
  recorded: index % 3 === 0,
  associateNames: index === 5 ? [] : [index % 2 === 0 ? 'Ada Lovelace' : 'Grace Hopper'],
}));

export function answersFor(scene: Scene): Readonly<Record<string, unknown>> {
  if (scene.signedOut) return {};
  const kept: EngagementRecord = record;
  return {
    '/api/v1/me': profile,
    '/api/v1/engagements': { engagements: scene.empty ? [] : summaries },
    [`/api/v1/engagements/${kept.engagement.id}`]: kept,
    [`/api/v1/engagements/${kept.engagement.id}/recording`]: {
      status: 'composing',
      progress: 0.42,
      takes: [],
      mayDownload: false,
      mayDelete: false,
    },
    '/api/v1/engagements/scenarios': { names: ['Personal Shopper', 'Remote Support'] },
    '/api/v1/sign-out': {},
  };
}
