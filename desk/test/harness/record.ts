import type {
  ApplicationId,
  AssociateId,
  EngagementEvent,
  EngagementId,
  EngagementRecord,
  EngagementState,
  InvitationId,
  ContextFact,
  LoggedEvent,
  ParticipantId,
  ScenarioId,
  TeamId,
} from '@parley/protocol';

const id = (tail: string): string => `01900000-0000-7000-8000-${tail.padStart(12, '0')}`;

export const engagementId = id('e1') as EngagementId;
export const customerId = id('c1') as ParticipantId;
export const selfId = id('b1') as ParticipantId;
const colleagueId = id('b2') as ParticipantId;
const invitationId = id('d1') as InvitationId;
const ada = id('a1') as AssociateId;
const grace = id('a2') as AssociateId;

const start = Date.now() - 334_000;
const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString();

const known = (key: string, value: string, verified = false): ContextFact => ({
  key,
  value,
  verified,
  at: at(0),
});

export const context: readonly ContextFact[] = [
  known('customer.name', 'Bo Lindqvist', true),
  known('customer.email', 'bo.lindqvist@example.com', true),
  known('customer.account', 'NB-20417'),
  known('page.url', 'https://northbank.example/mortgages/fixed?term=10&amount=240000'),
  known('page.title', 'Fixed-rate mortgages'),
  known('page.referrer', 'https://search.example/'),
  known('visit.first-page', 'https://northbank.example/'),
  known('visit.pages', '4'),
  known('device.type', 'desktop'),
  known('device.os', 'macOS 15.2'),
  known('device.browser', 'Firefox 143'),
  known('device.language', 'sv-SE'),
  known('device.time-zone', 'Europe/Stockholm'),
  known('device.screen', '1728 × 1117'),
  known('device.window', '1440 × 860'),
  known('network.type', 'wifi'),
  known('camera.permission', 'granted'),
  known('camera.name', 'FaceTime HD Camera'),
  known('microphone.permission', 'granted'),
  known('branch.nearest', 'Uppsala'),
];

const scenario: EngagementState['scenario'] = {
  id: id('f1') as ScenarioId,
  name: 'Remote Support',
  allows: [
    'associate.add',
    'associate.annotate',
    'associate.camera',
    'associate.freeze',
    'associate.pause',
    'associate.screen',
    'associate.transfer',
    'customer.annotate',
    'customer.camera',
    'customer.pause',
  ],
  ringSeconds: 20,
  graceSeconds: 30,
  wrapUpSeconds: 120,
};
const application = { id: id('f2') as ApplicationId, name: 'North Bank' };
const teamId = id('f3') as TeamId;

const person = (
  part: Partial<EngagementState['participants'][number]>,
): EngagementState['participants'][number] => ({
  id: customerId,
  role: 'customer',
  state: 'present',
  joinedAt: at(0),
  muted: false,
  camera: true,
  screen: false,
  ...part,
});

export const customer = person({ name: 'Bo Lindqvist' });
export const self = person({
  id: selfId,
  role: 'associate',
  name: 'Ada Lovelace',
  associateId: ada,
  joinedAt: at(21),
});
export const colleague = person({
  id: colleagueId,
  role: 'associate',
  name: 'Grace Hopper',
  associateId: grace,
  joinedAt: at(90),
});

export const running: EngagementState = {
  id: engagementId,
  seq: 12,
  phase: 'active',
  channel: 'video',
  application,
  scenario,
  teamId,
  requestedAt: at(0),
  answeredAt: at(21),
  leadId: selfId,
  ink: [],
  stills: [],
  questions: [],
  messages: [],
  receipts: [],
  supervisors: [],
  sms: [],
  forbidden: [],
  participants: [customer, self],
  invitations: [
    {
      id: invitationId,
      purpose: 'answer',
      associateId: ada,
      associateName: 'Ada Lovelace',
      participantId: selfId,
      sentAt: at(3),
      expiresAt: at(23),
      status: 'accepted',
    },
  ],
  context: [...context],
  wrapUps: [],
  lobby: [],
};

export const ended: EngagementState = {
  ...running,
  seq: 19,
  phase: 'ended',
  endedAt: at(330),
  endReason: 'associate-exited',
  participants: running.participants.map((one) => ({ ...one, state: 'left' })),
  wrapUps: [{ associateId: ada, until: new Date(Date.now() + 113_000).toISOString() }],
};

const steps: readonly (readonly [number, EngagementEvent])[] = [
  [
    0,
    {
      type: 'requested',
      engagementId,
      channel: 'video',
      application,
      scenario,
      teamId,
      customer: { participantId: customerId, name: 'Bo Lindqvist', camera: true },
      context: [...context],
    },
  ],
  [3, { type: 'invited', invitation: { ...running.invitations[0]!, status: 'pending' } }],
  [21, { type: 'invitation-closed', invitationId, status: 'accepted' }],
  [
    21,
    {
      type: 'joined',
      participantId: selfId,
      role: 'associate',
      associateId: ada,
      name: 'Ada Lovelace',
      camera: true,
    },
  ],
  [21, { type: 'answered', participantId: selfId }],
  [64, { type: 'camera-stopped', participantId: customerId }],
  [71, { type: 'camera-started', participantId: customerId }],
  [120, { type: 'paused', participantId: selfId }],
  [151, { type: 'resumed', participantId: selfId }],
  [180, { type: 'connection-lost', participantId: customerId, until: at(210) }],
  [188, { type: 'connection-regained', participantId: customerId }],
  [230, { type: 'context-changed', attributes: [known('page.title', 'Your documents')] }],
  [290, { type: 'muted', participantId: selfId }],
  [296, { type: 'unmuted', participantId: selfId }],
  [330, { type: 'ended', reason: 'associate-exited', participantId: selfId }],
  [330, { type: 'wrap-up-began', associateId: ada, until: at(450) }],
];

export const record: EngagementRecord = {
  engagement: ended,
  events: steps.map(([seconds, event], index): LoggedEvent => ({
    engagementId,
    seq: index + 1,
    at: at(seconds),
    event,
  })),
};
