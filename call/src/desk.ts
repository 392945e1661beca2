import type {
  EngagementId,
  EngagementState,
  IncomingInvitation,
  InvitationId,
  InvitationOver,
} from '@parley/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskClient, DeskOptions, DeskState, Outcome } from './api.ts';
import { Colleagues } from './colleagues.ts';
import { Annotating, noAnnotation } from './annotation/annotation.ts';
import { askingControls } from './asking.ts';
import { callControls } from './controls.ts';
import { Invitations } from './invitations.ts';
import { Media, noMedia } from './media/media.ts';
import { Messaging, noMessages } from './messages/messaging.ts';
import { meetingControls } from './meeting.ts';
import { done } from './outcome.ts';
import { secondDeviceControls } from './second-device.ts';
import { Participation } from './participation.ts';
import { Realtime, type News } from './signal/realtime.ts';
import { Supervising } from './supervising.ts';
import { steadyInterval } from './signal/steady-interval.ts';

/** The associate's half. Connects at once. */
export function createDeskClient(options: DeskOptions): DeskClient {
  const desk = new Desk(options);
  const { participation, media, realtime } = desk;
  return {
    store: desk.store,
    annotation: desk.annotating.controls,
    ...callControls(participation, media.devices),
    colleagues: desk.colleagues,
    supervision: desk.supervising,
    asking: askingControls(participation),
    secondDevice: secondDeviceControls(participation),
    messaging: desk.messaging.controls,
    meetings: meetingControls(realtime, participation),
    setAvailability: (chosen) => realtime.ask({ type: 'availability.set', chosen }),
    warmUp: (invitation) => desk.warmUp(invitation),
    answer: (engagementId, invitationId) => desk.answer(engagementId, invitationId),
    decline: (engagementId, invitationId) => desk.decline(engagementId, invitationId),
    take: (engagementId) => desk.take(engagementId),
    leave: () => participation.ask('engagement.leave'),
    previewCamera: (deviceId) => media.devices.previewCamera(deviceId),
    startScreen: () => participation.startScreen(),
    stopScreen: () => participation.stopScreen(),
    startRecording: () => participation.ask('recording.start'),
    stopRecording: () => participation.ask('recording.stop'),
    finishWrapUp: () => desk.finishWrapUp(),
    dismissEnded: () => participation.forgetEnded(),
    reconnect: () => realtime.reconnect(),
    close: () => desk.close(),
  };
}

class Desk {
  readonly store: StoreApi<DeskState> = createStore<DeskState>(() => ({
    connection: { phase: 'connecting' },
    serverOffsetMs: 0,
    queue: [],
    invitations: [],
    media: noMedia,
    annotation: noAnnotation,
    messages: noMessages,
  }));
  readonly realtime: Realtime;
  readonly media: Media;
  readonly participation: Participation;
  readonly colleagues: Colleagues;
  readonly supervising: Supervising;
  readonly annotating: Annotating;
  readonly messaging: Messaging;
  readonly #invitations = new Invitations(() => {
    this.store.setState({ invitations: this.#invitations.all });
    this.#coolDown();
  });
  /** The invitation whose answer is on its way: its media is kept although it no longer rings. */
  #answering: EngagementId | undefined;

  constructor({ url, storage }: DeskOptions) {
    this.realtime = new Realtime({
      url,
      hello: () => ({ resume: this.participation.resume }),
      onNews: (news) => this.#heard(news),
      onState: (connection) => {
        this.store.setState({ connection });
        if (connection.phase === 'replaced' || connection.phase === 'refused') this.media.release();
      },
      onClock: (serverOffsetMs) => this.store.setState({ serverOffsetMs }),
      interval: steadyInterval,
    });
    this.media = new Media({
      realtime: this.realtime,
      memory: storage,
      onChange: (media) => this.store.setState({ media }),
      onQuality: (quality) => this.participation.tellQuality(quality),
      onCameraLost: () => this.participation.cameraLost(),
      sharesScreen: { onEnded: () => void this.participation.stopScreen() },
    });
    this.participation = new Participation({
      realtime: this.realtime,
      media: this.media,
      selfIn: (state) => this.#selfIn(state),
      onChange: () => this.#participationChanged(),
    });
    this.colleagues = new Colleagues({
      realtime: this.realtime,
      participation: this.participation,
      onChange: (roster) => this.store.setState({ roster }),
    });
    this.supervising = new Supervising({
      realtime: this.realtime,
      participation: this.participation,
      media: this.media,
      onChange: (board) => this.store.setState({ board }),
    });
    this.annotating = new Annotating({
      realtime: this.realtime,
      // The desk is a page of the server's own, and the associate's cookie goes along.
      access: () => ({ origin: '', token: undefined }),
      trackOf: (source) => this.media.state[source].track,
      serverNowMs: () => Date.now() + this.store.getState().serverOffsetMs,
      onChange: (annotation) => this.store.setState({ annotation }),
    });
    this.messaging = new Messaging({
      realtime: this.realtime,
      access: () => ({ origin: '', token: undefined }),
      onChange: (messages) => this.store.setState({ messages }),
    });
    this.realtime.open();
  }

  #selfIn(state: EngagementState) {
    const { profile } = this.store.getState();
    return state.participants.findLast(({ associateId }) => associateId === profile?.id)?.id;
  }

  #heard(news: News): void {
    if (news.type === 'session.welcome' && news.reader.role === 'associate') {
      const { profile, availability } = news.reader;
      this.store.setState({ profile, availability });
      this.#invitations.connectedAnew();
      this.colleagues.connectedAnew();
      this.supervising.connectedAnew();
    } else if (news.type === 'availability.changed') this.store.setState({ availability: news.availability });
    else if (news.type === 'queue.changed') this.store.setState({ queue: news.waiting });
    else if (news.type === 'conversations.changed') this.store.setState({ conversations: news });
    else if (news.type === 'colleagues.changed') this.colleagues.heard(news);
    else if (news.type === 'board.changed') this.supervising.heard(news.board);
    else if (news.type === 'invitation.received') this.#invitations.received(news.invitation);
    else if (news.type === 'invitation.over') this.#invitationOver(news);
    this.annotating.heard(news);
    this.messaging.heard(news);
    this.participation.heard(news);
  }

  #invitationOver(over: InvitationOver): void {
    this.#invitations.over(over.invitationId);
    if (over.status === 'withdrawn' && this.#answering !== over.engagementId)
      this.store.setState({ withdrawn: over });
  }

  #participationChanged(): void {
    const { live, ended } = this.participation;
    this.annotating.follow(live);
    this.messaging.follow(live);
    const { engagement: _, ended: __, ...rest } = this.store.getState();
    this.store.setState({ ...rest, ...(live && { engagement: live }), ...(ended && { ended }) }, true);
  }

  warmUp({ engagementId, channel }: IncomingInvitation): void {
    if (this.participation.live || this.media.engagementId === engagementId) return;
    this.media.setMicrophone({ muted: false, held: true });
    void this.media.devices.want(channel === 'video');
    this.media.connect(engagementId);
  }

  /** Gives devices and connections back when nothing rings any more that they were warmed up for. */
  #coolDown(): void {
    const { engagementId } = this.media;
    if (engagementId === undefined || this.participation.live || this.#answering === engagementId) return;
    if (!this.#invitations.all.some((invitation) => invitation.engagementId === engagementId))
      this.media.release();
  }

  async answer(engagementId: EngagementId, invitationId: InvitationId): Promise<Outcome> {
    const invitation = this.#invitations.all.find((known) => known.invitationId === invitationId);
    if (invitation) this.warmUp(invitation);
    this.#answering = engagementId;
    if (this.media.engagementId === engagementId) this.media.setMicrophone({ held: false });
    const outcome = await this.realtime.ask({ type: 'invitation.accept', engagementId, invitationId });
    this.#answering = undefined;
    // Whoever gets it is told so before the reply; who does not, gives the devices back.
    if (!this.participation.live && !outcome.ok) this.#invitations.over(invitationId);
    else this.#coolDown();
    return outcome;
  }

  decline(engagementId: EngagementId, invitationId: InvitationId): Promise<Outcome> {
    this.#invitations.over(invitationId);
    return this.realtime.ask({ type: 'invitation.decline', engagementId, invitationId });
  }

  /** Devices start while the server decides. */
  async take(engagementId: EngagementId): Promise<Outcome> {
    const entry = this.store.getState().queue.find((waiting) => waiting.engagementId === engagementId);
    if (entry && !this.participation.live) void this.media.devices.want(entry.channel === 'video');
    const outcome = await this.realtime.ask({ type: 'engagement.take', engagementId });
    if (!outcome.ok && !this.participation.live) this.media.release();
    return outcome;
  }

  async finishWrapUp(): Promise<Outcome> {
    const { ended } = this.participation;
    return ended ? this.realtime.ask({ type: 'engagement.finish-wrap-up', engagementId: ended.id }) : done;
  }

  close(): void {
    this.#invitations.close();
    this.realtime.close();
    this.media.close();
  }
}
