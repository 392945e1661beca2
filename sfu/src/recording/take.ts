import type { TrackRef } from '../engine.ts';
import type { Passage, Source } from '../room/source.ts';
import type { Frame, FrameMaker } from './frame.ts';
import { frameMaker } from './frames.ts';
import { InOrder, type TakenPacket } from './in-order.ts';
import type { TakeHead } from './take-head.ts';
import { Cluster, fileHead, type WebmTrack } from './webm.ts';

/** Where a take's bytes go; made when its first frame is complete, so that there are no empty files. */
export interface TakeOutput {
  write(plain: Buffer): void;
  close(): Promise<void>;
}

/** A retransmission that comes later was not asked for any more; see the policies of missing packets in room/. */
const waitMs = { video: 900, audio: 300 } as const;
/**
 * What a crash may lose is less than two seconds: this, counted from the arrival of the oldest packet however long others
 * of its time were waited for, and what a busy machine and its disk take.
 */
const clusterMs = 1_200;
const maxClusterBytes = 512 * 1024;

/** One track as it was received, from the first frame that can be shown to the last: packets in, a file's bytes out. */
export class Take {
  readonly #ref: TrackRef;
  readonly #source: Source;
  readonly #open: (head: TakeHead) => TakeOutput;
  readonly #order: InOrder;
  readonly #frames: FrameMaker;
  readonly #cluster = new Cluster();
  readonly #packet: TakenPacket;
  #output: TakeOutput | undefined;
  #track: WebmTrack | undefined;
  #startedAt = 0;
  #lastMs = -1;
  #clusterSince = 0;
  #closed: Promise<void> | undefined;

  /** @param open is called with the first frame, and again when a codec's parameters change within the track */
  constructor(ref: TrackRef, source: Source, open: (head: TakeHead) => TakeOutput) {
    this.#ref = ref;
    this.#source = source;
    this.#open = open;
    this.#frames = frameMaker(source.line.codec.name, (frame) => {
      this.#add(frame);
    });
    this.#order = new InOrder(waitMs[source.line.kind], (packet, afterLoss) => {
      this.#frames.take(packet, afterLoss);
      if (this.#frames.needsKeyFrame) this.#source.wantKeyFrame(packet.arrivedAt);
    });
    this.#packet = {
      packet: Buffer.alloc(0),
      payloadStart: 0,
      payloadEnd: 0,
      sequence: 0,
      timestamp: 0,
      marker: false,
      arrivedAt: 0,
    };
  }

  get source(): Source {
    return this.#source;
  }

  receive({ packet, header, now }: Passage): void {
    const taken = this.#packet;
    taken.packet = packet;
    taken.payloadStart = header.payloadStart;
    taken.payloadEnd = header.payloadEnd;
    taken.sequence = header.sequence;
    taken.timestamp = header.timestamp;
    taken.marker = header.marker;
    taken.arrivedAt = now;
    this.#order.take(taken);
  }

  /**
   * Every few milliseconds.
   * @returns whether it is time to hand out what has come together
   */
  tick(now: number): boolean {
    this.#order.tick(now);
    return !this.#cluster.isEmpty && now - this.#clusterSince >= clusterMs;
  }

  /** Nothing is received after this. Resolves when the file is complete. */
  close(): Promise<void> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  #finish(): Promise<void> {
    this.#order.finish();
    this.flush();
    return this.#output?.close() ?? Promise.resolve();
  }

  #add(frame: Frame): void {
    const localMs = this.#source.localClock.localAt(frame.timestamp, frame.arrivedAt);
    if (frame.track && this.#needsFile(frame.track)) this.#begin(frame.track, localMs);
    if (!this.#output) return;
    // Clocks that are set, and reports that correct them, must not turn time back within a file.
    const timeMs = Math.max(Math.round(localMs - this.#startedAt), this.#lastMs + 1);
    if (!this.#cluster.spans(timeMs) || this.#cluster.length > maxClusterBytes) this.flush();
    if (this.#cluster.isEmpty) this.#clusterSince = frame.arrivedAt;
    const isFirst = this.#lastMs < 0;
    this.#lastMs = timeMs;
    this.#cluster.add(frame.data, timeMs, frame.keyFrame, frame.start, frame.end);
    // Whoever is told that something is being written may rely on it.
    if (isFirst) this.flush();
  }

  /** Parameters of H.264 are part of the file's head; a file whose head no longer fits is one that players garble. */
  #needsFile(track: WebmTrack): boolean {
    if (!this.#track) return true;
    if (track.codec !== 'h264' || this.#track.codec !== 'h264') return false;
    return !track.codecPrivate?.equals(this.#track.codecPrivate ?? Buffer.alloc(0));
  }

  #begin(track: WebmTrack, localMs: number): void {
    this.flush();
    void this.#output?.close();
    this.#track = track;
    this.#startedAt = localMs;
    this.#lastMs = -1;
    this.#output = this.#open({
      format: 'parley take 1',
      participantId: this.#ref.participantId,
      source: this.#ref.source,
      codec: this.#source.line.codec.name,
      startedAtMs: localMs,
    });
    this.#output.write(fileHead(track));
  }

  /** Hands out what has come together. */
  flush(): void {
    if (!this.#cluster.isEmpty) this.#output?.write(this.#cluster.finish());
  }
}
