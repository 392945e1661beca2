import type {
  Channel,
  ContextAttribute,
  EngagementCreated,
  EngagementId,
  ProblemBody,
} from '@parley/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  ConnectionState,
  CustomerClient,
  CustomerOptions,
  CustomerPhase,
  CustomerState,
  Outcome,
} from './api.ts';
import { Annotating, noAnnotation } from './annotation/annotation.ts';
import { answeringControls } from './asking.ts';
import { ContextKeeper } from './context-keeper.ts';
import { callControls } from './controls.ts';
import { createEngagement } from './create-engagement.ts';
import { forget, recall, remember, type Remembered } from './customer-memory.ts';
import { Media, noMedia } from './media/media.ts';
import { Messaging, noMessages } from './messages/messaging.ts';
import type { GuestClient, GuestOptions } from './guest-api.ts';
import { done, refused } from './outcome.ts';
import { Participation } from './participation.ts';
import type { HttpAccess } from './pieces.ts';
import { ownDeviceControls } from './second-device.ts';
import { Realtime, type News } from './signal/realtime.ts';
import { pageInterval } from './signal/steady-interval.ts';

/** The customer's half. Does nothing before `restore` or `request`. */
export function createCustomerClient({
  origin,
  clientId,
  context,
  storage,
}: CustomerOptions): CustomerClient {
  return clientOf(
    new Customer({
      origin,
      storage,
      isGuest: false,
      begin: (channel, camera) =>
        createEngagement(origin, { clientId, channel, camera, context: [...context()] }),
    }),
  );
}

/** A guest's half: comes in through an entrance, leaves without ending it for the others. */
export function createGuestClient({ origin, storage, enter }: GuestOptions): GuestClient {
  const guest = new Customer({ origin, storage, isGuest: true, begin: (_, camera) => enter(camera) });
  return {
    ...clientOf(guest),
    preview: (camera) => guest.preview(camera),
    useCameraAlone: () => guest.useCameraAlone(),
  };
}

function clientOf(customer: Customer): CustomerClient {
  return {
    store: customer.store,
    annotation: customer.annotating.controls,
    messaging: customer.messaging.controls,
    ...callControls(customer.participation, customer.media.devices),
    answering: answeringControls(
      customer.participation,
      () => customer.media.state.screen.state !== 'unavailable',
    ),
    ownDevices: ownDeviceControls(customer.participation, () => customer.access()),
    startScreen: () => customer.participation.startScreen(),
    stopScreen: () => customer.participation.stopScreen(),
    restore: () => customer.restore(),
    request: (channel) => customer.request(channel),
    exit: () => customer.exit(),
    answerRecording: (allow) => customer.participation.answerRecording(allow),
    setContext: (attributes) => customer.setContext(attributes),
    reset: () => customer.reset(),
    reconnect: () => customer.realtime.reconnect(),
    close: () => customer.close(),
  };
}

interface Parts {
  readonly origin: string;
  readonly storage: CustomerOptions['storage'];
  /** Whoever goes leaves the others behind, and whoever comes may have to wait in the lobby. */
  readonly isGuest: boolean;
  readonly begin: (
    channel: Channel,
    camera: boolean,
  ) => Promise<EngagementCreated | { readonly problem: ProblemBody }>;
}

class Customer {
  readonly store: StoreApi<CustomerState> = createStore<CustomerState>(() => ({
    phase: 'idle',
    connection: { phase: 'connecting' },
    serverOffsetMs: 0,
    media: noMedia,
    annotation: noAnnotation,
    messages: noMessages,
  }));
  readonly realtime: Realtime;
  readonly media: Media;
  readonly participation: Participation;
  readonly annotating: Annotating;
  readonly messaging: Messaging;
  readonly #options: Parts;
  readonly #context = new ContextKeeper();
  #remembered: Remembered | undefined;
  #wantsMicrophone = true;

  constructor(options: Parts) {
    this.#options = options;
    this.realtime = new Realtime({
      url: `${options.origin.replace(/^http/, 'ws')}/realtime`,
      hello: () => ({ token: this.#remembered?.token, resume: this.participation.resume }),
      onNews: (news) => this.#heard(news),
      onState: (connection) => this.#connectionChanged(connection),
      onClock: (serverOffsetMs) => this.store.setState({ serverOffsetMs }),
      interval: pageInterval,
    });
    this.media = new Media({
      realtime: this.realtime,
      memory: options.storage,
      onChange: (media) => this.store.setState({ media }),
      onQuality: (quality) => this.participation.tellQuality(quality),
      onCameraLost: () => this.participation.cameraLost(),
      sharesScreen: { onEnded: () => void this.participation.stopScreen() },
    });
    this.participation = new Participation({
      realtime: this.realtime,
      media: this.media,
      selfIn: () => this.#remembered?.participantId,
      onChange: () => this.#participationChanged(),
    });
    this.annotating = new Annotating({
      realtime: this.realtime,
      access: () => this.access(),
      trackOf: (source) => this.media.state[source].track,
      serverNowMs: () => Date.now() + this.store.getState().serverOffsetMs,
      onChange: (annotation) => this.store.setState({ annotation }),
    });
    this.messaging = new Messaging({
      realtime: this.realtime,
      access: () => this.access(),
      onChange: (messages) => this.store.setState({ messages }),
    });
  }

  #isIn(...phases: CustomerPhase[]): boolean {
    return phases.includes(this.store.getState().phase);
  }

  access(): HttpAccess {
    return { origin: this.#options.origin, token: this.#remembered?.token };
  }

  restore(): boolean {
    if (!this.#isIn('idle')) return false;
    const remembered = recall(this.#options.storage);
    if (!remembered) return false;
    this.#remembered = remembered;
    this.store.setState({ phase: remembered.phase });
    this.media.setMicrophone({ muted: false, held: true });
    void this.media.devices.want(remembered.camera, this.#wantsMicrophone);
    this.realtime.open();
    return true;
  }

  useCameraAlone(): void {
    this.#wantsMicrophone = false;
    this.media.devices.camera.face('environment');
  }

  /** Runs the devices before anybody is asked for anything, so that they can be looked at and chosen. */
  async preview(camera: boolean): Promise<void> {
    if (!this.#isIn('idle', 'ended', 'failed')) return;
    this.media.setMicrophone({ muted: false, held: true });
    if (!camera) this.media.devices.camera.stop('off');
    await this.media.devices.want(camera, this.#wantsMicrophone);
  }

  async request(channel: Channel): Promise<Outcome> {
    if (!this.#isIn('idle', 'ended', 'failed')) return refused('conflict');
    this.reset();
    this.store.setState({ phase: 'preparing' });
    this.media.setMicrophone({ muted: false, held: true });
    await this.media.devices.want(channel === 'video', this.#wantsMicrophone);
    // Called off while the browser asked for devices.
    if (!this.#isIn('preparing')) return done;
    this.store.setState({ phase: 'requesting' });
    const camera = this.media.devices.camera.device.state === 'on';
    const created = await this.#options.begin(channel, camera);
    if ('problem' in created) {
      this.#over('failed', created.problem);
      return { ok: false, problem: created.problem };
    }
    if (!this.#isIn('requesting')) {
      await this.#callOff({ ...created, phase: 'waiting', camera });
      return done;
    }
    this.#keep({ ...created, phase: 'waiting', camera });
    this.store.setState({ phase: 'waiting' });
    this.realtime.open();
    return done;
  }

  /** Ends it for everyone; here at once, also when the server can't be told (it then notices that nobody is there). */
  async exit(): Promise<Outcome> {
    const engagementId = this.participation.live?.state.id ?? this.#remembered?.engagementId;
    if (engagementId === undefined) {
      this.#over('ended');
      return done;
    }
    this.media.setMicrophone({ muted: true });
    const outcome = await this.#askExit(engagementId);
    if (outcome.ok || outcome.problem.code === 'draining') this.#over('ended');
    return outcome;
  }

  #askExit(engagementId: EngagementId): Promise<Outcome> {
    const type = this.#options.isGuest ? 'engagement.leave' : 'engagement.exit';
    return this.realtime.ask({ type, engagementId });
  }

  /** The customer ended it before the server had said that it began. */
  async #callOff(remembered: Remembered): Promise<void> {
    this.#remembered = remembered;
    this.realtime.open();
    await this.#askExit(remembered.engagementId);
    this.#over('ended');
  }

  setContext(attributes: readonly ContextAttribute[]): void {
    if (!this.#remembered) return;
    this.#context.add(attributes);
    if (this.realtime.isOnline) void this.#tellContext();
  }

  async #tellContext(): Promise<void> {
    const engagementId = this.#remembered?.engagementId;
    if (engagementId === undefined) return;
    for (const attributes of this.#context.parts()) {
      const answer = await this.realtime.ask({ type: 'context.set', engagementId, attributes });
      // What could not be said now is said after the next welcome; what is refused would be refused again.
      if (answer.ok || answer.problem.code !== 'draining') this.#context.sent(attributes);
    }
  }

  reset(): void {
    if (!this.#isIn('ended', 'failed')) return;
    const { problem: _, engagement: __, place: ___, ...rest } = this.store.getState();
    this.store.setState({ ...rest, phase: 'idle' }, true);
  }

  close(): void {
    this.realtime.close();
    this.media.close();
  }

  #heard(news: News): void {
    if (this.#isIn('ended')) return;
    if (news.type === 'lobby.changed') this.#heardAtDoor(news.state);
    if (news.type === 'queue.place') this.store.setState({ place: news.place });
    this.annotating.heard(news);
    this.messaging.heard(news);
    this.participation.heard(news);
    if (news.type === 'session.welcome') void this.#tellContext();
  }

  /** Who is not let in has nothing more to wait for. */
  #heardAtDoor(state: 'waiting' | 'refused' | 'gone' | 'ended'): void {
    if (state === 'waiting') return;
    if (state === 'refused') this.#over('failed', { code: 'entry-refused' });
    else if (state === 'ended') this.#over('failed', { code: 'engagement-ended' });
    else this.#over('ended');
  }

  #connectionChanged(connection: ConnectionState): void {
    this.store.setState({ connection });
    if (connection.phase === 'replaced') this.media.release();
    if (connection.phase !== 'refused') return;
    this.media.release();
    if (connection.problem.code === 'version-too-old')
      this.store.setState({ phase: 'failed', problem: connection.problem });
    else this.#over('failed', connection.problem);
  }

  #participationChanged(): void {
    const { live, ended } = this.participation;
    this.annotating.follow(live);
    this.messaging.follow(live);
    if (live) {
      const { phase } = live.state;
      if (phase !== 'ended') this.#goOn(phase);
      this.store.setState({ engagement: live });
    } else if (ended && this.#remembered) {
      const { participantId: selfId } = this.#remembered;
      this.store.setState({ engagement: { state: ended, selfId } });
      this.#over('ended');
    }
  }

  #goOn(phase: 'waiting' | 'active'): void {
    const { live } = this.participation;
    const self = live?.state.participants.find(({ id }) => id === live.selfId);
    const camera = self?.camera ?? false;
    const before = this.#remembered;
    if (before && (before.phase !== phase || before.camera !== camera))
      this.#keep({ ...before, phase, camera });
    if (!this.#isIn(phase)) this.store.setState({ phase });
  }

  #keep(remembered: Remembered): void {
    this.#remembered = remembered;
    remember(this.#options.storage, remembered);
  }

  /** Nothing more will come: devices off, storage clean, nothing left connected. */
  #over(phase: 'ended' | 'failed', problem?: ProblemBody): void {
    this.#remembered = undefined;
    this.#context.clear();
    forget(this.#options.storage);
    this.store.setState({ phase, ...(problem && { problem }) });
    this.media.release();
    this.realtime.close();
    this.participation.forget();
  }
}
