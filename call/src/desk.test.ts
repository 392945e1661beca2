import type {
  AssociateId,
  Colleague,
  EngagementEvent,
  EngagementState,
  IncomingInvitation,
} from '@parley/protocol';
import { evolve } from '@parley/engagement';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  at,
  ids,
  joined,
  lastSocket,
  logged,
  MemorySocket,
  requested,
  useMemorySockets,
} from '../test/memory-socket.ts';
import type { DeskClient } from './api.ts';
import { createDeskClient } from './desk.ts';

let client: DeskClient;
const state = () => client.store.getState();

const log = [
  logged(1, requested),
  logged(2, joined),
  logged(3, { type: 'answered', participantId: ids.self }),
];
const active = log.reduce<EngagementState | undefined>(evolve, undefined) as EngagementState;

const invitation: IncomingInvitation = {
  engagementId: ids.engagement,
  invitationId: ids.invitation,
  participantId: ids.self,
  purpose: 'answer',
  channel: 'video',
  scenarioName: 'Basic',
  applicationName: 'Demo',
  requestedAt: at,
  expiresAt: at,
  attributes: [],
};

const snapshot = (engagement: EngagementState, mediaEpoch = 'first') =>
  lastSocket().say({ type: 'engagement.snapshot', engagement, participantId: ids.self, mediaEpoch });

beforeEach(() => {
  vi.useFakeTimers();
  useMemorySockets();
  client = createDeskClient({ url: 'ws://server/realtime' });
  lastSocket().welcomeAssociate();
});

afterEach(() => {
  client.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('shows who is signed in, their availability, the queue and the server clock', () => {
  lastSocket().say({ type: 'queue.changed', waiting: [] });
  lastSocket().say({
    type: 'availability.changed',
    availability: { status: 'on-a-call', chosen: 'available' },
  });
  expect(state()).toMatchObject({
    connection: { phase: 'online' },
    profile: { name: 'Ada' },
    availability: { status: 'on-a-call' },
    serverOffsetMs: 5_000,
  });
});

describe('colleagues', () => {
  const grace: Colleague = {
    associateId: '01900000-0000-7000-8000-00000000aaaa' as AssociateId,
    name: 'Grace',
    teamIds: [],
    status: 'available',
    ringing: false,
  };
  const everyone = () => lastSocket().say({ type: 'colleagues.changed', teams: [], colleagues: [grace] });
  const asked = () => lastSocket().sent.filter(({ type }) => type === 'colleagues.watch');

  test('are known while somebody watches, and kept up to date', () => {
    const stop = client.colleagues.watch();
    expect(asked()).toMatchObject([{ watch: true }]);
    everyone();
    lastSocket().say({ type: 'colleagues.changed', colleagues: [{ ...grace, status: 'away' }] });
    expect(state().roster?.colleagues).toMatchObject([{ name: 'Grace', status: 'away' }]);
    stop();
    stop();
    expect(asked()).toMatchObject([{ watch: true }, { watch: false }]);
    everyone();
    expect(state().roster).toBeUndefined();
  });

  test('are asked for again on a new connection', () => {
    client.colleagues.watch();
    lastSocket().reply('colleagues.watch');
    lastSocket().end(1006);
    vi.advanceTimersByTime(250);
    lastSocket().welcomeAssociate();
    expect(asked()).toMatchObject([{ watch: true }]);
  });

  test('are asked into the engagement one is in, with a note if there is one', async () => {
    expect(await client.colleagues.add(grace.associateId)).toMatchObject({ ok: false });
    snapshot(active);
    void client.colleagues.add(grace.associateId, '  ');
    void client.colleagues.transfer({ to: { associateId: grace.associateId }, warm: true, note: ' A loan ' });
    const sent = lastSocket().sent.slice(-2);
    expect(sent).toMatchObject([
      { type: 'associate.add', engagementId: ids.engagement, associateId: grace.associateId },
      { type: 'transfer.start', warm: true, note: 'A loan' },
    ]);
    expect(sent[0]).not.toHaveProperty('note');
  });
});

describe('an invitation', () => {
  beforeEach(() => lastSocket().say({ type: 'invitation.received', invitation }));

  test('rings until it is over', () => {
    expect(state().invitations).toEqual([invitation]);
    lastSocket().say({
      type: 'invitation.over',
      engagementId: ids.engagement,
      invitationId: ids.invitation,
      status: 'expired',
    });
    expect(state().invitations).toEqual([]);
    expect(state().withdrawn).toBeUndefined();
  });

  test('taken back it says why, but not to whom it is being answered by', async () => {
    const over = {
      type: 'invitation.over',
      engagementId: ids.engagement,
      invitationId: ids.invitation,
      status: 'withdrawn',
      because: 'answered',
      answeredBy: 'Grace',
    } as const;
    const answered = client.answer(ids.engagement, ids.invitation);
    lastSocket().say(over);
    expect(state().withdrawn).toBeUndefined();
    lastSocket().reply('invitation.accept', 'engagement-taken');
    await answered;
    lastSocket().say(over);
    expect(state().withdrawn).toEqual(over);
  });

  test('told again after a reconnection it does not flicker; not told again it goes', () => {
    lastSocket().end(1006);
    vi.advanceTimersByTime(250);
    lastSocket().welcomeAssociate();
    expect(state().invitations).toHaveLength(1);
    lastSocket().say({ type: 'invitation.received', invitation });
    vi.advanceTimersByTime(1_000);
    expect(state().invitations).toHaveLength(1);
    lastSocket().end(1006);
    vi.advanceTimersByTime(500);
    lastSocket().welcomeAssociate();
    vi.advanceTimersByTime(1_000);
    expect(state().invitations).toEqual([]);
  });

  test('answered becomes the engagement', async () => {
    const answered = client.answer(ids.engagement, ids.invitation);
    snapshot(active);
    lastSocket().reply('invitation.accept');
    expect(await answered).toMatchObject({ ok: true });
    expect(state().engagement).toEqual({ state: active, selfId: ids.self });
  });

  test('answered too late it goes, and says why', async () => {
    const answered = client.answer(ids.engagement, ids.invitation);
    lastSocket().reply('invitation.accept', 'engagement-taken');
    expect(await answered).toEqual({ ok: false, problem: { code: 'engagement-taken' } });
    expect(state().invitations).toEqual([]);
    expect(state().media.microphone.state).toBe('idle');
  });
});

describe('in an engagement', () => {
  beforeEach(() => snapshot(active));
  const self = () => state().engagement?.state.participants.find(({ id }) => id === ids.self);

  test('events change it', () => {
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(4, { type: 'muted', participantId: ids.self }),
    });
    expect(self()?.muted).toBe(true);
    expect(state().engagement?.state.seq).toBe(4);
  });

  test('EV1 an event told twice counts once, and a missing one is asked for', () => {
    const muted = logged(4, { type: 'muted', participantId: ids.self });
    lastSocket().say({ type: 'engagement.happened', event: muted });
    lastSocket().say({ type: 'engagement.happened', event: muted });
    expect(MemorySocket.opened).toHaveLength(1);
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(6, { type: 'unmuted', participantId: ids.self }),
    });
    expect(MemorySocket.opened).toHaveLength(2);
    lastSocket().accept();
    expect(lastSocket().of('session.hello')[0]?.resume).toEqual([
      { engagementId: ids.engagement, lastSeq: 4, mediaEpoch: 'first' },
    ]);
  });

  test('EV3 EN what was missed while away is caught up with', () => {
    lastSocket().end(1006);
    vi.advanceTimersByTime(250);
    lastSocket().welcomeAssociate();
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(4, { type: 'paused', participantId: ids.customer }),
    });
    expect(state().engagement?.state.hold).toEqual({ byParticipantId: ids.customer, since: at });
  });

  test('commands carry the engagement, and a refusal is told', async () => {
    const paused = client.pause();
    expect(lastSocket().of('engagement.pause')[0]).toMatchObject({ engagementId: ids.engagement });
    lastSocket().reply('engagement.pause', 'not-in-scenario');
    expect(await paused).toEqual({ ok: false, problem: { code: 'not-in-scenario' } });
  });

  test('a camera that cannot start says so, and the server is not told of one', async () => {
    expect(await client.startCamera()).toEqual({
      ok: false,
      problem: { code: 'media-refused', detail: 'camera-blocked' },
    });
    expect(lastSocket().of('camera.start')).toHaveLength(0);
    expect(state().media.camera).toMatchObject({ state: 'failed', problem: 'blocked' });
  });

  test('the others are told when there is no picture after all', async () => {
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(4, { type: 'camera-started', participantId: ids.self }),
    });
    await vi.waitFor(() => expect(lastSocket().of('camera.stop')).toHaveLength(1));
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(5, { type: 'muted', participantId: ids.customer }),
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(lastSocket().of('camera.stop')).toHaveLength(1);
  });

  test('a screen that the browser does not give is told in a detail, and the server is not told of one', async () => {
    expect(await client.startScreen()).toEqual({
      ok: false,
      problem: { code: 'media-refused', detail: 'screen-missing' },
    });
    expect(lastSocket().of('screen.start')).toHaveLength(0);
  });

  test('a share without a capture is taken back, once: the page was loaded anew', async () => {
    const shared = logged(4, { type: 'screen-started', participantId: ids.self });
    lastSocket().say({ type: 'engagement.happened', event: shared });
    expect(lastSocket().of('screen.stop')).toHaveLength(1);
    const muted = logged(5, { type: 'muted', participantId: ids.customer });
    lastSocket().say({ type: 'engagement.happened', event: muted });
    expect(lastSocket().of('screen.stop')).toHaveLength(1);
    const stopped = logged(6, { type: 'screen-stopped', participantId: ids.self });
    lastSocket().say({ type: 'engagement.happened', event: stopped });
    lastSocket().reply('screen.stop');
    await vi.advanceTimersByTimeAsync(100);
    expect(lastSocket().of('screen.stop')).toHaveLength(1);
  });

  describe('a screen', () => {
    class Capture extends EventTarget {
      kind = 'video';
      readyState = 'live';
      contentHint = '';
      stop(): void {
        this.readyState = 'ended';
      }
    }
    let capture: Capture;
    let choose: () => void = () => undefined;

    beforeEach(() => {
      capture = new Capture();
      const picked = {
        getTracks: () => [capture],
        getVideoTracks: () => [capture],
        getAudioTracks: () => [],
      };
      const chosen = new Promise((resolve) => (choose = () => resolve(picked)));
      vi.stubGlobal('navigator', {
        mediaDevices: {
          getDisplayMedia: () => chosen,
          addEventListener: () => undefined,
          enumerateDevices: () => Promise.resolve([]),
        },
      });
      client.close();
      client = createDeskClient({ url: 'ws://server/realtime' });
      lastSocket().welcomeAssociate();
      snapshot(active);
    });

    const happened = (seq: number, event: EngagementEvent) =>
      lastSocket().say({ type: 'engagement.happened', event: logged(seq, event) });

    async function share(): Promise<void> {
      const started = client.startScreen();
      choose();
      await vi.waitFor(() => expect(lastSocket().of('screen.start')).toHaveLength(1));
      happened(4, { type: 'screen-started', participantId: ids.self });
      lastSocket().reply('screen.start');
      expect(await started).toEqual({ ok: true });
    }

    test('is being chosen whatever happens meanwhile, then shown as text', async () => {
      const started = client.startScreen();
      expect(state().media.screen).toEqual({ state: 'choosing' });
      happened(4, { type: 'muted', participantId: ids.customer });
      choose();
      await vi.waitFor(() => expect(state().media.screen).toEqual({ state: 'on', track: capture }));
      expect(capture.contentHint).toBe('detail');
      lastSocket().reply('screen.start', 'not-in-scenario');
      expect(await started).toMatchObject({ ok: false, problem: { code: 'not-in-scenario' } });
      expect(capture.readyState).toBe('ended');
      expect(state().media.screen).toEqual({ state: 'off' });
    });

    test('that is stopped in the browser’s own bar is told', async () => {
      await share();
      capture.stop();
      capture.dispatchEvent(new Event('ended'));
      expect(lastSocket().of('screen.stop')).toHaveLength(1);
      expect(state().media.screen).toEqual({ state: 'off' });
    });

    test('goes on through a reconnection', async () => {
      await share();
      lastSocket().end(1006);
      vi.advanceTimersByTime(250);
      lastSocket().welcomeAssociate();
      expect(capture.readyState).toBe('live');
      expect(lastSocket().of('screen.stop')).toHaveLength(0);
    });

    test('stopped out of reach of the server is told when it is back', async () => {
      await share();
      lastSocket().end(1006);
      const stopped = client.stopScreen();
      expect(capture.readyState).toBe('ended');
      await vi.advanceTimersByTimeAsync(20_000);
      lastSocket().welcomeAssociate();
      await stopped;
      expect(lastSocket().of('screen.stop').length).toBeGreaterThan(0);
    });

    test('ends with the engagement, also while it is being chosen', async () => {
      const started = client.startScreen();
      happened(4, { type: 'ended', reason: 'customer-ended', participantId: ids.customer });
      choose();
      expect(await started).toEqual({ ok: true });
      expect(capture.readyState).toBe('ended');
      expect(lastSocket().of('screen.start')).toHaveLength(0);
    });

    test('is not even asked for where the scenario does not allow it', async () => {
      const scenario = { ...active.scenario, allows: [] };
      snapshot({ ...active, seq: 9, scenario });
      expect(await client.startScreen()).toEqual({ ok: false, problem: { code: 'not-in-scenario' } });
      expect(state().media.screen).toEqual({ state: 'off' });
    });
  });

  test('its end is kept, with what follows, until it is dismissed', () => {
    const end = logged(4, { type: 'ended', reason: 'customer-ended', participantId: ids.customer });
    lastSocket().say({ type: 'engagement.happened', event: end });
    const wrapUp = logged(5, { type: 'wrap-up-began', associateId: ids.associate, until: at });
    lastSocket().say({ type: 'engagement.happened', event: wrapUp });
    expect(state()).not.toHaveProperty('engagement');
    expect(state().ended).toMatchObject({ endReason: 'customer-ended', wrapUps: [{ until: at }] });
    void client.finishWrapUp();
    expect(lastSocket().of('engagement.finish-wrap-up')[0]).toMatchObject({ engagementId: ids.engagement });
    client.dismissEnded();
    expect(state()).not.toHaveProperty('ended');
  });

  test('leaving ends it for this associate alone', () => {
    lastSocket().say({
      type: 'engagement.happened',
      event: logged(4, { type: 'left', participantId: ids.self, reason: 'left' }),
    });
    expect(state()).not.toHaveProperty('engagement');
    expect(state().ended?.phase).toBe('active');
  });

  test('of SMS it knows what the server said last', () => {
    expect(state().conversations).toBeUndefined();
    lastSocket().say({ type: 'conversations.changed', unread: 0, canSend: true });
    lastSocket().say({ type: 'conversations.changed', unread: 2, canSend: true });
    expect(state().conversations).toMatchObject({ unread: 2, canSend: true });
  });

  test('what the others say of their network is shown', () => {
    const body = { topic: 'quality', up: 1, down: 2 } as const;
    lastSocket().say({
      type: 'lane.received',
      engagementId: ids.engagement,
      participantId: ids.customer,
      body,
    });
    expect(state().media.othersQuality).toEqual({ [ids.customer]: body });
  });
});
