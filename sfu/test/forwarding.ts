import type { TrackRef, TrackSource } from '../src/engine.ts';
import { Counters } from '../src/room/counters.ts';
import { Publisher, type SourceLine } from '../src/room/publisher.ts';
import { Subscriber } from '../src/room/subscriber.ts';
import { negotiate } from '../src/wire/codecs.ts';
import { parseSdp } from '../src/wire/sdp-offer.ts';
import { chromeOffer } from './descriptions.ts';
import { seeded } from './packets.ts';

/** One publisher and one subscriber joined without a network: everything that they send is kept. */
export function forwarding(preferred: 'VP8' | 'H264' = 'VP8', random: () => number = seeded(1)) {
  const counters = new Counters();
  const toPublisher: Buffer[] = [];
  const toSubscriber: { mid: string; packet: Buffer }[] = [];
  const sources: TrackSource[] = ['microphone', 'camera'];
  const lines: SourceLine[] = (parseSdp(chromeOffer)?.lines ?? []).flatMap((offered, index) => {
    const line = negotiate(offered, preferred);
    const source = sources[index];
    return line && source ? [{ source, line }] : [];
  });
  const subscriber = new Subscriber(
    (mid, packet) => {
      toSubscriber.push({ mid, packet: Buffer.from(packet) });
      return true;
    },
    counters,
    random,
  );
  const newPublisher = (more: readonly SourceLine[] = []) =>
    new Publisher(
      [...lines, ...more],
      99,
      {
        send: (packet) => toPublisher.push(Buffer.from(packet)),
        forward: (from, passage) => subscriber.forward(from, passage),
      },
      counters,
    );
  const ref = (source: TrackSource): TrackRef => ({ participantId: 'a', source });
  /** Gives the publisher's tracks their lines and lets them flow. */
  const connect = (publisher: Publisher, now = 0) => {
    for (const [source, stream] of publisher.sources) {
      subscriber.carry(ref(source), stream, now);
      subscriber.lineOf(ref(source))?.setOpen(true, now);
    }
    return publisher;
  };
  return { counters, toPublisher, toSubscriber, subscriber, lines, ref, connect, newPublisher };
}
