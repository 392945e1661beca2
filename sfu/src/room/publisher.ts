import type { TrackSource } from '../engine.ts';
import type { NegotiatedLine } from '../wire/codecs.ts';
import { readRtcp, receiverReport, remb } from '../wire/rtcp.ts';
import { emptyHeader, findExtension, isRtcp, parseRtp } from '../wire/rtp.ts';
import type { Counters } from './counters.ts';
import { Source, type Passage } from './source.ts';
import { PublisherClock } from './source-clock.ts';
import { TransportArrivals } from './transport-arrivals.ts';

/** What a publisher's packets go to, and how RTCP goes back. */
export interface PublisherPorts {
  readonly send: (packet: Buffer) => void;
  readonly forward: (from: Source, passage: Passage) => void;
}

/** A line of the publisher's offer after negotiation. */
export interface SourceLine {
  readonly source: TrackSource;
  readonly layer?: 'small' | undefined;
  readonly line: NegotiatedLine;
}

const feedbackEveryMs = 50;
const reportEveryMs = 1_000;
/** RFC 4588 §4: two bytes of original sequence number. */
const osnBytes = 2;

/** Everything a publishing connection receives, turned into packets to forward. Knows no network. */
export class Publisher {
  readonly sources = new Map<TrackSource, Source>();
  /** The small pictures of the sources that have one. */
  readonly small = new Map<TrackSource, Source>();
  readonly #all: Source[] = [];
  readonly #bySsrc = new Map<number, { stream: Source; rtx: boolean }>();
  readonly #arrivals = new TransportArrivals();
  readonly #transportCcId: number | undefined;
  readonly #ports: PublisherPorts;
  readonly #counters: Counters;
  readonly #ourSsrc: number;
  readonly #passage: Passage;
  readonly #recovered = Buffer.allocUnsafe(2048);
  #feedbackAt = 0;
  #reportAt = 0;
  #limit: number | undefined;
  #limitSent: number | undefined;
  #limitAt = 0;

  constructor(lines: readonly SourceLine[], ourSsrc: number, ports: PublisherPorts, counters: Counters) {
    this.#ourSsrc = ourSsrc;
    this.#ports = ports;
    this.#counters = counters;
    this.#transportCcId = lines.find(({ line }) => line.transportCcId !== undefined)?.line.transportCcId;
    this.#passage = {
      packet: this.#recovered,
      header: emptyHeader(),
      keyFrameStart: false,
      picture: undefined,
      audioLevel: -1,
      now: 0,
    };
    const clock = new PublisherClock();
    for (const { source, line, layer } of lines) {
      const stream = new Source(line, ourSsrc, ports.send, clock, layer === 'small');
      (layer === 'small' ? this.small : this.sources).set(source, stream);
      this.#all.push(stream);
      this.#bySsrc.set(line.ssrc, { stream, rtx: false });
      if (line.rtxSsrc !== undefined) this.#bySsrc.set(line.rtxSsrc, { stream, rtx: true });
    }
  }

  /** One datagram's worth, decrypted. Anything malformed or unknown is counted and dropped. */
  receive(packet: Buffer, now: number): void {
    if (isRtcp(packet)) {
      this.#receiveRtcp(packet, now);
      return;
    }
    const passage = this.#passage;
    if (!parseRtp(packet, passage.header)) {
      this.#counters.add('malformed_rtp');
      return;
    }
    const known = this.#bySsrc.get(passage.header.ssrc);
    if (!known) {
      this.#counters.add('dropped_unknown_ssrc');
      return;
    }
    if (this.#transportCcId !== undefined) {
      const at = findExtension(packet, passage.header, this.#transportCcId);
      if (at >= 0 && at + 2 <= packet.length) this.#arrivals.arrived(packet.readUInt16BE(at), now);
    }
    passage.packet = packet;
    passage.now = now;
    if (known.rtx && !this.#unwrapRtx(known.stream)) return;
    if (!known.rtx && passage.header.payloadType !== known.stream.line.codec.payloadType) {
      this.#counters.add('dropped_payload_type');
      return;
    }
    if (!known.stream.receive(passage, known.rtx)) {
      this.#counters.add('malformed_payload');
      return;
    }
    this.#ports.forward(known.stream, passage);
  }

  /** Restores the original packet (RFC 4588 §4) in the passage; false for padding and nonsense. */
  #unwrapRtx(stream: Source): boolean {
    const { packet, header } = this.#passage;
    const size = header.payloadEnd - header.payloadStart;
    if (size <= osnBytes || header.payloadEnd > this.#recovered.length) {
      // Senders probe for bandwidth with empty retransmissions; they are no mistake.
      this.#counters.add(size > osnBytes ? 'malformed_rtp' : 'padding');
      return false;
    }
    const original = packet.readUInt16BE(header.payloadStart);
    packet.copy(this.#recovered, 0, 0, header.payloadStart);
    packet.copy(this.#recovered, header.payloadStart, header.payloadStart + osnBytes, header.payloadEnd);
    header.sequence = original;
    header.payloadType = stream.line.codec.payloadType;
    header.ssrc = stream.line.ssrc;
    header.payloadEnd -= osnBytes;
    this.#passage.packet = this.#recovered;
    this.#counters.add('recovered_by_rtx');
    return true;
  }

  #receiveRtcp(packet: Buffer, now: number): void {
    const wellFormed = readRtcp(packet, {
      senderReport: (ssrc, high, low, rtp) => {
        const known = this.#bySsrc.get(ssrc);
        if (known && !known.rtx) known.stream.senderReport(high, low, rtp, now);
      },
    });
    if (!wellFormed) this.#counters.add('malformed_rtcp');
  }

  /** What the slowest subscriber can take, bits per second; undefined lifts the limit. */
  limit(bitrate: number | undefined): void {
    this.#limit = bitrate;
  }

  get limitNow(): number | undefined {
    return this.#limit;
  }

  /** Every few milliseconds. */
  tick(now: number): void {
    for (const stream of this.#all) stream.tick(now);
    const media = this.#all[0]?.line.ssrc ?? 0;
    if (now - this.#feedbackAt >= feedbackEveryMs) {
      this.#feedbackAt = now;
      const feedback = this.#arrivals.report(this.#ourSsrc, media);
      if (feedback) this.#ports.send(feedback);
    }
    if (now - this.#reportAt >= reportEveryMs) {
      this.#reportAt = now;
      const reports = this.#all.filter(({ lastArrival }) => lastArrival > 0);
      if (reports.length > 0)
        this.#ports.send(
          receiverReport(
            this.#ourSsrc,
            reports.map((stream) => stream.report(now)),
          ),
        );
    }
    this.#sendLimit(now);
  }

  /** At once when it falls by more than 3 %, else once a second: a REMB not repeated would go stale. */
  #sendLimit(now: number): void {
    const limit = this.#limit ?? (this.#limitSent === undefined ? undefined : unlimited);
    if (limit === undefined) return;
    const falls = this.#limitSent === undefined || limit < this.#limitSent * 0.97;
    if (!falls && now - this.#limitAt < reportEveryMs) return;
    this.#limitAt = now;
    this.#limitSent = limit;
    const ssrcs = this.#all.filter(({ line }) => line.kind === 'video').map(({ line }) => line.ssrc);
    this.#ports.send(remb(this.#ourSsrc, limit, ssrcs));
  }
}

const unlimited = 50_000_000;
