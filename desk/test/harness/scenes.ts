import type { DeskState } from '@parley/call';
import type {
  EngagementId,
  EngagementState,
  IncomingInvitation,
  InvitationId,
  Message,
  MessageId,
  ParticipantId,
  QueueEntry,
  TeamId,
} from '@parley/protocol';
import {
  colleague,
  context,
  customer,
  customerId,
  ended,
  engagementId,
  running,
  self,
  selfId,
} from './record.ts';

export { engagementId };

export interface Tracks {
  readonly microphone: MediaStreamTrack;
  readonly camera: MediaStreamTrack;
  readonly picture: MediaStreamTrack;
}

export interface Scene {
  readonly path?: string;
  readonly signedOut?: boolean;
  readonly empty?: boolean;
  readonly state: (tracks?: Tracks) => DeskState;
}

let lastTracks: Tracks | undefined;

const callPath = `/desk/engagements/${engagementId}`;

function base(tracks?: Tracks): DeskState {
  lastTracks = tracks ?? lastTracks;
  return {
    connection: { phase: 'online' },
    serverOffsetMs: 0,
    availability: { status: 'available', chosen: 'available' },
    queue: [],
    invitations: [],
    annotation: { ink: [], stillImages: {} },
    messages: { pending: [], typing: [] },
    media: {
      microphone: { state: 'idle' },
      camera: { state: 'idle' },
      screen: { state: 'off' },
      devices: {
        microphones: [
          { deviceId: 'm1', label: 'Headset (USB)' },
          { deviceId: 'm2', label: 'Built-in microphone' },
        ],
        cameras: [{ deviceId: 'k1', label: 'Studio camera 4K' }],
        speakers: [{ deviceId: 's1', label: 'Headset (USB)' }],
      },
      remote: [],
      path: 'idle',
      othersQuality: {},
      voices: { speaking: [] },
      speakingWhileMuted: false,
    },
  };
}

const entry = (index: number, part: Partial<QueueEntry>): QueueEntry => ({
  engagementId: `01900000-0000-7000-8000-00000000020${index}` as EngagementId,
  teamId: '01900000-0000-7000-8000-0000000000f3' as TeamId,
  channel: 'video',
  scenarioName: 'Remote Support',
  requestedAt: new Date(Date.now() - (4 - index) * 47_000).toISOString(),
  ringing: false,
  ...part,
});

const queue: readonly QueueEntry[] = [
  entry(1, { customerName: 'Chiara Fontana', pageTitle: 'Open an account', ringing: true }),
  entry(2, { channel: 'audio', pageTitle: 'Cards' }),
  entry(3, {
    customerName: 'Wolfeschlegelsteinhausenbergerdorff',
    pageTitle: 'Fixed-rate mortgages for first homes',
  }),
];

const incoming = (part: Partial<IncomingInvitation> = {}): IncomingInvitation => ({
  engagementId,
  invitationId: '01900000-0000-7000-8000-0000000000d1' as InvitationId,
  participantId: selfId,
  purpose: 'answer',
  channel: 'video',
  customerName: 'Bo Lindqvist',
  scenarioName: 'Remote Support',
  applicationName: 'North Bank',
  requestedAt: new Date(Date.now() - 24_000).toISOString(),
  expiresAt: new Date(Date.now() + 16_000).toISOString(),
  attributes: [...context],
  ...part,
});

function call(tracks: Tracks | undefined, state: EngagementState, part: Partial<DeskState> = {}): DeskState {
  const calm = base(tracks);
  const live = lastTracks;
  return {
    ...calm,
    availability: { status: 'on-a-call', chosen: 'available' },
    engagement: { state, selfId },
    queue: [entry(2, { customerName: 'Chiara Fontana' })],
    media: {
      ...calm.media,
      path: 'connected',
      microphone: { state: 'on', ...(live ? { track: live.microphone } : {}), deviceId: 'm1' },
      camera: { state: 'on', ...(live ? { track: live.camera } : {}), deviceId: 'k1' },
      remote: live
        ? [
            { participantId: customerId, source: 'microphone', track: live.microphone.clone() },
            { participantId: customerId, source: 'camera', track: live.picture },
          ]
        : [],
    },
    ...part,
  };
}

const newMessage = (n: number): MessageId => `01900000-0000-7000-8000-00000000030${String(n)}` as MessageId;
const written = (n: number, participantId: ParticipantId, text: string, minutesAgo: number): Message => ({
  id: newMessage(n),
  participantId,
  text,
  at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
});

const conversation: EngagementState = {
  ...running,
  scenario: {
    ...running.scenario,
    allows: [...running.scenario.allows, 'associate.message', 'customer.message'],
    messages: { canned: [{ title: 'Hello', text: 'Hello, good to meet you. How can I help?' }] },
  },
  messages: [
    written(1, customerId, 'Good morning! Is the rate on this page still right?', 9),
    written(2, customerId, 'https://northbank.example/mortgages/fixed?term=10&amount=240000', 9),
    written(3, selfId, 'Good morning. It is, until the end of the month.', 8),
    written(
      4,
      selfId,
      'For ten years fixed it is 3.15 %, and you can pay back up to a tenth a year on top without a charge.',
      8,
    ),
    written(5, customerId, '👍 And which papers do you need from me?', 1),
    written(6, selfId, 'Your last three pay slips and an identity card.', 0),
  ],
  receipts: [
    { participantId: customerId, received: 6, read: 5 },
    { participantId: selfId, received: 6, read: 6 },
  ],
};

const guestNames = [
  'Zoë Álvarez',
  'Ibrahim Al-Rashid',
  'Li Wei',
  'Amara Okafor',
  'Wolfeschlegelsteinhausenbergerdorff',
  'Sofia Rossi',
  'Noah Berg',
  'Priya Nair',
  'Tomás Silva',
  'Mei Tanaka',
];

/** So many others beside the customer, the first of them a colleague; every third without a picture. */
function company(tracks: Tracks | undefined, count: number): DeskState {
  const guests = guestNames.slice(0, count - 1).map((name, index) => ({
    ...colleague,
    id: `01900000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}` as ParticipantId,
    role: 'guest' as const,
    name,
    camera: index % 3 !== 1,
    muted: index % 4 === 2,
  }));
  const others = [colleague, ...guests];
  const state = call(tracks, { ...running, participants: [customer, self, ...others] });
  const picture = lastTracks?.picture;
  const remote = others.flatMap(({ id }) =>
    picture ? [{ participantId: id, source: 'camera' as const, track: picture }] : [],
  );
  const voices = { speaking: [others[1]?.id ?? colleague.id], speaker: others[1]?.id ?? colleague.id };
  return { ...state, media: { ...state.media, remote: [...state.media.remote, ...remote], voices } };
}

type Transfer = NonNullable<EngagementState['transfer']>;

const transfer = (part: Pick<Transfer, 'phase' | 'toParticipantId'>): Transfer => ({
  warm: true,
  byParticipantId: selfId,
  to: { name: colleague.name ?? '' },
  since: new Date().toISOString(),
  until: new Date(Date.now() + 27_000).toISOString(),
  ...part,
});

const withCustomer = (part: Partial<typeof customer>): EngagementState => ({
  ...running,
  participants: [{ ...customer, ...part }, self],
});

const inMedia = (state: DeskState, part: Partial<DeskState['media']>): DeskState => ({
  ...state,
  media: { ...state.media, ...part },
});

export const scenes: Readonly<Record<string, Scene>> = {
  'sign-in': { signedOut: true, state: base },
  empty: {
    empty: true,
    state: (tracks) => ({ ...base(tracks), availability: { status: 'away', chosen: 'away' } }),
  },
  busy: { state: (tracks) => ({ ...base(tracks), queue: [...queue] }) },
  missed: {
    state: (tracks) => ({
      ...base(tracks),
      availability: { status: 'away', chosen: 'away', notice: 'missed' },
    }),
  },
  ringing: { state: (tracks) => ({ ...base(tracks), queue: [...queue], invitations: [incoming()] }) },
  messages: {
    path: callPath,
    state: (tracks) => {
      const state = call(tracks, conversation);
      return {
        ...state,
        messages: {
          pending: [{ id: newMessage(9), text: 'I send you the form in a minute.' }],
          typing: [customerId],
        },
      };
    },
  },
  'company-of-five': { path: callPath, state: (tracks) => company(tracks, 3) },
  'company-of-twelve': { path: callPath, state: (tracks) => company(tracks, 10) },
  'ringing-colleague': {
    state: (tracks) => ({
      ...base(tracks),
      queue: [entry(1, { customerName: 'Chiara Fontana', transferredBy: 'Ada Lovelace' })],
      invitations: [
        incoming({
          purpose: 'transfer',
          fromName: 'Ada Lovelace',
          note: 'Wants to refinance a boat. Has the papers ready.\nPlease be quick, they have a train at five.',
          warm: true,
        }),
      ],
    }),
  },
  'ringing-unknown': {
    state: (tracks) => {
      const { customerName: _, ...unknown } = incoming({ channel: 'audio', attributes: [] });
      return { ...base(tracks), invitations: [unknown] };
    },
  },
  reconnecting: {
    state: (tracks) => ({
      ...base(tracks),
      connection: {
        phase: 'reconnecting',
        since: performance.now(),
        nextAttemptAt: performance.now() + 9_000,
      },
    }),
  },
  replaced: { state: (tracks) => ({ ...base(tracks), connection: { phase: 'replaced' } }) },
  refused: {
    state: (tracks) => ({
      ...base(tracks),
      connection: { phase: 'refused', problem: { code: 'version-too-old' } },
    }),
  },
  'in-call': { path: callPath, state: (tracks) => call(tracks, running) },
  'in-call-two': {
    path: callPath,
    state: (tracks) => call(tracks, { ...running, participants: [customer, self, colleague] }),
  },
  asking: {
    path: callPath,
    state: (tracks) =>
      call(tracks, {
        ...running,
        invitations: [
          {
            id: '01900000-0000-7000-8000-0000000000d2' as InvitationId,
            purpose: 'join',
            associateId: colleague.associateId!,
            associateName: 'Grace Hopper',
            participantId: colleague.id,
            sentAt: new Date().toISOString(),
            expiresAt: new Date(Date.now() + 30_000).toISOString(),
            status: 'pending',
            byParticipantId: selfId,
          },
        ],
        transfer: transfer({ phase: 'asking' }),
      }),
  },
  consulting: {
    path: callPath,
    state: (tracks) =>
      call(tracks, {
        ...running,
        participants: [customer, self, colleague],
        transfer: transfer({ phase: 'consulting', toParticipantId: colleague.id }),
      }),
  },
  together: {
    path: callPath,
    state: (tracks) =>
      call(tracks, {
        ...running,
        participants: [customer, self, { ...colleague, muted: true }],
        transfer: transfer({ phase: 'together', toParticipantId: colleague.id }),
      }),
  },
  sharing: {
    path: callPath,
    state: (tracks) => call(tracks, { ...running, participants: [customer, { ...self, screen: true }] }),
  },
  'on-hold': {
    path: callPath,
    state: (tracks) =>
      call(tracks, {
        ...running,
        hold: { byParticipantId: selfId, since: new Date(Date.now() - 72_000).toISOString() },
      }),
  },
  away: {
    path: callPath,
    state: (tracks) =>
      call(tracks, withCustomer({ state: 'away', awayUntil: new Date(Date.now() + 24_000).toISOString() })),
  },
  'camera-off': {
    path: callPath,
    state: (tracks) => call(tracks, withCustomer({ camera: false, muted: true })),
  },
  'first-frame': {
    path: callPath,
    state: (tracks) => inMedia(call(tracks, running), { remote: [], path: 'connecting' }),
  },
  'call-reconnecting': {
    path: callPath,
    state: (tracks) => ({
      ...call(tracks, running),
      connection: {
        phase: 'reconnecting',
        since: performance.now(),
        nextAttemptAt: performance.now() + 9_000,
      },
    }),
  },
  weak: {
    path: callPath,
    state: (tracks) =>
      inMedia(
        call(tracks, {
          ...running,
          participants: [customer, { ...self, muted: true }],
        }),
        {
          othersQuality: { [customerId]: { topic: 'quality', up: 1, down: 1 } },
          speakingWhileMuted: true,
          camera: { state: 'failed', problem: 'in-use' },
        },
      ),
  },
  forbidden: {
    path: callPath,
    state: (tracks) => call(tracks, { ...running, forbidden: ['ink', 'freeze'] }),
  },
  record: { path: callPath, state: base },
  'wrap-up': {
    path: callPath,
    state: (tracks) => ({
      ...base(tracks),
      availability: {
        status: 'wrapping-up',
        chosen: 'available',
        wrapUpUntil: ended.wrapUps[0]!.until,
      },
      ended,
    }),
  },
  missing: { path: '/desk/nowhere', state: base },
};
