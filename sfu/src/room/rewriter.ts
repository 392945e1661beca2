import { distance } from '../wire/sequence.ts';
import type { RtpHeader } from '../wire/rtp.ts';
import type { Vp8Descriptor } from '../wire/vp8.ts';

/**
 * Keeps the numbers of one outgoing line continuous whatever feeds it: after a pause, a mute or a change of source
 * the receiver sees neither a gap that looks like loss nor time that jumps backwards.
 */

/** What the next packet continues: the same flow, the same source after a silence, or another source. */
type Continuation = 'flow' | 'same-source' | 'new-source';

/** Packets from before a restart may still come in late; they are recognised for this many packets. */
const lateWindow = 2_000;

export class Rewriter {
  readonly #clockRate: number;
  readonly #needsKeyFrame: boolean;
  #next: Continuation = 'new-source';
  #waitsForKeyFrame: boolean;
  #base = 0;
  #sinceBase = 0;
  #sequenceOffset = 0;
  #timestampOffset = 0;
  #pictureOffset = 0;
  #tl0Offset = 0;
  #lastSequence: number;
  #lastTimestamp: number;
  #lastPicture = 0;
  #lastTl0 = 0;
  #lastAt: number | undefined;

  /** @param sequence and timestamp to begin with, 16 and 32 bit */
  constructor(kind: 'audio' | 'video', clockRate: number, sequence: number, timestamp: number) {
    this.#clockRate = clockRate;
    this.#needsKeyFrame = kind === 'video';
    this.#waitsForKeyFrame = this.#needsKeyFrame;
    this.#lastSequence = sequence;
    this.#lastTimestamp = timestamp;
  }

  get waitsForKeyFrame(): boolean {
    return this.#waitsForKeyFrame;
  }

  /** Nothing flows for a while; the same source goes on afterwards. */
  interrupt(): void {
    if (this.#next === 'flow') this.#next = 'same-source';
    this.#waitsForKeyFrame = this.#needsKeyFrame;
  }

  /** Another source feeds the line from now on. */
  change(): void {
    this.#next = 'new-source';
    this.#waitsForKeyFrame = this.#needsKeyFrame;
  }

  /** Whether this packet goes out. If so, `sequence`, `timestamp` and `rewritePicture` give its new numbers. */
  admit(header: RtpHeader, keyFrameStart: boolean, picture: Vp8Descriptor | undefined, now: number): boolean {
    if (this.#waitsForKeyFrame && !keyFrameStart) return false;
    this.#waitsForKeyFrame = false;
    if (this.#next !== 'flow') this.#restart(header, picture, now);
    else if (this.#isLate(header.sequence)) return false;
    this.#remember(header, picture, now);
    return true;
  }

  sequence(header: RtpHeader): number {
    return (header.sequence + this.#sequenceOffset) & 0xffff;
  }

  timestamp(timestamp: number): number {
    return (timestamp + this.#timestampOffset) >>> 0;
  }

  /** Writes the new picture id and TL0PICIDX into a payload that was copied to `at`. */
  rewritePicture(packet: Buffer, at: number, picture: Vp8Descriptor): void {
    if (picture.pictureIdBits === 15)
      packet.writeUInt16BE(
        0x8000 | ((picture.pictureId + this.#pictureOffset) & 0x7fff),
        at + picture.pictureIdAt,
      );
    else if (picture.pictureIdBits === 7)
      packet[at + picture.pictureIdAt] = (picture.pictureId + this.#pictureOffset) & 0x7f;
    if (picture.tl0At >= 0) packet[at + picture.tl0At] = (picture.tl0 + this.#tl0Offset) & 0xff;
  }

  #restart(header: RtpHeader, picture: Vp8Descriptor | undefined, now: number): void {
    this.#sequenceOffset = (this.#lastSequence + 1 - header.sequence) & 0xffff;
    this.#base = header.sequence;
    this.#sinceBase = 0;
    if (this.#next === 'new-source') {
      const elapsed = this.#lastAt === undefined ? 0 : now - this.#lastAt;
      const step = Math.max(1, Math.round((elapsed / 1000) * this.#clockRate));
      this.#timestampOffset = this.#lastTimestamp + step - header.timestamp;
      if (picture) {
        this.#pictureOffset = this.#lastPicture + 1 - picture.pictureId;
        this.#tl0Offset = this.#lastTl0 + 1 - picture.tl0;
      }
    }
    this.#next = 'flow';
    this.#lastSequence = this.sequence(header);
    this.#lastTimestamp = this.timestamp(header.timestamp);
  }

  #isLate(sequence: number): boolean {
    if (this.#sinceBase > lateWindow) return false;
    this.#sinceBase += 1;
    return distance(sequence, this.#base, 0x10000) < 0;
  }

  #remember(header: RtpHeader, picture: Vp8Descriptor | undefined, now: number): void {
    const sequence = this.sequence(header);
    if (distance(sequence, this.#lastSequence, 0x10000) < 0) return;
    this.#lastSequence = sequence;
    this.#lastTimestamp = this.timestamp(header.timestamp);
    this.#lastAt = now;
    if (!picture) return;
    this.#lastPicture = picture.pictureId + this.#pictureOffset;
    this.#lastTl0 = picture.tl0 + this.#tl0Offset;
  }
}
