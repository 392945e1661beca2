import type {
  ApplicationId,
  AssociateId,
  DownMessage,
  EngagementEvent,
  EngagementId,
  InvitationId,
  LoggedEvent,
  ParticipantId,
  ScenarioId,
  TeamId,
  UpMessage,
} from '@parley/protocol';
import { vi } from 'vitest';

/** Stands in for the browser's WebSocket; the test plays the server at its other end. */
export class MemorySocket extends EventTarget {
  static opened: MemorySocket[] = [];
  readonly url: string;
  readonly sent: UpMessage[] = [];
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    MemorySocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as UpMessage);
  }

  close(): void {
    this.isClosed = true;
  }

  /** The connection stands. */
  accept(): void {
    this.dispatchEvent(new Event('open'));
  }

  say(message: DownMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  /** The server, or the network, ends it. */
  end(code: number): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }

  /** What was sent of this type, in order. */
  of<T extends UpMessage['type']>(type: T): Extract<UpMessage, { type: T }>[] {
    return this.sent.filter((message): message is Extract<UpMessage, { type: T }> => message.type === type);
  }

  welcomeAssociate(): void {
    this.accept();
    this.say({
      type: 'session.welcome',
      version: 1,
      serverTime: new Date(Date.now() + 5_000).toISOString(),
      iceServers: [],
      reader: {
        role: 'associate',
        profile: { id: ids.associate, name: 'Ada', email: 'ada@demo.test', roles: ['associate'] },
        availability: { status: 'available', chosen: 'available' },
      },
    });
  }

  welcomeCustomer(): void {
    this.accept();
    this.say({
      type: 'session.welcome',
      version: 1,
      serverTime: new Date().toISOString(),
      iceServers: [],
      reader: { role: 'customer', engagementId: ids.engagement, participantId: ids.customer },
    });
  }

  /** Answers the newest request of this type. */
  reply(
    type: Extract<UpMessage, { id: number }>['type'],
    problem?: 'engagement-taken' | 'not-in-scenario',
  ): void {
    const id = this.of(type).at(-1)?.id;
    if (id === undefined) throw new Error(`nobody asked ${type}`);
    this.say(
      problem
        ? { type: 'reply', id, ok: false, problem: { code: problem } }
        : { type: 'reply', id, ok: true },
    );
  }
}

/** The newest socket. */
export function lastSocket(): MemorySocket {
  const socket = MemorySocket.opened.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
}

export function useMemorySockets(): void {
  MemorySocket.opened = [];
  vi.stubGlobal('WebSocket', MemorySocket);
}

const id = <T>(last: string): T => `01936000-0000-7000-8000-00000000000${last}` as T;

export const ids = {
  engagement: id<EngagementId>('1'),
  customer: id<ParticipantId>('2'),
  self: id<ParticipantId>('3'),
  associate: id<AssociateId>('4'),
  invitation: id<InvitationId>('5'),
  application: id<ApplicationId>('6'),
  scenario: id<ScenarioId>('7'),
  team: id<TeamId>('8'),
};

export const at = '2026-01-01T10:00:00.000Z';

export const logged = (seq: number, event: EngagementEvent): LoggedEvent => ({
  engagementId: ids.engagement,
  seq,
  at,
  event,
});

export const requested: EngagementEvent = {
  type: 'requested',
  engagementId: ids.engagement,
  channel: 'video',
  application: { id: ids.application, name: 'Demo' },
  scenario: {
    id: ids.scenario,
    name: 'Basic',
    allows: ['customer.camera', 'associate.camera', 'associate.screen', 'customer.pause', 'associate.pause'],
    ringSeconds: 20,
    graceSeconds: 30,
    wrapUpSeconds: 60,
  },
  teamId: ids.team,
  customer: { participantId: ids.customer, camera: false },
  context: [],
};

export const joined: EngagementEvent = {
  type: 'joined',
  participantId: ids.self,
  role: 'associate',
  associateId: ids.associate,
  name: 'Ada',
  camera: false,
};
