import { senderReport, type ReportBlock } from '../wire/rtcp.ts';
import {
  absSendTime,
  absSendTimeOffset,
  outgoingHeaderBytes,
  writeHeader,
  type OutgoingHeader,
} from '../wire/rtp.ts';
import {
  cname,
  sentExtensionIds,
  sentPayloadTypes,
  sentRtxPayloadTypes,
  type SentLine as LineFacts,
} from '../wire/sdp-write.ts';
import type { Counters } from './counters.ts';
import { slotBytes } from './packet-ring.ts';
import { giveRing, takeRing } from './ring-pool.ts';
import { Rewriter } from './rewriter.ts';
import type { Passage, Source } from './source.ts';

const clockRates = { audio: 48_000, video: 90_000 } as const;
const reportEveryMs = 1_000;

/** One line of a subscribing connection: whatever track it carries goes out under the same ssrc. */
export class SentLine {
  readonly facts: LineFacts;
  readonly #send: (packet: Buffer) => boolean;
  readonly #counters: Counters;
  readonly #ring;
  readonly #rewriter: Rewriter;
  readonly #header: OutgoingHeader;
  readonly #rtx = Buffer.allocUnsafe(slotBytes + 2);
  #source: Source | undefined;
  /** Takes over with its next key frame. */
  #next: Source | undefined;
  #open = false;
  #rtxSequence = 0;
  #reportAt = 0;
  #reportMiddle = 0;
  /** Whether a packet of this source has passed. */
  #flows = false;
  packets = 0;
  bytes = 0;
  retransmitted = 0;
  nacksReceived = 0;
  plisReceived = 0;
  fractionLost = 0;
  roundTripMs: number | undefined;

  /** @param random 0..1, for the first sequence number and timestamp (RFC 3550 §5.1) */
  constructor(facts: LineFacts, send: (packet: Buffer) => boolean, counters: Counters, random: () => number) {
    this.facts = facts;
    this.#send = send;
    this.#counters = counters;
    this.#ring = takeRing(facts.kind);
    const sequence = Math.floor(random() * 0x7fff);
    this.#rewriter = new Rewriter(
      facts.kind,
      clockRates[facts.kind],
      sequence,
      Math.floor(random() * 0x7fffffff),
    );
    this.#header = {
      payloadType: 0,
      marker: false,
      sequence: 0,
      timestamp: 0,
      ssrc: facts.ssrc,
      audioLevel: -1,
    };
  }

  /** Whether packets may pass; closing and opening again leaves no gap in the numbers. */
  setOpen(open: boolean, now: number): void {
    if (open === this.#open) return;
    this.#open = open;
    if (open) this.#source?.wantKeyFrame(now);
    else this.#rewriter.interrupt();
    if (open) this.#next?.wantKeyFrame(now);
  }

  get open(): boolean {
    return this.#open;
  }

  /** The stream that feeds this line now, if any. */
  feed(source: Source | undefined, now: number): void {
    this.#next = undefined;
    if (source === this.#source) return;
    this.#source = source;
    this.#rewriter.change();
    this.#flows = false;
    this.#reportAt = 0;
    if (this.#open) source?.wantKeyFrame(now);
  }

  /** Another picture of the same track takes over as soon as it can be decoded; until then the one before goes on. */
  turnTo(source: Source, now: number): void {
    if (source === (this.#next ?? this.#source)) return;
    this.#next = source === this.#source ? undefined : source;
    if (this.#open) this.#next?.wantKeyFrame(now);
  }

  #turn(): void {
    this.#source = this.#next;
    this.#next = undefined;
    this.#rewriter.change();
    this.#reportAt = 0;
  }

  get source(): Source | undefined {
    return this.#source;
  }

  /** Sends the packet on, unless the rules or a missing key frame forbid it. */
  forward(from: Source, passage: Passage): void {
    if (!this.#open) return;
    if (from === this.#next && passage.keyFrameStart) this.#turn();
    if (from !== this.#source) return;
    const { packet, header, picture, now } = passage;
    const size = header.payloadEnd - header.payloadStart;
    if (outgoingHeaderBytes + size > slotBytes) {
      this.#counters.add('dropped_too_large');
      return;
    }
    if (!this.#rewriter.admit(header, passage.keyFrameStart, picture, now)) {
      if (this.#rewriter.waitsForKeyFrame) from.wantKeyFrame(now);
      return;
    }
    const out = this.#header;
    out.payloadType = sentPayloadTypes[from.line.codec.name];
    out.marker = header.marker;
    out.sequence = this.#rewriter.sequence(header);
    out.timestamp = this.#rewriter.timestamp(header.timestamp);
    out.audioLevel = passage.audioLevel;
    const slot = this.#ring.slot(out.sequence);
    writeHeader(slot, out, sentExtensionIds, now);
    packet.copy(slot, outgoingHeaderBytes, header.payloadStart, header.payloadEnd);
    if (picture) this.#rewriter.rewritePicture(slot, outgoingHeaderBytes, picture);
    const length = outgoingHeaderBytes + size;
    this.#ring.keep(out.sequence, length);
    this.#flows = true;
    this.packets += 1;
    this.bytes += size;
    this.#counters.add(this.#send(slot.subarray(0, length)) ? 'forwarded' : 'dropped_not_connected');
  }

  /** The subscriber misses a packet. */
  nack(sequence: number, now: number): void {
    this.nacksReceived += 1;
    if (!this.#open) return;
    const packet = this.#ring.again(sequence, now, Math.max(10, (this.roundTripMs ?? 40) * 0.8));
    if (!packet) return;
    this.retransmitted += 1;
    this.#counters.add('retransmitted');
    packet.writeUIntBE(absSendTime(now), absSendTimeOffset, 3);
    this.#send(this.facts.kind === 'video' ? this.#asRtx(packet) : packet);
  }

  /** RFC 4588 §4. Audio has no such format and is sent again as it was. */
  #asRtx(packet: Buffer): Buffer {
    const video = ((packet[1] ?? 0) & 0x7f) === sentPayloadTypes.h264 ? 'h264' : 'vp8';
    packet.copy(this.#rtx, 0, 0, outgoingHeaderBytes);
    this.#rtx[1] = ((packet[1] ?? 0) & 0x80) | sentRtxPayloadTypes[video];
    this.#rtxSequence = (this.#rtxSequence + 1) & 0xffff;
    this.#rtx.writeUInt16BE(this.#rtxSequence, 2);
    this.#rtx.writeUInt32BE(this.facts.rtxSsrc, 8);
    packet.copy(this.#rtx, outgoingHeaderBytes, 2, 4);
    packet.copy(this.#rtx, outgoingHeaderBytes + 2, outgoingHeaderBytes);
    return this.#rtx.subarray(0, packet.length + 2);
  }

  /** The subscriber can't decode. */
  keyFrameWanted(now: number): void {
    this.plisReceived += 1;
    if (this.#open) this.#source?.wantKeyFrame(now);
  }

  report(block: ReportBlock, now: number): void {
    this.fractionLost = block.fractionLost / 256;
    if (block.lastSr !== 0 && block.lastSr === this.#reportMiddle)
      this.roundTripMs = Math.max(0, now - this.#reportAt - (block.delaySinceLastSr / 65_536) * 1000);
  }

  /**
   * Once in a while: tells how timestamps and wallclock belong together (lip sync), soon after a new source. Nothing
   * is told before the publisher has: a wallclock of our own would put sound and picture apart by the difference.
   */
  tick(now: number): void {
    const source = this.#source;
    if (!this.#open || !source || !this.#flows || this.#rewriter.waitsForKeyFrame) return;
    if (now - this.#reportAt < reportEveryMs) return;
    const clock = source.clockAt(now);
    if (!clock) return;
    const { ntpMs, rtp } = clock;
    this.#reportAt = now;
    const packet = senderReport(
      this.facts.ssrc,
      ntpMs,
      this.#rewriter.timestamp(rtp),
      this.packets,
      this.bytes,
      cname,
    );
    this.#reportMiddle = ((packet.readUInt32BE(8) & 0xffff) * 0x10000 + packet.readUInt16BE(12)) >>> 0;
    this.#send(packet);
  }

  close(): void {
    this.#open = false;
    this.#source = this.#next = undefined;
    giveRing(this.facts.kind, this.#ring);
  }
}
