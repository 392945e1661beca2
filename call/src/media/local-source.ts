import type { DeviceProblem, LocalDevice, PreviewedCamera } from '../api.ts';
import { captureOne, isProblem, type Captured, type DeviceKind, type Which } from './capture.ts';

export interface LocalSourceOptions {
  readonly kind: DeviceKind;
  /** The device chosen earlier, if it should be there. */
  readonly deviceId: string | undefined;
  /** State or track changed. */
  readonly onChange: () => void;
  /** The device went away and no other could take its place. */
  readonly onLost: (problem: DeviceProblem) => void;
}

/** The microphone, or the camera: captured while it is wanted, let go of (its light too) when it is not. */
export class LocalSource {
  readonly #options: LocalSourceOptions;
  #device: LocalDevice;
  #chosenId: string | undefined;
  #facing: 'user' | 'environment' | undefined;
  /** What is under way; anything older than the newest is thrown away when it arrives. */
  #turn = 0;

  constructor(options: LocalSourceOptions) {
    this.#options = options;
    this.#chosenId = options.deviceId;
    this.#device = this.#resting('idle');
  }

  get device(): LocalDevice {
    return this.#device;
  }

  get isRunning(): boolean {
    return this.#device.state === 'on' || this.#device.state === 'starting';
  }

  /** Not captured, and not for want of trying. */
  get rests(): boolean {
    return this.#device.state === 'idle' || this.#device.state === 'off';
  }

  get which(): Which {
    return { deviceId: this.#chosenId, facing: this.#facing };
  }

  get chosenId(): string | undefined {
    return this.#chosenId;
  }

  /** Which side's camera is taken at the next start. */
  face(facing: 'user' | 'environment'): void {
    this.#facing = facing;
  }

  /** The problem, or nothing when it runs (or was stopped again meanwhile). */
  async start(
    capture: () => Promise<Captured> = () => captureOne(this.#options.kind, this.which),
  ): Promise<DeviceProblem | undefined> {
    if (this.#device.state === 'on') return undefined;
    this.#turn += 1;
    const turn = this.#turn;
    this.#set({ ...this.#resting('starting') });
    const captured = await capture();
    return this.#arrived(turn, captured);
  }

  /** Runs what is captured already, unless something runs. */
  async take({ track, deviceId }: PreviewedCamera): Promise<DeviceProblem | undefined> {
    if (this.#device.state === 'on') {
      track.stop();
      return undefined;
    }
    if (deviceId !== this.#chosenId) {
      this.#facing = undefined;
      this.#chosenId = deviceId;
    }
    // It may have been unplugged meanwhile.
    return track.readyState === 'live' ? this.start(() => Promise.resolve(track)) : this.start();
  }

  /** Gives the device back. `off`: by choice, in an engagement; `idle`: nobody needs it. */
  stop(state: 'off' | 'idle'): void {
    this.#turn += 1;
    this.#letGo();
    if (this.#device.state !== state) this.#set(this.#resting(state));
  }

  /** Changes over to another device, or remembers it for the next start. The old one stays if the new one fails. */
  async choose(deviceId: string): Promise<DeviceProblem | undefined> {
    this.#facing = undefined;
    // Without a permission the browser gives devices no ids.
    if (deviceId === '') return this.#changeOver({}, undefined);
    return this.#changeOver({ deviceId, exactly: true }, deviceId);
  }

  /** The camera at the other side of a phone. */
  async turnAround(): Promise<DeviceProblem | undefined> {
    const now = this.#device.track?.getSettings().facingMode ?? this.#facing ?? 'user';
    const facing = now === 'environment' ? 'user' : 'environment';
    const problem = await this.#changeOver({ facing }, undefined);
    if (!problem) this.#facing = facing;
    return problem;
  }

  async #changeOver(which: Which, chosenId: string | undefined): Promise<DeviceProblem | undefined> {
    const { kind } = this.#options;
    const before = this.#chosenId;
    this.#chosenId = chosenId;
    if (this.#device.state !== 'on' && this.#device.state !== 'failed') {
      this.#set({ ...this.#device, ...this.#choice() });
      return undefined;
    }
    this.#turn += 1;
    const turn = this.#turn;
    let captured = await captureOne(kind, which);
    if (captured === 'in-use' && turn === this.#turn) {
      // Phones, and two names of one device: the old one has to go first.
      this.#letGo();
      captured = await captureOne(kind, which);
    }
    if (!isProblem(captured) || turn !== this.#turn) return this.#arrived(turn, captured);
    this.#chosenId = before;
    if (this.#device.track?.readyState !== 'live') this.#arrived(turn, await captureOne(kind, this.which));
    return captured;
  }

  #arrived(turn: number, captured: Captured): DeviceProblem | undefined {
    if (turn !== this.#turn) {
      if (!isProblem(captured)) captured.stop();
      return undefined;
    }
    this.#letGo();
    if (isProblem(captured)) {
      this.#set({ state: 'failed', problem: captured, ...this.#choice() });
      return captured;
    }
    const track = captured;
    track.addEventListener('ended', () => void this.#ended(track));
    const deviceId =
      this.#chosenId === undefined ? undefined : (track.getSettings().deviceId ?? this.#chosenId);
    this.#set({ state: 'on', track, label: track.label, ...(deviceId !== undefined && { deviceId }) });
    return undefined;
  }

  /** Unplugged, taken by the system, or permission withdrawn: whatever else there is takes its place. */
  async #ended(track: MediaStreamTrack): Promise<void> {
    if (this.#device.track !== track) return;
    this.#turn += 1;
    const turn = this.#turn;
    const problem = this.#arrived(turn, await captureOne(this.#options.kind, {}));
    if (problem) this.#options.onLost(problem);
  }

  #letGo(): void {
    this.#device.track?.stop();
  }

  #choice(): { deviceId?: string } {
    return this.#chosenId === undefined ? {} : { deviceId: this.#chosenId };
  }

  #resting(state: 'idle' | 'off' | 'starting'): LocalDevice {
    return { state, ...this.#choice() };
  }

  #set(device: LocalDevice): void {
    this.#device = device;
    this.#options.onChange();
  }
}
