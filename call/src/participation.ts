import { evolve, participantOf, refusal, soundDeviceOf, supervisorOf } from '@parley/engagement';
import type {
  DownMessage,
  EngagementId,
  EngagementState,
  Participant,
  ParticipantId,
  Quality,
  Supervisor,
  TrackSize,
} from '@parley/protocol';
import type { DeviceProblem, LiveEngagement, Outcome, PreviewedCamera } from './api.ts';
import { done, refused } from './outcome.ts';
import type { Media } from './media/media.ts';
import type { Asking } from './signal/asks.ts';
import type { News, Realtime } from './signal/realtime.ts';

type Snapshot = Extract<DownMessage, { type: 'engagement.snapshot' }>;
type Happened = Extract<DownMessage, { type: 'engagement.happened' }>;
type Resume = { engagementId: EngagementId; lastSeq: number; mediaEpoch: string }[];
/** Commands that need nothing but the engagement. */
type PlainCommand = Exclude<NothingElse<Asking>, 'media.subscribe' | 'engagement.take'>;
type NothingElse<A> = A extends { readonly type: infer Type; readonly engagementId: EngagementId }
  ? Exclude<keyof A, 'type' | 'engagementId'> extends never
    ? Type
    : never
  : never;

/** What this person has asked for and the server has not answered. */
interface Wishes {
  muted?: boolean;
  camera?: boolean;
  screen?: boolean;
}

export interface ParticipationOptions {
  readonly realtime: Realtime;
  readonly media: Media;
  /** Who this person is in an engagement, when the server doesn't say. */
  readonly selfIn: (state: EngagementState) => ParticipantId | undefined;
  /** `live` or `ended` changed. */
  readonly onChange: () => void;
}

/**
 * This person's part in one engagement: its state as the server tells it, and microphone, camera and connections as
 * that state says. What the person has just asked for goes before, until the server has answered.
 */
export class Participation {
  readonly #options: ParticipationOptions;
  #live: LiveEngagement | undefined;
  #ended: EngagementState | undefined;
  #epoch = '';
  #wishes: Wishes = {};
  #hasGivenUpCamera = false;
  #isStoppingScreen = false;

  constructor(options: ParticipationOptions) {
    this.#options = options;
  }

  get live(): LiveEngagement | undefined {
    return this.#live;
  }

  /** The engagement whose end was seen last, until forgotten. */
  get ended(): EngagementState | undefined {
    return this.#ended;
  }

  /** What is known, for the server to tell the rest. */
  get resume(): Resume {
    const known = this.#live?.state ?? this.#ended;
    return known ? [{ engagementId: known.id, lastSeq: known.seq, mediaEpoch: this.#epoch }] : [];
  }

  heard(news: News): void {
    const { media } = this.#options;
    switch (news.type) {
      case 'session.welcome':
        media.useIceServers(news.iceServers);
        media.realtimeIsBack();
        if (this.#live) this.#follow(this.#live.state, this.#live.selfId);
        break;
      case 'engagement.snapshot':
        this.#learn(news);
        break;
      case 'engagement.happened':
        this.#advance(news);
        break;
      case 'lane.received':
        if (news.engagementId === this.#live?.state.id && news.body.topic === 'quality')
          media.othersQuality(news.participantId, news.body);
        break;
      case 'media.reset':
        if (news.engagementId === this.#live?.state.id) this.#epoch = news.mediaEpoch;
        media.heard(news);
        break;
      case 'media.offer':
      case 'media.lines':
      case 'media.failed':
      case 'media.wanted':
        media.heard(news);
        break;
      default:
    }
  }

  #learn({ engagement, participantId, mediaEpoch }: Snapshot): void {
    // Who supervised and is found to do so no more is nowhere in it.
    const known = this.#live?.state.id === engagement.id ? this.#live.selfId : undefined;
    const selfId = participantId ?? this.#options.selfIn(engagement) ?? known;
    if (selfId === undefined) return;
    this.#epoch = mediaEpoch;
    this.#follow(engagement, selfId);
  }

  #advance({ event }: Happened): void {
    const known = this.#live?.state.id === event.engagementId ? this.#live.state : this.#ended;
    if (known?.id !== event.engagementId || event.seq <= known.seq) return;
    if (event.seq !== known.seq + 1) {
      this.#options.realtime.resume();
      return;
    }
    const next = evolve(known, event);
    if (this.#live) this.#follow(next, this.#live.selfId);
    else {
      this.#ended = next;
      this.#options.onChange();
    }
  }

  #follow(state: EngagementState, selfId: ParticipantId): void {
    const self = participantOf(state, selfId);
    const supervisor = supervisorOf(state, selfId);
    if (supervisor) this.#lookOn(state, supervisor);
    else if (state.phase === 'ended' || !self || self.state === 'left') this.#end(state);
    else this.#goOn(state, self);
    this.#options.onChange();
  }

  #end(state: EngagementState): void {
    const { media } = this.#options;
    // Media of another engagement is being warmed up for an invitation.
    if (media.engagementId === undefined || media.engagementId === state.id) media.release();
    this.#live = undefined;
    this.#ended = state;
    this.#wishes = {};
    this.#hasGivenUpCamera = false;
  }

  #goOn(state: EngagementState, self: Participant): void {
    const { media } = this.#options;
    this.#live = { state, selfId: self.id };
    this.#ended = undefined;
    if (this.#wishes.muted === self.muted) delete this.#wishes.muted;
    if (this.#wishes.camera === self.camera) delete this.#wishes.camera;
    if (this.#wishes.screen === self.screen) delete this.#wishes.screen;
    if (!self.camera) this.#hasGivenUpCamera = false;
    const camera = this.#wishes.camera ?? self.camera;
    // Of the two devices of a customer one has the microphone, so that they don't hear themselves.
    const speaksHere = self.role !== 'customer' || soundDeviceOf(state)?.id === self.id;
    media.setMicrophone({ muted: this.#wishes.muted ?? self.muted, held: state.phase === 'waiting' });
    if (!camera && media.devices.camera.isRunning) media.devices.camera.stop('off');
    void media.devices.want(camera, speaksHere).then(() => this.#noticeCamera());
    media.connect(state.id, this.#epoch);
    this.#matchScreen(self);
  }

  /** A supervisor's microphone runs while they whisper, and at no other time. */
  #lookOn(state: EngagementState, { id, mode }: Supervisor): void {
    const { media } = this.#options;
    this.#live = { state, selfId: id };
    this.#ended = undefined;
    media.setMicrophone({ muted: false, held: false });
    if (mode === 'whisper') void media.devices.want(false);
    else media.devices.release();
    media.connect(state.id, this.#epoch);
  }

  /** Without a picture the others should see that there is none, and not wait for one. */
  #noticeCamera(): void {
    const live = this.#live;
    const self = live && participantOf(live.state, live.selfId);
    const failed = this.#options.media.devices.camera.device.state === 'failed';
    if (!self?.camera || !failed || this.#hasGivenUpCamera) return;
    this.#hasGivenUpCamera = true;
    void this.ask('camera.stop');
  }

  /**
   * A capture lives as long as the page and goes on through every reconnection. After a reload there is none, which the
   * others have to be told; and one that was refused has no business to go on.
   */
  #matchScreen(self: Participant): void {
    const { screen } = this.#options.media;
    const isWanted = this.#wishes.screen ?? self.screen;
    if (!isWanted && screen.isRunning) screen.stop();
    if (isWanted && !screen.isRunning && !this.#isStoppingScreen) void this.stopScreen();
  }

  cameraLost(): void {
    this.#noticeCamera();
  }

  /** Says it to the others, when there are any to hear it. */
  tellQuality(body: Quality): void {
    const { state, selfId } = this.#live ?? {};
    const others = state?.participants.some((other) => other.id !== selfId && other.state === 'present');
    if (state?.phase === 'active' && others && selfId && participantOf(state, selfId))
      this.#options.realtime.tell({ type: 'lane.send', engagementId: state.id, body });
  }

  forgetEnded(): void {
    this.#ended = undefined;
    this.#options.onChange();
  }

  /** Has no part in anything any more, whatever the server thinks. */
  forget(): void {
    this.#live = undefined;
    this.#wishes = {};
    this.#hasGivenUpCamera = false;
    this.forgetEnded();
  }

  showAt(sizes: readonly TrackSize[]): void {
    this.#options.media.resize(sizes);
  }

  async ask(type: PlainCommand): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    return engagementId === undefined
      ? refused('engagement-not-active')
      : this.#options.realtime.ask({ type, engagementId });
  }

  /** The same for what needs more than the engagement. */
  async askAbout(say: (engagementId: EngagementId) => Asking): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    return engagementId === undefined
      ? refused('engagement-not-active')
      : this.#options.realtime.ask(say(engagementId));
  }

  /** The customer's answer to being recorded. */
  async answerRecording(allow: boolean): Promise<Outcome> {
    const engagementId = this.#live?.state.id;
    return engagementId === undefined
      ? refused('engagement-not-active')
      : this.#options.realtime.ask({ type: 'recording.answer', engagementId, allow });
  }

  /** Cuts the microphone here at once; that nobody hears it is the server's doing. */
  async setMuted(muted: boolean): Promise<Outcome> {
    const { media } = this.#options;
    if (!muted) {
      const problem = await media.devices.retryMicrophone();
      if (problem) return refused('media-refused', `microphone-${problem}`);
    }
    return this.#wish({ muted }, muted ? 'track.mute' : 'track.unmute');
  }

  async startCamera(previewed?: PreviewedCamera): Promise<Outcome> {
    if (!this.#live) {
      previewed?.track.stop();
      return refused('engagement-not-active');
    }
    this.#wishes.camera = true;
    const problem = await this.#options.media.devices.startCamera(previewed);
    if (!problem) return this.#wish({ camera: true }, 'camera.start');
    delete this.#wishes.camera;
    return refused('media-refused', `camera-${problem}`);
  }

  stopCamera(): Promise<Outcome> {
    return this.#wish({ camera: false }, 'camera.stop');
  }

  /**
   * Starts what the customer is asked for while their answer is on its way, so that the browser asks in the same gesture.
   * What is refused, or has run out meanwhile, is not shown to anyone.
   */
  async shareWhenAllowed(
    what: 'camera' | 'screen',
    say: {
      readonly allow: () => Promise<Outcome>;
      readonly fail: (problem: DeviceProblem) => Promise<Outcome>;
    },
  ): Promise<Outcome> {
    if (!this.#live) return refused('engagement-not-active');
    const captured = this.#capture(what);
    const answered = await say.allow();
    const problem = await captured;
    const { devices, screen } = this.#options.media;
    const runs = what === 'camera' ? devices.camera.isRunning : screen.isRunning;
    if (answered.ok && runs) return this.#wish({ [what]: true }, `${what}.start`);
    delete this.#wishes[what];
    if (this.#live) this.#follow(this.#live.state, this.#live.selfId);
    if (!answered.ok || !problem) return answered;
    await say.fail(problem);
    return refused('media-refused', `${what}-${problem}`);
  }

  async #capture(what: 'camera' | 'screen'): Promise<DeviceProblem | undefined> {
    const { devices, screen } = this.#options.media;
    if (what === 'camera') {
      this.#wishes.camera = true;
      return devices.startCamera();
    }
    const problem = await screen.start();
    if (screen.isRunning) this.#wishes.screen = true;
    return problem;
  }

  /** The browser asks which screen first; nothing is asked where it would be refused anyway. */
  async startScreen(): Promise<Outcome> {
    if (!this.#live) return refused('engagement-not-active');
    const code = refusal(this.#live.state, this.#live.selfId, 'start-screen');
    if (code) return refused(code);
    const { screen } = this.#options.media;
    const problem = await screen.start();
    if (problem) return refused('media-refused', `screen-${problem}`);
    // Called off meanwhile, or being chosen already.
    return screen.isRunning ? this.#wish({ screen: true }, 'screen.start') : done;
  }

  async stopScreen(): Promise<Outcome> {
    if (!this.#live) return refused('engagement-not-active');
    this.#options.media.screen.stop();
    this.#isStoppingScreen = true;
    const outcome = await this.#wish({ screen: false }, 'screen.stop');
    this.#isStoppingScreen = false;
    return outcome;
  }

  /** Does it here, asks the server, and takes it back if refused. */
  async #wish(wish: Wishes, type: PlainCommand): Promise<Outcome> {
    this.#wishes = { ...this.#wishes, ...wish };
    if (this.#live) this.#follow(this.#live.state, this.#live.selfId);
    const outcome = await this.ask(type);
    if (outcome.ok || !this.#live) return outcome;
    if (wish.muted !== undefined) delete this.#wishes.muted;
    if (wish.camera !== undefined) delete this.#wishes.camera;
    if (wish.screen !== undefined) delete this.#wishes.screen;
    this.#follow(this.#live.state, this.#live.selfId);
    return outcome;
  }
}
