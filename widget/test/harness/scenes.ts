import type { CustomerState, LiveEngagement, MediaState } from '../../../call/src/api.ts';
import type { EngagementState, Participant } from '@parley/protocol';

type Patch<T> = { [K in keyof T]?: T[K] | undefined };
const id = (n: number): string => `01990000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`;
const at = (secondsAgo: number): string => new Date(Date.now() - secondsAgo * 1_000).toISOString();

/** A picture that moves: a face-like shape in the given colours. */
function picture(hue: number): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 1280;
  canvas.height = 720;
  const pen = canvas.getContext('2d')!;
  const draw = (): void => {
    const sway = Math.sin(performance.now() / 900) * 20;
    const wall = pen.createLinearGradient(0, 0, 1280, 720);
    wall.addColorStop(0, `hsl(${hue} 30% 62%)`);
    wall.addColorStop(1, `hsl(${hue + 40} 25% 36%)`);
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 1280, 720);
    pen.fillStyle = `hsl(${hue + 190} 35% 30%)`;
    pen.beginPath();
    pen.ellipse(640 + sway / 2, 760, 300, 280, 0, 0, 7);
    pen.fill();
    pen.fillStyle = 'hsl(24 48% 68%)';
    pen.beginPath();
    pen.ellipse(640 + sway, 330, 125, 160, 0, 0, 7);
    pen.fill();
    pen.fillStyle = 'hsl(20 30% 22%)';
    pen.beginPath();
    pen.ellipse(640 + sway, 220, 140, 85, 0, 0, 7);
    pen.fill();
    setTimeout(draw, 40);
  };
  draw();
  return canvas.captureStream(25).getVideoTracks()[0]!;
}

/** A page of text, edge to edge, so that what is cut off or covered shows. */
function page(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 1920;
  canvas.height = 1080;
  const pen = canvas.getContext('2d')!;
  const draw = (): void => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, 1920, 1080);
    pen.strokeStyle = '#0f5c63';
    pen.lineWidth = 24;
    pen.strokeRect(12, 12, 1896, 1056);
    pen.fillStyle = '#1c242d';
    pen.font = '34px sans-serif';
    for (let line = 0; line < 20; line += 1)
      pen.fillText(
        `${line + 1}  What one person shows, another one reads: every line of it, to its end.`,
        90,
        100 + line * 49,
      );
    setTimeout(draw, 200);
  };
  draw();
  return canvas.captureStream(15).getVideoTracks()[0]!;
}

const own = picture(30);
const theirs = picture(200);

const person = (part: Patch<Participant>): Participant =>
  ({
    id: id(1),
    role: 'customer',
    state: 'present',
    joinedAt: at(200),
    muted: false,
    camera: true,
    screen: false,
    ...part,
  }) as Participant;

const customer = (part: Patch<Participant> = {}) => person(part);
const ada = (part: Patch<Participant> = {}) =>
  person({ id: id(2) as never, role: 'associate', name: 'Ada Lovelace', ...part });

const grace = (part: Patch<Participant> = {}) =>
  person({ id: id(3) as never, role: 'associate', name: 'Grace Hopper', ...part });

function engagement(part: Patch<EngagementState>, ...people: Participant[]): LiveEngagement {
  return {
    selfId: id(1) as never,
    state: {
      id: id(9),
      seq: 4,
      phase: 'active',
      channel: 'video',
      application: { id: id(8), name: 'Harbour Bank' },
      scenario: {
        id: id(7),
        name: 'Talk to us',
        allows: ['customer.camera', 'customer.pause'],
        ringSeconds: 20,
        graceSeconds: 30,
        wrapUpSeconds: 30,
      },
      teamId: id(6),
      requestedAt: at(210),
      answeredAt: at(187),
      leadId: id(2),
      participants: people,
      invitations: [],
      context: [],
      wrapUps: [],
      ink: [],
      stills: [],
      questions: [],
      messages: [],
      receipts: [],
      forbidden: [],
      ...part,
    } as unknown as EngagementState,
  };
}

const devices: MediaState['devices'] = {
  microphones: [
    { deviceId: 'a', label: 'Built-in Microphone' },
    { deviceId: 'b', label: 'Jabra Evolve2 30' },
  ],
  cameras: [
    { deviceId: 'c', label: 'FaceTime HD Camera (Built-in)' },
    { deviceId: 'd', label: 'Logitech BRIO' },
  ],
  speakers: [{ deviceId: 'e', label: 'Built-in Speakers' }],
};

const media = (part: Patch<MediaState> = {}): MediaState =>
  ({
    microphone: { state: 'on', label: 'Built-in Microphone' },
    camera: { state: 'on', track: own, label: 'FaceTime HD Camera (Built-in)' },
    screen: { state: 'unavailable' },
    devices,
    remote: [{ participantId: id(2), source: 'camera', track: theirs }],
    path: 'connected',
    othersQuality: {},
    voices: { speaking: [] },
    speakingWhileMuted: false,
    ...part,
  }) as MediaState;

const state = (part: Patch<CustomerState>): CustomerState =>
  ({
    phase: 'active',
    connection: { phase: 'online' },
    serverOffsetMs: 0,
    media: media(),
    annotation: { ink: [], stillImages: {} },
    messages: { pending: [], typing: [] },
    ...part,
  }) as CustomerState;

const waiting = (part: Patch<CustomerState> = {}) =>
  state({ phase: 'waiting', place: 2, engagement: engagement({ phase: 'waiting' }, customer()), ...part });
const call = engagement({}, customer(), ada());
const showing = (part: Patch<MediaState> = {}) =>
  media({
    remote: [
      { participantId: id(2) as never, source: 'camera', track: theirs },
      { participantId: id(2) as never, source: 'screen', track: page() },
    ],
    ...part,
  });
const off = { state: 'off' } as const;

const scenes: Readonly<Record<string, () => CustomerState>> = {
  idle: () => state({ phase: 'idle', media: media({ camera: { state: 'idle' } }) }),
  preparing: () => state({ phase: 'preparing', media: media({ camera: { state: 'starting' } }) }),
  requesting: () => state({ phase: 'requesting' }),
  waiting: () => waiting(),
  interrupted: () =>
    waiting({
      connection: { phase: 'reconnecting', since: performance.now(), nextAttemptAt: performance.now() },
    }),
  'waiting-audio': () =>
    waiting({
      place: 1,
      engagement: engagement({ phase: 'waiting', channel: 'audio' }, customer({ camera: false })),
      media: media({ camera: off }),
    }),
  blocked: () =>
    waiting({
      engagement: engagement({ phase: 'waiting' }, customer({ camera: false })),
      media: media({
        camera: { state: 'failed', problem: 'blocked' },
        microphone: { state: 'failed', problem: 'blocked' },
        devices: { microphones: [], cameras: [], speakers: [] },
      }),
    }),
  'no-camera': () =>
    waiting({
      engagement: engagement({ phase: 'waiting' }, customer({ camera: false })),
      media: media({ camera: { state: 'failed', problem: 'missing' }, devices: { ...devices, cameras: [] } }),
    }),
  call: () => state({ engagement: call }),
  screen: () => state({ engagement: engagement({}, customer(), ada({ screen: true })), media: showing() }),
  'screen-only': () =>
    state({
      engagement: engagement({}, customer({ camera: false }), ada({ screen: true, camera: false })),
      media: showing({ camera: off }),
    }),
  'screen-own-off': () =>
    state({
      engagement: engagement({}, customer({ camera: false }), ada({ screen: true })),
      media: showing({ camera: off }),
    }),
  'call-off': () =>
    state({
      engagement: engagement({}, customer({ camera: false, muted: true }), ada({ camera: false })),
      media: media({ camera: off, remote: [], speakingWhileMuted: true }),
    }),
  audio: () =>
    state({
      engagement: engagement({ channel: 'audio' }, customer({ camera: false }), ada({ camera: false })),
      media: media({ camera: off, remote: [] }),
    }),
  colleague: () =>
    state({
      engagement: engagement({}, customer(), ada(), grace()),
      media: media({
        remote: [
          { participantId: id(2) as never, source: 'camera', track: theirs },
          { participantId: id(3) as never, source: 'camera', track: picture(120) },
        ],
      }),
    }),
  'colleague-screen': () =>
    state({
      engagement: engagement({}, customer(), ada({ screen: true }), grace({ camera: false, muted: true })),
      media: showing(),
    }),
  connecting: () =>
    state({
      engagement: engagement(
        { transfer: { phase: 'asking', warm: false, to: { name: 'Grace Hopper' } } as never },
        customer(),
        ada(),
      ),
    }),
  apart: () =>
    state({
      engagement: engagement(
        {
          transfer: {
            phase: 'consulting',
            warm: true,
            to: { name: 'Grace Hopper' },
            byParticipantId: id(2),
            toParticipantId: id(3),
          } as never,
        },
        customer(),
        ada(),
        grace(),
      ),
    }),
  hold: () =>
    state({
      engagement: engagement({ hold: { byParticipantId: id(2), since: at(42) } as never }, customer(), ada()),
    }),
  'hold-own': () =>
    state({
      engagement: engagement({ hold: { byParticipantId: id(1), since: at(42) } as never }, customer(), ada()),
    }),
  away: () => state({ engagement: engagement({}, customer(), ada({ state: 'away', awayUntil: at(-24) })) }),
  reconnecting: () =>
    state({
      engagement: call,
      connection: {
        phase: 'reconnecting',
        since: performance.now() - 4_000,
        nextAttemptAt: performance.now() + 3_000,
      },
    }),
  weak: () =>
    state({
      engagement: call,
      media: media({ othersQuality: { [id(2)]: { topic: 'quality', up: 1, down: 2 } } }),
    }),
  ended: () =>
    state({
      phase: 'ended',
      engagement: engagement(
        { phase: 'ended', endReason: 'associate-exited', endedAt: at(0) },
        customer(),
        ada(),
      ),
    }),
  lost: () =>
    state({
      phase: 'ended',
      engagement: engagement(
        { phase: 'ended', endReason: 'associate-lost', endedAt: at(0) },
        customer(),
        ada(),
      ),
    }),
  failed: () => state({ phase: 'failed', problem: { code: 'no-scenario' }, engagement: undefined }),
  elsewhere: () => state({ engagement: call, connection: { phase: 'replaced' } }),
};

export const scene = (name: string): CustomerState => (scenes[name] ?? scenes['idle']!)();
