import type {
  AskedFor,
  QuestionId,
  AssociateProfile,
  Availability,
  Board,
  Channel,
  ConsentMatter,
  ConversationsChanged,
  ContextAttribute,
  DrawnStroke,
  EngagementId,
  EngagementState,
  GrowingStroke,
  IncomingInvitation,
  InkPointer,
  InkTarget,
  InvitationId,
  InvitationOver,
  LaneBody,
  LivePicture,
  MessageId,
  ParticipantId,
  ProblemBody,
  Quality,
  QueueEntry,
  SharedView,
  StillId,
  Stroke,
  StrokeId,
  TrackSize,
  TrackSource,
} from '@parley/protocol';
import type { StoreApi } from 'zustand/vanilla';
import type { ColleagueControls, Roster, SupervisionControls } from './colleagues-api.ts';
import type { MeetingControls } from './meeting-api.ts';
import type { Outcome } from './outcome-api.ts';
import type { OwnDeviceControls, SecondDeviceControls } from './second-device-api.ts';
import type { Voices } from './media/speakers.ts';

/**
 * What the desk and the customer's interface see of the browser's half of a call: one store to read and a handful
 * of functions. Whatever happens underneath (reconnecting, new connections, new devices) shows as state here.
 */

export type { ColleagueControls, Roster, SupervisionControls, TransferWish } from './colleagues-api.ts';
export type { Outcome } from './outcome-api.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online' }
  /** Trying by itself; `nextAttemptAt` is a local `performance.now()` time for a countdown. */
  | { readonly phase: 'reconnecting'; readonly since: number; readonly nextAttemptAt: number }
  /** The same person opened Parley elsewhere. `reconnect()` takes it back. */
  | { readonly phase: 'replaced' }
  /** The cookie or token is no longer good, or the page is too old for the server. */
  | { readonly phase: 'refused'; readonly problem: ProblemBody };

export type DeviceProblem =
  | 'blocked' // the person or the browser's policy said no
  | 'missing' // no such device
  | 'in-use' // another program holds it
  | 'failed';

/** One of this person's own devices. */
export interface LocalDevice {
  readonly state: 'idle' | 'starting' | 'on' | 'off' | 'failed';
  readonly problem?: DeviceProblem;
  /** The live capture while on; the UI puts it into a `<video>` or a level meter. */
  readonly track?: MediaStreamTrack;
  /** Chosen device, when not the browser's default. */
  readonly deviceId?: string;
  readonly label?: string;
}

/** This person's screen. */
export interface LocalScreen {
  /** `unavailable`: this browser can't share one; `choosing`: the browser asks which. */
  readonly state: 'unavailable' | 'off' | 'choosing' | 'on';
  /** The live capture while on. */
  readonly track?: MediaStreamTrack;
}

export interface DeviceChoice {
  readonly deviceId: string;
  readonly label: string;
}

/** What can be chosen; labels are empty until permission was given. */
export interface DeviceList {
  readonly microphones: readonly DeviceChoice[];
  readonly cameras: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
  readonly speakerId?: string;
}

/** A track of someone else as it arrives. */
export interface RemoteTrack {
  readonly participantId: ParticipantId;
  readonly source: TrackSource;
  readonly track: MediaStreamTrack;
}

export interface MediaState {
  readonly microphone: LocalDevice;
  readonly camera: LocalDevice;
  readonly screen: LocalScreen;
  readonly devices: DeviceList;
  readonly remote: readonly RemoteTrack[];
  /** `reconnecting` while a connection is being replaced; pictures may stand still. */
  readonly path: 'idle' | 'connecting' | 'connected' | 'reconnecting';
  /** Own measure of the path, and what the others say of theirs. */
  readonly quality?: Quality;
  readonly othersQuality: Readonly<Record<string, Quality>>;
  /** Who of the others is speaking, and who has the floor; empty while there is only one of them. */
  readonly voices: Voices;
  /** The own microphone hears speech although it is muted. */
  readonly speakingWhileMuted: boolean;
}

/** An engagement that this person is in, or that they supervise. */
export interface LiveEngagement {
  readonly state: EngagementState;
  readonly selfId: ParticipantId;
}

/** The pictures of a still, as far as they are here. */
export interface StillImage {
  /** What the associate saw when freezing. */
  readonly preview?: Blob;
  /** The sharp picture: checked to be the one that everybody has. */
  readonly picture?: Blob;
  /** How much of the sharp picture is here, 0..1, while it arrives. */
  readonly progress?: number;
  /** It is kept, but could not be fetched or was not what was announced. */
  readonly problem?: 'unreachable';
}

export interface AnnotationState {
  /** The engagement's ink with what this person has just done to it, whether or not the server has answered. */
  readonly ink: readonly DrawnStroke[];
  /** By still; one that this person has just frozen may be here before the engagement tells of it. */
  readonly stillImages: Readonly<Record<StillId, StillImage>>;
}

/** What others do that is not kept; `gone`: nothing of theirs is under way any more. */
export type LaneNews =
  | Exclude<LaneBody, { topic: 'quality' | 'still-progress' | 'typing' }>
  | { readonly topic: 'gone' };

/** Ink and stills. What may not be done now has no control (see `may` in @parley/engagement). */
export interface Annotation {
  /** A finished stroke. Sent again after a reconnection, and there once. */
  draw(stroke: Stroke): Promise<Outcome>;
  change(strokeId: StrokeId, points: readonly number[], text?: string): Promise<Outcome>;
  erase(strokeIds: readonly StrokeId[]): Promise<Outcome>;
  clear(target: InkTarget, whose: 'own' | 'all'): Promise<Outcome>;
  /** The newest points of a stroke under way; said at most 120 times a second, and lost without harm. */
  grow(growing: Omit<GrowingStroke, 'topic'>): void;
  abandon(strokeId: StrokeId): void;
  point(pointer: Omit<InkPointer, 'topic'>): void;
  /** Lets the others look at the same part of a still; without a view they look where they want again. */
  shareView(stillId: StillId, view: SharedView['view']): void;
  /** Told at once of strokes that are under way; returns what ends it. */
  onLane(listener: (participantId: ParticipantId, news: LaneNews) => void): () => void;
  /** The customer's word on being drawn on or frozen. */
  withdrawConsent(matter: ConsentMatter): Promise<Outcome>;
  giveConsent(matter: ConsentMatter): Promise<Outcome>;
  /**
   * Freezes a live picture for everyone.
   * @param seen what is seen of it here at this moment, as a JPEG file: everybody's until the sharp one is there
   */
  freeze(of: LivePicture, seen: Promise<Blob | undefined> | undefined): Promise<Outcome>;
  unfreeze(): Promise<Outcome>;
  showStill(stillId: StillId): Promise<Outcome>;
  deleteStill(stillId: StillId): Promise<Outcome>;
  /** Fetches the pictures of a still that are not here any more. */
  wantStill(stillId: StillId): void;
  newStrokeId(): StrokeId;
}

/** A camera that only this person sees so far. Whoever asked for it stops it, or shares it. */
export interface PreviewedCamera {
  readonly track: MediaStreamTrack;
  /** When it is not the browser's default. */
  readonly deviceId?: string | undefined;
}

/** Controls that both sides have; what may not be done now is absent from the UI (see `may` in @parley/engagement). */
export interface CallControls {
  mute(): Promise<Outcome>;
  unmute(): Promise<Outcome>;
  /** @param previewed a picture of it that runs already; the camera shared is then the one previewed */
  startCamera(previewed?: PreviewedCamera): Promise<Outcome>;
  stopCamera(): Promise<Outcome>;
  pause(): Promise<Outcome>;
  resume(): Promise<Outcome>;
  /** Ends the engagement for everyone. */
  exit(): Promise<Outcome>;
  chooseMicrophone(deviceId: string): Promise<Outcome>;
  chooseCamera(deviceId: string): Promise<Outcome>;
  /** Where the browser supports it; applied by the UI's media elements through `devices.speakerId`. */
  chooseSpeaker(deviceId: string): void;
  /**
   * How large the others' pictures are shown here, so that nobody sends more than has a use; always the whole of it.
   * What isn't named is shown in full.
   */
  showAt(sizes: readonly TrackSize[]): void;
  flipCamera(): Promise<Outcome>;
}

/** Asking the customer to share something. */
export interface AskingControls {
  ask(what: AskedFor): Promise<Outcome>;
  withdraw(questionId: QuestionId): Promise<Outcome>;
}

/** The customer's answer to being asked. */
export interface AnsweringControls {
  /** To be called from a click: the browser may ask which screen. Whatever it refuses the associate is told. */
  allow(questionId: QuestionId, what: AskedFor): Promise<Outcome>;
  decline(questionId: QuestionId): Promise<Outcome>;
}

/** A message that the server has not told yet: on its way, waiting for the connection, or refused. */
export interface PendingMessage {
  readonly id: MessageId;
  /** Of a file, its name. */
  readonly text: string;
  readonly file?: {
    /** How much of it has arrived, 0..1. */
    readonly part: number;
  };
  readonly problem?: ProblemBody;
}

export interface MessagesState {
  /** In the order in which they were written; they come after those of the engagement's state. */
  readonly pending: readonly PendingMessage[];
  readonly typing: readonly ParticipantId[];
}

/** Writing to the others in the engagement. */
export interface MessagingControls {
  /** Sent once, however often the connection is lost meanwhile. */
  send(text: string): Promise<Outcome>;
  /** A picture or PDF; sent once, too. What can't be sent is among the pending ones with its problem. */
  sendFile(file: File): Promise<Outcome>;
  /** The content of a message's file. */
  loadFile(id: MessageId): Promise<Blob | ProblemBody>;
  /** One that was refused. */
  sendAgain(id: MessageId): void;
  discard(id: MessageId): void;
  /** Everything that there is has been on the screen. */
  seeAll(): void;
  /** To be called with each key; who stops is noticed. */
  typing(isTyping: boolean): void;
}

/** A screen of one's own; microphone and camera go on. */
export interface ScreenControls {
  /** Lets the browser ask which screen; to be called from a gesture (click or key). */
  startScreen(): Promise<Outcome>;
  stopScreen(): Promise<Outcome>;
}

export interface DeskState {
  readonly connection: ConnectionState;
  /** Add to `Date.now()` for the server's time. */
  readonly serverOffsetMs: number;
  readonly profile?: AssociateProfile;
  readonly availability?: Availability;
  readonly queue: readonly QueueEntry[];
  readonly invitations: readonly IncomingInvitation[];
  /** The invitation that was taken back last, unless this client was just answering it: that has its own outcome. */
  readonly withdrawn?: InvitationOver;
  /** These two while watched; see `ColleagueControls`, `SupervisionControls`. */
  readonly roster?: Roster | undefined;
  readonly board?: Board | undefined;
  readonly engagement?: LiveEngagement;
  /** The engagement that ended last, until dismissed, for the wrap-up screen. */
  readonly ended?: EngagementState;
  readonly media: MediaState;
  readonly annotation: AnnotationState;
  readonly messages: MessagesState;
  /** What the server last said of SMS; absent until it has. A new object with each change of a conversation. */
  readonly conversations?: ConversationsChanged;
}

/** The associate's half. */
export interface DeskClient extends CallControls, ScreenControls {
  readonly asking: AskingControls;
  readonly secondDevice: SecondDeviceControls;
  readonly colleagues: ColleagueControls;
  readonly supervision: SupervisionControls;
  readonly messaging: MessagingControls;
  readonly meetings: MeetingControls;
  readonly store: StoreApi<DeskState>;
  readonly annotation: Annotation;
  setAvailability(chosen: 'available' | 'away'): Promise<Outcome>;
  /** Asks for devices and connects media while it rings, so that answering is instant. Called by the incoming card. */
  warmUp(invitation: IncomingInvitation): void;
  answer(engagementId: EngagementId, invitationId: InvitationId): Promise<Outcome>;
  decline(engagementId: EngagementId, invitationId: InvitationId): Promise<Outcome>;
  /** Answers an engagement from the queue without having been rung. */
  take(engagementId: EngagementId): Promise<Outcome>;
  leave(): Promise<Outcome>;
  /** Starts a camera for nobody but this person; where none is named, the one that sharing would take. */
  previewCamera(deviceId?: string): Promise<PreviewedCamera | DeviceProblem>;
  /** Asks the customer first where the scenario says so. */
  startRecording(): Promise<Outcome>;
  stopRecording(): Promise<Outcome>;
  finishWrapUp(): Promise<Outcome>;
  dismissEnded(): void;
  reconnect(): void;
  close(): void;
}

export interface DeskOptions {
  /** `wss://…/realtime`; authentication is the page's cookie. */
  readonly url: string;
  /** Remembers the chosen devices, e.g. `localStorage`. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export type CustomerPhase =
  | 'idle'
  | 'preparing' // asking the browser for devices
  | 'requesting'
  | 'waiting'
  | 'active'
  | 'ended'
  | 'failed'; // the request was refused; `problem` says why

export interface CustomerState {
  readonly phase: CustomerPhase;
  readonly connection: ConnectionState;
  readonly serverOffsetMs: number;
  readonly problem?: ProblemBody;
  readonly engagement?: LiveEngagement;
  /** Place in the queue, 1 is next. */
  readonly place?: number;
  readonly media: MediaState;
  readonly annotation: AnnotationState;
  readonly messages: MessagesState;
}

/** The customer's half. Keeps the engagement's token in `storage`, so that another page of the site carries on. */
export interface CustomerClient extends CallControls, ScreenControls {
  readonly answering: AnsweringControls;
  readonly ownDevices: OwnDeviceControls;
  readonly messaging: MessagingControls;
  readonly store: StoreApi<CustomerState>;
  readonly annotation: Annotation;
  /** True when a page load finds an engagement to go on with; connects at once. (`resume` is the end of a pause.) */
  restore(): boolean;
  /** Asks for devices (a missing or blocked camera or microphone does not stop it), then for an associate. */
  request(channel: Channel): Promise<Outcome>;
  /** The answer to being asked for a recording. */
  answerRecording(allow: boolean): Promise<Outcome>;
  /** New facts about page and device. */
  setContext(attributes: readonly ContextAttribute[]): void;
  /** From `ended` or `failed` back to `idle`. */
  reset(): void;
  reconnect(): void;
  close(): void;
}

export interface CustomerOptions {
  /** Origin of the Parley server, e.g. `https://parley.example`. */
  readonly origin: string;
  readonly clientId: string;
  /** Collected at the moment of the request; see features.md "Automatically collected caller information". */
  readonly context: () => readonly ContextAttribute[];
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}
