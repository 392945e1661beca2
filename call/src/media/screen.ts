import type { DeviceProblem, LocalScreen } from '../api.ts';
import { problemOf } from './capture.ts';

export interface ScreenOptions {
  /** State or tracks changed. */
  readonly onChange: () => void;
  /** The person stopped it in the browser's own bar, or closed what was shown. */
  readonly onEnded: () => void;
}

/** `DisplayMediaStreamOptions` with the members that TypeScript's DOM does not know yet (W3C screen-capture §5.3). */
interface ScreenRequest extends DisplayMediaStreamOptions {
  readonly surfaceSwitching: 'include';
  readonly selfBrowserSurface: 'exclude';
  readonly systemAudio: 'include';
}

/** 1080p is what text needs to stay readable; fifteen frames a second are enough for scrolling, and cost half of thirty. */
const request: ScreenRequest = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 15 } },
  // What a page plays, as it is: the filters that help a voice harm it.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  surfaceSwitching: 'include',
  selfBrowserSurface: 'exclude',
  systemAudio: 'include',
};

/** Most phones can't, and nothing can on pages that are not served securely. */
export const canCaptureScreen = (): boolean =>
  typeof navigator !== 'undefined' && navigator.mediaDevices?.getDisplayMedia !== undefined;

/** This person's screen: captured from choosing it until it is stopped, here or in the browser's own bar. */
export class Screen {
  readonly #options: ScreenOptions;
  #screen: LocalScreen = { state: canCaptureScreen() ? 'off' : 'unavailable' };
  #audio: MediaStreamTrack | undefined;
  /** Counts stops: what was chosen after one is not shown. */
  #turn = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  get state(): LocalScreen {
    return this.#screen;
  }

  /** Sound of what is shown, where the browser and the person give it. */
  get audio(): MediaStreamTrack | undefined {
    return this.#audio;
  }

  get isRunning(): boolean {
    return this.#screen.state === 'on';
  }

  /** Asks which screen, window or tab. Needs a gesture of the person. The problem, or nothing when it runs. */
  async start(): Promise<DeviceProblem | undefined> {
    if (!canCaptureScreen()) return 'missing';
    if (this.#screen.state !== 'off') return undefined;
    const turn = this.#turn;
    this.#set({ state: 'choosing' });
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(request);
      if (turn === this.#turn) this.#show(stream);
      else for (const track of stream.getTracks()) track.stop();
      return undefined;
    } catch (error) {
      if (turn === this.#turn) this.#set({ state: 'off' });
      return problemOf(error);
    }
  }

  #show(stream: MediaStream): void {
    const [video] = stream.getVideoTracks();
    [this.#audio] = stream.getAudioTracks();
    if (!video) return this.stop();
    // Text: the encoder keeps the resolution and lets the frame rate go (W3C mst-content-hint §3).
    video.contentHint = 'detail';
    if (this.#audio) this.#audio.contentHint = 'music';
    video.addEventListener('ended', () => {
      if (this.#screen.track !== video) return;
      this.stop();
      this.#options.onEnded();
    });
    this.#set({ state: 'on', track: video });
  }

  /** Lets go of it; nothing happens where it does not run. */
  stop(): void {
    const { state, track } = this.#screen;
    this.#turn += 1;
    if (state !== 'on' && state !== 'choosing') return;
    track?.stop();
    this.#audio?.stop();
    this.#audio = undefined;
    this.#set({ state: 'off' });
  }

  #set(screen: LocalScreen): void {
    this.#screen = screen;
    this.#options.onChange();
  }
}
