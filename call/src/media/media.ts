import type { EngagementId, IceServer, Quality, TrackSize, TrackSource } from '@parley/protocol';
import type { DeviceProblem, MediaState } from '../api.ts';
import { onWake } from '../signal/network.ts';
import type { Realtime } from '../signal/realtime.ts';
import type { Memory } from './device-memory.ts';
import { Devices } from './devices.ts';
import { readFigures, type Figures } from './figures.ts';
import { MediaPath, type MediaMessage } from './media-path.ts';
import { lasting, lastingMeasurements, measureEveryMs, noQuality, qualityOf } from './quality.ts';
import { canCaptureScreen, Screen } from './screen.ts';
import { noVoices, Speakers } from './speakers.ts';
import { SpeechWatch } from './speech.ts';

export interface MediaOptions {
  readonly realtime: Pick<Realtime, 'ask' | 'isOnline'>;
  readonly memory: Memory | undefined;
  readonly onChange: (state: MediaState) => void;
  /** Every two seconds while media is connected. */
  readonly onQuality: (quality: Quality) => void;
  readonly onCameraLost: (problem: DeviceProblem) => void;
  /** Whether this person may come to share their screen; absent for those who never do, whom the lines would cost. */
  readonly sharesScreen?: { readonly onEnded: () => void };
}

export const noMedia: MediaState = {
  microphone: { state: 'idle' },
  camera: { state: 'idle' },
  screen: { state: 'unavailable' },
  devices: { microphones: [], cameras: [], speakers: [] },
  remote: [],
  path: 'idle',
  othersQuality: {},
  voices: noVoices,
  speakingWhileMuted: false,
};

const listenEveryMs = 200;

/** Everything of a call that is picture and sound: own devices and screen, the path to the others, and how good it is. */
export class Media {
  readonly devices: Devices;
  readonly screen: Screen;
  readonly #options: MediaOptions;
  readonly #stopWatching: () => void;
  readonly #sent = new Map<TrackSource, MediaStreamTrack | undefined>([
    ['microphone', undefined],
    ['camera', undefined],
  ]);
  #state = noMedia;
  #iceServers: readonly IceServer[] = [];
  #engagementId: EngagementId | undefined;
  #path: MediaPath | undefined;
  #sizes = '[]';
  #isMuted = false;
  #isHeld = false;
  #speech: SpeechWatch | undefined;
  #speakers = new Speakers();
  #listening: ReturnType<typeof setInterval> | undefined;
  #figures: Figures | undefined;
  #latest: readonly Quality[] = [];
  #measuring: ReturnType<typeof setInterval> | undefined;

  constructor(options: MediaOptions) {
    this.#options = options;
    this.devices = new Devices({
      memory: options.memory,
      onChange: () => this.#devicesChanged(),
      onCameraLost: options.onCameraLost,
    });
    this.screen = new Screen({
      onChange: () => this.#screenChanged(),
      onEnded: () => options.sharesScreen?.onEnded(),
    });
    this.#state = { ...noMedia, devices: this.devices.list };
    if (options.sharesScreen && canCaptureScreen()) {
      this.#sent.set('screen', undefined).set('screen-audio', undefined);
      this.#state = { ...this.#state, screen: this.screen.state };
    }
    this.#stopWatching = onWake((reason) => {
      if (reason === 'network' && options.realtime.isOnline) this.#path?.networkChanged();
    });
  }

  get state(): MediaState {
    return this.#state;
  }

  /** Of which engagement this is, or may become, the media. */
  get engagementId(): EngagementId | undefined {
    return this.#engagementId;
  }

  /** Connects media of this engagement, or anew if its epoch is another one. Does nothing where there is no WebRTC. */
  connect(engagementId: EngagementId, epoch?: string): void {
    this.#engagementId = engagementId;
    if (typeof RTCPeerConnection === 'undefined') return;
    if (this.#path?.engagementId !== engagementId) this.#open(engagementId, epoch);
    else if (epoch !== undefined) this.#path.enter(epoch);
  }

  #open(engagementId: EngagementId, epoch: string | undefined): void {
    this.#path?.close();
    this.#path = new MediaPath(
      {
        engagementId,
        realtime: this.#options.realtime,
        iceServers: () => this.#iceServers,
        tracks: () => this.#sent,
        onChange: () => this.#pathChanged(),
      },
      epoch,
    );
    clearInterval(this.#measuring);
    this.#measuring = setInterval(() => void this.#measure(), measureEveryMs);
    this.#pathChanged();
  }

  heard(message: MediaMessage): void {
    if (message.engagementId === this.#path?.engagementId) this.#path.heard(message);
  }

  useIceServers(iceServers: readonly IceServer[]): void {
    this.#iceServers = iceServers;
  }

  realtimeIsBack(): void {
    this.#path?.realtimeIsBack();
  }

  /** `held`: nothing of the microphone leaves this computer although it runs, because nobody has answered yet. */
  setMicrophone({ muted, held }: { readonly muted?: boolean; readonly held?: boolean }): void {
    this.#isMuted = muted ?? this.#isMuted;
    this.#isHeld = held ?? this.#isHeld;
    this.#applyMute();
  }

  othersQuality(participantId: string, quality: Quality): void {
    this.#set({ othersQuality: { ...this.#state.othersQuality, [participantId]: quality } });
  }

  /** How large the others' pictures are shown; what isn't named, in full. Nothing is said that was said before. */
  resize(sizes: readonly TrackSize[]): void {
    const said = JSON.stringify(sizes);
    if (said === this.#sizes) return;
    this.#sizes = said;
    this.#path?.resize(sizes);
  }

  /** Closes the connections and gives the devices back. */
  release(): void {
    this.#path?.close();
    this.#path = undefined;
    this.#engagementId = undefined;
    this.#sizes = '[]';
    clearInterval(this.#measuring);
    this.#figures = undefined;
    this.#latest = [];
    this.#isMuted = false;
    this.#isHeld = false;
    this.devices.release();
    this.screen.stop();
    const { quality: _, ...rest } = this.#state;
    this.#state = { ...rest, path: 'idle', remote: [], othersQuality: {} };
    this.#watchVoices();
    this.#options.onChange(this.#state);
  }

  close(): void {
    this.release();
    this.#stopWatching();
    this.devices.close();
  }

  #devicesChanged(): void {
    for (const kind of ['microphone', 'camera'] as const) this.#send(kind, this.devices[kind].device.track);
    this.#set({
      microphone: this.devices.microphone.device,
      camera: this.devices.camera.device,
      devices: this.devices.list,
    });
  }

  #screenChanged(): void {
    const screen = this.screen.state;
    this.#send('screen', screen.track);
    this.#send('screen-audio', this.screen.audio);
    this.#set({ screen });
  }

  #send(source: TrackSource, track: MediaStreamTrack | undefined): void {
    if (this.#sent.get(source) === track) return;
    this.#sent.set(source, track);
    if (source === 'microphone') this.#applyMute();
    this.#path?.send(source, track);
  }

  #applyMute(): void {
    const microphone = this.#sent.get('microphone');
    const muted = this.#isMuted;
    if (microphone) microphone.enabled = !muted && !this.#isHeld;
    this.#listenTo(muted ? microphone : undefined);
  }

  #listenTo(microphone: MediaStreamTrack | undefined): void {
    if (this.#speech?.microphone === microphone) return;
    this.#speech?.close();
    this.#speech =
      microphone && new SpeechWatch(microphone, (speakingWhileMuted) => this.#set({ speakingWhileMuted }));
  }

  #pathChanged(): void {
    const path = this.#path?.state ?? 'idle';
    const remote = this.#path?.remote ?? [];
    if (path !== this.#state.path || remote !== this.#state.remote) this.#set({ path, remote });
    this.#watchVoices();
  }

  /** With one other, there is nothing to tell apart. */
  #watchVoices(): void {
    const isMany = this.#state.remote.filter(({ source }) => source === 'microphone').length > 1;
    if (isMany === (this.#listening !== undefined)) return;
    clearInterval(this.#listening);
    this.#listening = isMany ? setInterval(() => this.#listenAround(), listenEveryMs) : undefined;
    this.#speakers = new Speakers();
    if (!isMany && this.#state.voices !== noVoices) this.#set({ voices: noVoices });
  }

  #listenAround(): void {
    const before = this.#state.voices;
    const voices = this.#speakers.heard(this.#path?.levels() ?? new Map(), performance.now());
    if (JSON.stringify(voices) !== JSON.stringify(before)) this.#set({ voices });
  }

  async #measure(): Promise<void> {
    const path = this.#path;
    const { connections } = path ?? {};
    if (!path || !connections) return;
    const figures = await readFigures(connections.publishing, connections.subscribing);
    if (path !== this.#path) return;
    const quality = path.state === 'connected' ? qualityOf(this.#figures, figures) : noQuality;
    this.#figures = figures;
    this.#latest = [...this.#latest, quality].slice(-lastingMeasurements);
    const told = lasting(this.#latest);
    if (!told) return;
    this.#set({ quality: told });
    this.#options.onQuality(told);
  }

  #set(changes: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#options.onChange(this.#state);
  }
}
