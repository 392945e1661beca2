import type { DeviceChoice, DeviceList, DeviceProblem, PreviewedCamera } from '../api.ts';
import { captureBoth, captureOne, isProblem, type Captured } from './capture.ts';
import { readChosen, writeChosen, type ChosenDevices, type Memory } from './device-memory.ts';
import { LocalSource } from './local-source.ts';

export interface DevicesOptions {
  readonly memory: Memory | undefined;
  readonly onChange: () => void;
  /** The camera stopped by itself, and nothing took its place. */
  readonly onCameraLost: (problem: DeviceProblem) => void;
}

/** Browsers without it always play through the system's speaker (Safari, Firefox before 116). */
const canChooseSpeaker = (): boolean =>
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;

/** Absent on pages that are not served securely, whatever the type says (Secure Contexts §1). */
const mediaDevices = (): MediaDevices | undefined =>
  typeof navigator === 'undefined' ? undefined : navigator.mediaDevices;

/** This person's microphone and camera, and the list of what else could be chosen. */
export class Devices {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly #options: DevicesOptions;
  readonly #stop = new AbortController();
  #list: DeviceList = { microphones: [], cameras: [], speakers: [] };
  #isMicrophoneWanted = false;
  #chosen: ChosenDevices;

  constructor(options: DevicesOptions) {
    this.#options = options;
    const chosen = readChosen(options.memory);
    this.#chosen = chosen;
    const onChange = () => options.onChange();
    this.microphone = new LocalSource({
      kind: 'microphone',
      deviceId: chosen.microphone,
      onChange,
      onLost: () => undefined,
    });
    this.camera = new LocalSource({
      kind: 'camera',
      deviceId: chosen.camera,
      onChange,
      onLost: (problem) => options.onCameraLost(problem),
    });
    if (chosen.speaker !== undefined) this.#list = { ...this.#list, speakerId: chosen.speaker };
    this.#watch();
    void this.#refresh();
  }

  get list(): DeviceList {
    return this.#list;
  }

  /**
   * Runs the microphone unless it is not wanted, and the camera if asked, with one question to the person. What runs
   * goes on, and what failed is left alone.
   */
  async want(camera: boolean, microphone = true): Promise<void> {
    this.#isMicrophoneWanted = microphone;
    if (!microphone && this.microphone.device.state !== 'idle') this.microphone.stop('idle');
    const microphoneRests = microphone && this.microphone.device.state === 'idle';
    const cameraRests = !this.camera.isRunning;
    if (microphoneRests && camera && cameraRests) await this.#startBoth();
    else
      await Promise.all([
        microphoneRests && this.microphone.start(),
        camera && cameraRests && this.camera.start(),
      ]);
    await this.#refresh();
  }

  async #startBoth(): Promise<void> {
    const both = captureBoth(this.microphone.which, this.camera.which);
    const part = (kind: 'microphone' | 'camera') => async (): Promise<Captured> => (await both)[kind];
    await Promise.all([this.microphone.start(part('microphone')), this.camera.start(part('camera'))]);
  }

  /** Also after a failure, when the person tries again. */
  async startCamera(previewed?: PreviewedCamera): Promise<DeviceProblem | undefined> {
    if (this.camera.isRunning) {
      previewed?.track.stop();
      return undefined;
    }
    const problem = await (previewed ? this.camera.take(previewed) : this.camera.start());
    if (previewed) this.#remember();
    await this.#refresh();
    return problem;
  }

  async previewCamera(deviceId?: string): Promise<PreviewedCamera | DeviceProblem> {
    const which = deviceId === undefined ? this.camera.which : { deviceId, exactly: true };
    const captured = await captureOne('camera', which);
    await this.#refresh();
    return isProblem(captured) ? captured : { track: captured, deviceId: deviceId ?? this.camera.chosenId };
  }

  async retryMicrophone(): Promise<DeviceProblem | undefined> {
    if (this.microphone.device.state !== 'failed') return undefined;
    this.#isMicrophoneWanted = true;
    const problem = await this.microphone.start();
    await this.#refresh();
    return problem;
  }

  async chooseMicrophone(deviceId: string): Promise<DeviceProblem | undefined> {
    const problem = await this.microphone.choose(deviceId);
    this.#remember();
    return problem;
  }

  async chooseCamera(deviceId: string): Promise<DeviceProblem | undefined> {
    const problem = await this.camera.choose(deviceId);
    this.#remember();
    return problem;
  }

  chooseSpeaker(deviceId: string): void {
    this.#list = { ...this.#list, speakerId: deviceId };
    this.#remember();
    this.#options.onChange();
  }

  /** The other side's camera where there are sides, else the next one in the list. */
  async flipCamera(): Promise<DeviceProblem | undefined> {
    if (this.camera.device.track?.getSettings().facingMode !== undefined) return this.camera.turnAround();
    const { cameras } = this.#list;
    const now = this.camera.device.track?.getSettings().deviceId;
    const next = cameras[(cameras.findIndex(({ deviceId }) => deviceId === now) + 1) % cameras.length];
    return next && next.deviceId !== now ? this.chooseCamera(next.deviceId) : undefined;
  }

  /** Gives both back. */
  release(): void {
    this.#isMicrophoneWanted = false;
    this.microphone.stop('idle');
    this.camera.stop('idle');
  }

  close(): void {
    this.#stop.abort();
    this.release();
  }

  #remember(): void {
    const { chosenId: microphone } = this.microphone;
    const { chosenId: camera } = this.camera;
    const { speakerId: speaker } = this.#list;
    this.#chosen = {
      ...(microphone !== undefined && { microphone }),
      ...(camera !== undefined && { camera }),
      ...(speaker !== undefined && { speaker }),
    };
    writeChosen(this.#options.memory, this.#chosen);
  }

  /** New devices and new permissions change the list, and may be what a failed microphone waits for. */
  #watch(): void {
    if (typeof navigator === 'undefined') return;
    const { signal } = this.#stop;
    mediaDevices()?.addEventListener(
      'devicechange',
      () => void this.#changed(['missing', 'in-use', 'failed']),
      {
        signal,
      },
    );
    for (const name of ['microphone', 'camera'] as const) {
      navigator.permissions
        ?.query({ name })
        .then((status) =>
          status.addEventListener(
            'change',
            () => void this.#changed(status.state === 'granted' ? ['blocked'] : []),
            { signal },
          ),
        )
        // Firefox before 132 can't tell about devices; the list is then as it was when it was last asked for.
        .catch(() => undefined);
    }
  }

  async #changed(mayBeSolved: readonly DeviceProblem[]): Promise<void> {
    if (this.#stop.signal.aborted) return;
    await this.#refresh();
    const { problem } = this.microphone.device;
    if (this.#isMicrophoneWanted && problem && mayBeSolved.includes(problem)) await this.microphone.start();
  }

  async #refresh(): Promise<void> {
    const found = await mediaDevices()?.enumerateDevices();
    if (!found || this.#stop.signal.aborted) return;
    const choices = (kind: MediaDeviceKind): DeviceChoice[] =>
      found.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ deviceId, label }));
    this.#list = {
      ...this.#list,
      microphones: choices('audioinput'),
      cameras: choices('videoinput'),
      speakers: canChooseSpeaker() ? choices('audiooutput') : [],
    };
    this.#options.onChange();
  }
}
