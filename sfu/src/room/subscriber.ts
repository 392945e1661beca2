import type { SubscribedLine, TrackRef } from '../engine.ts';
import { readRtcp } from '../wire/rtcp.ts';
import type { Counters } from './counters.ts';
import { Downlink } from './downlink.ts';
import { kindOf } from './rules.ts';
import { SentLine } from './sent-line.ts';
import type { Passage, Source } from './source.ts';

/** How often it is looked what each line takes. */
const measureEveryMs = 500;
/** RTP header with extensions: part of what a receiver's estimate counts. */
const headerBytes = 24;

interface Place {
  readonly line: SentLine;
  track: TrackRef | undefined;
  /** Bits per second, and what it was computed from. */
  bitrate: number;
  bytes: number;
}

const bytesOf = ({ bytes, packets }: SentLine): number => bytes + packets * headerBytes;

const same = (a: TrackRef, b: TrackRef): boolean =>
  a.participantId === b.participantId && a.source === b.source;

/**
 * The lines of one subscribing connection. They are made before they are needed, and given to tracks as these come
 * and go, so that a new track needs no new description.
 */
export class Subscriber {
  readonly #places: Place[] = [];
  readonly #send: (mid: string, packet: Buffer) => boolean;
  readonly #counters: Counters;
  readonly #random: () => number;
  #measuredAt = 0;
  /** Full pictures are tried on a path that was too narrow before: its estimate limits nobody. */
  isOnTrial = false;
  readonly downlink = new Downlink();

  constructor(send: (mid: string, packet: Buffer) => boolean, counters: Counters, random: () => number) {
    this.#send = send;
    this.#counters = counters;
    this.#random = random;
    this.#add('audio');
    this.#add('video');
  }

  #add(kind: 'audio' | 'video'): Place {
    const mid = String(this.#places.length);
    const index = this.#places.filter(({ line }) => line.facts.kind === kind).length;
    const facts = { mid, kind, ssrc: this.#ssrc(), rtxSsrc: this.#ssrc(), group: `group-${String(index)}` };
    const line = new SentLine(facts, (packet) => this.#send(mid, packet), this.#counters, this.#random);
    const place = { line, track: undefined, bitrate: 0, bytes: 0 };
    this.#places.push(place);
    return place;
  }

  #ssrc(): number {
    return 1 + Math.floor(this.#random() * 0xfffffffe);
  }

  get lines(): readonly SentLine[] {
    return this.#places.map(({ line }) => line);
  }

  describe(): SubscribedLine[] {
    return this.#places.map(({ line: { facts }, track }) => ({
      mid: facts.mid,
      kind: facts.kind,
      ...(track ? { track } : {}),
    }));
  }

  lineOf(track: TrackRef): SentLine | undefined {
    return this.#places.find((place) => place.track && same(place.track, track))?.line;
  }

  tracks(): { track: TrackRef; line: SentLine }[] {
    return this.#places.flatMap(({ track, line }) => (track ? [{ track, line }] : []));
  }

  /**
   * Gives the track a line: that of the group in which its participant has a line already, else the first free one.
   * Says whether the connection needs a new description.
   */
  carry(track: TrackRef, source: Source | undefined, now: number): 'kept' | 'assigned' | 'added' {
    const existing = this.lineOf(track);
    if (existing) {
      existing.feed(source, now);
      return 'kept';
    }
    const free = this.#places.filter((place) => !place.track && place.line.facts.kind === kindOf(track));
    const together = this.#places.find((place) => place.track?.participantId === track.participantId)?.line
      .facts.group;
    const place = free.find(({ line }) => line.facts.group === together) ?? free[0];
    const chosen = place ?? this.#add(kindOf(track));
    chosen.track = track;
    chosen.line.feed(source, now);
    return place ? 'assigned' : 'added';
  }

  /** Frees the track's line. */
  drop(track: TrackRef, now: number): boolean {
    const place = this.#places.find((candidate) => candidate.track && same(candidate.track, track));
    if (!place) return false;
    place.track = undefined;
    place.line.setOpen(false, now);
    place.line.feed(undefined, now);
    return true;
  }

  /** Frees the lines of everybody else's tracks. Says whether there were any. */
  keepOnly(isKept: (participantId: string) => boolean, now: number): boolean {
    const others = this.tracks().filter(({ track }) => !isKept(track.participantId));
    for (const { track } of others) this.drop(track, now);
    return others.length > 0;
  }

  /** Sends the packet on where its source feeds a line. */
  forward(from: Source, passage: Passage): void {
    for (const { line } of this.#places) line.forward(from, passage);
  }

  /** RTCP that came for the line `mid`. Compound packets come once for each line that they mention. */
  receiveRtcp(mid: string, packet: Buffer, now: number): void {
    const line = this.#places.find((place) => place.line.facts.mid === mid)?.line;
    if (!line) return;
    const { ssrc, rtxSsrc } = line.facts;
    const wellFormed = readRtcp(packet, {
      report: (block) => {
        if (block.ssrc !== ssrc) return;
        line.report(block, now);
        this.downlink.lost(line.fractionLost);
      },
      nack: (media, sequence) => {
        if (media === ssrc) line.nack(sequence, now);
      },
      keyFrame: (media) => {
        if (media === ssrc || media === rtxSsrc) line.keyFrameWanted(now);
      },
      remb: (bitrate) => {
        this.downlink.estimated(bitrate, now);
      },
    });
    if (!wellFormed) this.#counters.add('malformed_rtcp');
  }

  /**
   * What one picture in full may take of this subscriber's path, bits per second: what sound and small pictures leave of
   * it. They are counted with what they really take: an estimate is hardly above what arrives, so that room kept free
   * for them would never be given back.
   */
  videoShare(): number | undefined {
    const { estimate } = this.downlink;
    if (estimate === undefined) return undefined;
    const open = this.#places.filter(({ line, track }) => track && line.open);
    const full = open.filter(({ line }) => line.facts.kind === 'video' && !line.source?.isSmall);
    const others = open
      .filter((place) => !full.includes(place))
      .reduce((sum, { bitrate }) => sum + bitrate, 0);
    return Math.max(50_000, (estimate - others) / Math.max(1, full.length));
  }

  tick(now: number): void {
    for (const { line } of this.#places) line.tick(now);
    this.#measure(now);
    this.downlink.tick(now);
  }

  #measure(now: number): void {
    const elapsed = now - this.#measuredAt;
    if (elapsed < measureEveryMs) return;
    this.#measuredAt = now;
    for (const place of this.#places) {
      const bytes = bytesOf(place.line);
      place.bitrate = ((bytes - place.bytes) * 8 * 1_000) / elapsed;
      place.bytes = bytes;
    }
    this.downlink.sent(this.#places.reduce((sum, { bitrate }) => sum + bitrate, 0));
  }

  close(): void {
    for (const { line } of this.#places.splice(0)) line.close();
  }
}
