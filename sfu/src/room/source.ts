import type { NegotiatedLine } from '../wire/codecs.ts';
import { startsH264KeyFrame } from '../wire/h264.ts';
import { nack, pli, type ReceptionReport } from '../wire/rtcp.ts';
import { findExtension, type RtpHeader } from '../wire/rtp.ts';
import { emptyDescriptor, parseVp8, type Vp8Descriptor } from '../wire/vp8.ts';
import { KeyFrameRequests } from './key-frames.ts';
import { MissingPackets } from './missing.ts';
import { Reception } from './reception.ts';
import { SourceClock, type PublisherClock } from './source-clock.ts';

/** A packet on its way through the engine; one object is used for all. */
export interface Passage {
  packet: Buffer;
  header: RtpHeader;
  keyFrameStart: boolean;
  picture: Vp8Descriptor | undefined;
  /** RFC 6464 byte, or -1. */
  audioLevel: number;
  now: number;
}

/** What the publisher last said about its clock (RFC 3550 §6.4.1). */
interface SenderClock {
  readonly ntpMs: number;
  readonly rtp: number;
  readonly at: number;
  readonly middle: number;
}

/** Video can wait for a lost packet as long as a receiver's jitter buffer grows; audio can't. */
const nackPolicies = {
  video: { giveUpAfterMs: 1_000, maxTries: 10 },
  audio: { giveUpAfterMs: 250, maxTries: 4 },
} as const;

/** One stream as a publisher sends it: its statistics, its losses, its key frames. */
export class Source {
  readonly line: NegotiatedLine;
  /** Whether it is the small picture beside another of the same track. */
  readonly isSmall: boolean;
  readonly clockRate: number;
  readonly reception: Reception;
  readonly localClock: SourceClock;
  readonly #missing: MissingPackets;
  readonly #keyFrames = new KeyFrameRequests();
  readonly #picture: Vp8Descriptor = emptyDescriptor();
  readonly #send: (packet: Buffer) => void;
  readonly #ourSsrc: number;
  #clock: SenderClock | undefined;
  nacksSent = 0;
  keyFramesSeen = 0;
  lastArrival = 0;

  /**
   * @param send takes RTCP to the publisher
   * @param publisherClock shared by all sources of one publisher
   */
  constructor(
    line: NegotiatedLine,
    ourSsrc: number,
    send: (packet: Buffer) => void,
    publisherClock: PublisherClock,
    isSmall = false,
  ) {
    this.line = line;
    this.isSmall = isSmall;
    this.clockRate = line.codec.clockRate;
    this.localClock = new SourceClock(this.clockRate, publisherClock);
    this.reception = new Reception(this.clockRate);
    this.#missing = new MissingPackets(nackPolicies[line.kind]);
    this.#ourSsrc = ourSsrc;
    this.#send = send;
  }

  get plisSent(): number {
    return this.#keyFrames.asked;
  }

  /** Takes note of a packet and completes `passage`. False when its payload makes no sense. */
  receive(passage: Passage, recovered: boolean): boolean {
    const { packet, header, now } = passage;
    this.lastArrival = now;
    this.#missing.arrived(header.sequence, now);
    const size = header.payloadEnd - header.payloadStart;
    if (!recovered) this.reception.arrived(header.sequence, header.timestamp, size, now);
    passage.keyFrameStart = false;
    passage.picture = undefined;
    passage.audioLevel = this.#audioLevel(packet, header);
    if (size === 0) return true;
    if (this.line.codec.name === 'vp8') {
      if (!parseVp8(packet, header.payloadStart, header.payloadEnd, this.#picture)) return false;
      passage.picture = this.#picture;
      passage.keyFrameStart = this.#picture.keyFrameStart;
    } else if (this.line.codec.name === 'h264') {
      passage.keyFrameStart = startsH264KeyFrame(packet, header.payloadStart, header.payloadEnd);
    }
    if (passage.keyFrameStart) {
      this.keyFramesSeen += 1;
      this.#keyFrames.arrived();
    }
    return true;
  }

  #audioLevel(packet: Buffer, header: RtpHeader): number {
    if (this.line.audioLevelId === undefined) return -1;
    const at = findExtension(packet, header, this.line.audioLevelId);
    return at < 0 ? -1 : (packet[at] ?? -1);
  }

  senderReport(ntpHigh: number, ntpLow: number, rtp: number, now: number): void {
    const ntpMs = ntpHigh * 1000 + (ntpLow / 2 ** 32) * 1000;
    this.localClock.report(ntpMs, rtp, now);
    this.#clock = {
      ntpMs,
      rtp,
      at: now,
      middle: ((ntpHigh & 0xffff) * 0x10000 + (ntpLow >>> 16)) >>> 0,
    };
  }

  /** The publisher's wallclock (milliseconds since 1900) and timestamp for the moment `now`, once it has told them. */
  clockAt(now: number): { ntpMs: number; rtp: number } | undefined {
    const clock = this.#clock;
    if (!clock) return undefined;
    const elapsed = now - clock.at;
    return {
      ntpMs: clock.ntpMs + elapsed,
      rtp: (clock.rtp + Math.round((elapsed / 1000) * this.clockRate)) >>> 0,
    };
  }

  /** Somebody downstream can't go on without a key frame. */
  wantKeyFrame(now: number): void {
    if (this.line.kind === 'video' && this.#keyFrames.want(now)) this.#askForKeyFrame();
  }

  #askForKeyFrame(): void {
    this.#send(pli(this.#ourSsrc, this.line.ssrc));
  }

  /** Every few milliseconds: asks for what is missing. */
  tick(now: number): void {
    const due = this.#missing.due(now);
    if (due.length > 0) {
      this.nacksSent += due.length;
      this.#send(nack(this.#ourSsrc, this.line.ssrc, due));
    }
    if (this.#keyFrames.due(now)) this.#askForKeyFrame();
  }

  report(now: number): ReceptionReport {
    return {
      ssrc: this.line.ssrc,
      fractionLost: this.reception.fractionLost(),
      lost: this.reception.lost,
      highest: this.reception.highest,
      jitter: this.reception.jitter,
      lastSr: this.#clock?.middle ?? 0,
      delaySinceLastSr: this.#clock ? Math.round(((now - this.#clock.at) / 1000) * 65_536) : 0,
    };
  }
}
