import { ageOf, cells, stripShare, timeOf } from './barcode.ts';

/** What was seen of a picture between two looks. */
export interface Seen {
  /** Frames shown. */
  readonly frames: number;
  readonly seconds: number;
  /** From drawing to display, of each frame whose time could be read; milliseconds. */
  readonly latencies: readonly number[];
  /** Longest time without a new frame, milliseconds. */
  readonly longestGapMs: number;
}

const samples = 4;

/** Shows a track and reads the time from each frame. */
export class Viewer {
  readonly #video = document.createElement('video');
  readonly #strip = new OffscreenCanvas(cells * samples, samples);
  readonly #context = this.#strip.getContext('2d', { willReadFrequently: true });
  readonly firstFrame: Promise<number>;
  #latencies: number[] = [];
  #frames = 0;
  #began = performance.now();
  #lastAt = performance.now();
  #longestGapMs = 0;

  constructor(track: MediaStreamTrack) {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.firstFrame = promise;
    this.#video.muted = true;
    this.#video.autoplay = true;
    this.#video.srcObject = new MediaStream([track]);
    document.body.append(this.#video);
    const look = (): void => {
      this.#take();
      resolve(Date.now());
      this.#video.requestVideoFrameCallback(look);
    };
    this.#video.requestVideoFrameCallback(look);
  }

  #take(): void {
    const now = performance.now();
    this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt);
    this.#lastAt = now;
    this.#frames += 1;
    const arrived = Date.now();
    const time = this.#read();
    if (time !== undefined) this.#latencies.push(ageOf(time, arrived));
  }

  #read(): number | undefined {
    const { videoWidth, videoHeight } = this.#video;
    const { width, height } = this.#strip;
    this.#context?.drawImage(this.#video, 0, 0, videoWidth, videoHeight * stripShare, 0, 0, width, height);
    const pixels = this.#context?.getImageData(0, samples / 2, width, 1).data ?? [];
    const brightness = Array.from(
      { length: cells },
      (_, cell) => pixels[(cell * samples + samples / 2) * 4] ?? 0,
    );
    return timeOf(brightness);
  }

  /** Forgets what was seen so far. */
  restart(): void {
    this.#latencies = [];
    this.#frames = 0;
    this.#longestGapMs = 0;
    this.#began = performance.now();
    this.#lastAt = this.#began;
  }

  seen(): Seen {
    const now = performance.now();
    return {
      frames: this.#frames,
      seconds: (now - this.#began) / 1_000,
      latencies: this.#latencies,
      longestGapMs: Math.max(this.#longestGapMs, now - this.#lastAt),
    };
  }

  remove(): void {
    this.#video.remove();
  }
}
